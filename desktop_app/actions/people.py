"""Who works here: entering, renaming and closing persons, and what each of them may do.

This keeps honest people from slips, nothing more: who can open the files can do all of it. While
nobody is entered, everything is allowed.
"""

from dataclasses import replace

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.folding import fold
from desktop_app.records.people import Person, Role, fit_name
from desktop_app.records.plain import clean
from desktop_app.records.stamp import new_uid
from desktop_app.store import people as stored

_ASK = {
    Role.REVIEWS: N_("Ask {names}: this is for who reviews, and {person} works here now."),
    Role.SENDS: N_("Ask {names}: this is for who may send, and {person} works here now."),
}


def everybody(office: Office) -> list[Person]:
    """Return all persons in the order in which they came, those who left too."""
    return stored.everybody(office.store)


def those_here(office: Office) -> list[Person]:
    """Return the persons who work here and have not left."""
    return [person for person in everybody(office) if not person.until]


def names(office: Office) -> dict[str, str]:
    """Return the name of each person by what the history has of them."""
    return {person.uid: person.name for person in everybody(office)}


def named(office: Office, name: str) -> Person:
    """Return the person of this name who works here. Raises UserError telling who does."""
    there = those_here(office)
    found = [person for person in there if fold(person.name) == fold(clean(name, lines=False))]
    if not there:
        raise UserError(N_("Nobody is entered here yet. Enter a person first, with a role."))
    if not found:
        raise UserError(
            N_("Nobody named “{name}” works here. Those who do: {names}."),
            name=name,
            names=", ".join(person.name for person in there),
        )
    return found[0]


def add(office: Office, name: str, role: Role) -> Person:
    """Enter a person; the first one is at work at once and has to be one who may send.

    Raises UserError for a name that somebody here has already.
    """
    require(office, Role.SENDS)
    first = office.person is None
    if first and role is not Role.SENDS:
        raise UserError(
            N_("The first person has to be one who may send; the others can have any role.")
        )
    person = Person(uid=new_uid(), name=_fit_name(office, name), role=role, since=office.moment())
    with office.store.writing():
        stored.put(office.store, person)
        if first:
            work_as(office, person)
    return person


def rename(office: Office, person: Person, name: str) -> Person:
    """Give a person another name; the history shows it too."""
    require(office, Role.SENDS)
    return _changed(office, replace(person, name=_fit_name(office, name, but=person.uid)))


def give_role(office: Office, person: Person, role: Role) -> Person:
    """Give a person another role. Raises UserError when nobody who may send would be left."""
    require(office, Role.SENDS)
    if role is not Role.SENDS:
        _refuse_last(office, person)
    return _changed(office, replace(person, role=role))


def close(office: Office, person: Person) -> Person:
    """Close a person who left; what they did keeps their name.

    Somebody who may send is at work then, if it was this person. Raises UserError when nobody who
    may send would be left.
    """
    require(office, Role.SENDS)
    _refuse_last(office, person)
    gone = replace(person, until=office.moment())
    with office.store.writing():
        stored.put(office.store, gone)
        if office.person is not None and office.person.uid == gone.uid:
            after = stored.at_work(office.store)
            if after is not None:
                work_as(office, after)
    return gone


def work_as(office: Office, person: Person, *, remembered: bool = True) -> None:
    """Name this person in the history from now on; unless `remembered`, only until it closes."""
    if remembered:
        stored.remember(office.store, person.uid)
    office.person = person


def refusal(office: Office, needed: Role) -> UserError | None:
    """Return what is said to who works here now and may not do what `needed` may, else None."""
    person = office.person
    if person is None or person.role.includes(needed):
        return None
    may = [one.name for one in those_here(office) if one.role.includes(needed)]
    return UserError(_ASK[needed], names=", ".join(may), person=person.name)


def require(office: Office, needed: Role) -> None:
    """Raise UserError unless who works here now has this role, or nobody is entered."""
    refused = refusal(office, needed)
    if refused is not None:
        raise refused


def _changed(office: Office, person: Person) -> Person:
    stored.put(office.store, person)
    if office.person is not None and office.person.uid == person.uid:
        office.person = person
    return person


def _fit_name(office: Office, name: str, but: str = "") -> str:
    given = fit_name(name)
    for person in those_here(office):
        if person.uid != but and fold(person.name) == fold(given):
            raise UserError(
                N_("“{name}” works here already. Add a second surname or the post."), name=given
            )
    return given


def _refuse_last(office: Office, person: Person) -> None:
    others = [one for one in those_here(office) if one.uid != person.uid]
    if person.role is Role.SENDS and not any(one.role is Role.SENDS for one in others):
        raise UserError(
            N_("{name} is the last one who may send. Give this role to somebody else first."),
            name=person.name,
        )
