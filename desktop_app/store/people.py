"""The persons of this installation; who leaves is closed, so that the history keeps its names."""

from desktop_app.records.people import Person, Role
from desktop_app.store import settings
from desktop_app.store.database import Store

_NOW = "person"  # setting: who works here now


def everybody(store: Store) -> list[Person]:
    """Return all persons in the order in which they came, closed ones too."""
    with store.reading() as db:
        rows = db.execute(
            "select uid, name, role, since, until from person order by since, rowid"
        ).fetchall()
    return [
        Person(uid=uid, name=name, role=Role(role), since=since, until=until)
        for uid, name, role, since, until in rows
    ]


def put(store: Store, person: Person) -> None:
    """Keep a person, in place of what was said of the same one before."""
    values = (person.uid, person.name, person.role.value, person.since, person.until)
    with store.writing() as db:
        db.execute(
            "insert into person (uid, name, role, since, until) values (?, ?, ?, ?, ?) "
            "on conflict (uid) do update set name = excluded.name, role = excluded.role, "
            "until = excluded.until",
            values,
        )


def remember(store: Store, uid: str) -> None:
    """Keep who works here now, for the next start."""
    settings.put(store, _NOW, uid)


def at_work(store: Store) -> Person | None:
    """Return who worked here last; of persons that are all new, one who may send."""
    there = [person for person in everybody(store) if not person.until]
    last = settings.get(store, _NOW)
    by_role = sorted(there, key=lambda person: not person.role.includes(Role.SENDS))
    return next((one for one in there if one.uid == last), next(iter(by_role), None))
