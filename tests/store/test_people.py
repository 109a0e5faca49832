"""The persons of an installation, as they are kept."""

from dataclasses import replace

from desktop_app.records.people import Person, Role
from desktop_app.store import people

FIRST = Person(uid="a", name="Jefatura", role=Role.SENDS, since="2026-01-01T00:00:00Z")
SECOND = Person(uid="b", name="Captura", role=Role.ENTERS, since="2026-02-01T00:00:00Z")


def test_persons_come_back_as_they_were_in_their_order(store):
    people.put(store, SECOND)
    people.put(store, FIRST)

    assert people.everybody(store) == [FIRST, SECOND]


def test_what_is_said_of_a_person_later_stands(store):
    people.put(store, FIRST)
    later = replace(FIRST, name="Dirección", until="2026-03-01T00:00:00Z")
    people.put(store, later)

    assert people.everybody(store) == [later]


def test_who_worked_last_is_at_work_else_one_who_may_send(store):
    people.put(store, replace(SECOND, since=FIRST.since))
    people.put(store, replace(FIRST, since=SECOND.since))
    before = people.at_work(store)
    people.remember(store, SECOND.uid)

    assert before.uid == FIRST.uid
    assert people.at_work(store).uid == SECOND.uid


def test_nobody_is_at_work_where_all_have_left(store):
    people.put(store, replace(FIRST, until="2026-03-01T00:00:00Z"))

    assert people.at_work(store) is None
