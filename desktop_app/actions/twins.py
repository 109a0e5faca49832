"""Records of this office that look like one being typed, and those a person told apart."""

from desktop_app.actions.lists import list_rows
from desktop_app.actions.office import Office
from desktop_app.records.listing import Filters, list_row
from desktop_app.records.record import Record
from desktop_app.records.twins import Known, Twin, known, twins

_APART = "not_twins."  # setting: this and a uid -> the uids it was told apart from


def known_titles(office: Office, kind: str) -> list[Known]:
    """Return what is compared of every record of a kind that this office has."""
    rows = list_rows(office, kind, filters=Filters(office=office.code))
    return [known(row, office.language, office.country) for row in rows]


def twins_of(office: Office, record: Record, others: list[Known]) -> list[Twin]:
    """Return those of `others` that look like `record` and were not told apart from it."""
    mine = known(list_row(record, (0, 0, 0)), office.language, office.country)
    apart = told_apart(office, record.uid)
    return twins(mine, [other for other in others if other.uid not in apart])


def told_apart(office: Office, uid: str) -> set[str]:
    """Return the records that a person said are not the same as this one."""
    return set(office.setting(_APART + uid).split())


def tell_apart(office: Office, uid: str, other: str) -> None:
    """Remember for good that two records are not the same, whichever is looked at next."""
    with office.store.writing():
        for one, its in ((uid, other), (other, uid)):
            told = {*office.setting(_APART + one).split(), its}
            office.change_setting(_APART + one, " ".join(sorted(told)))
