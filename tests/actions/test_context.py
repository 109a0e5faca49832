"""What the rules are told of the other records of an office."""

from dataclasses import replace

from desktop_app.actions import records
from desktop_app.actions.context import StoreContext
from desktop_app.records.stamp import new_uid


def enter(office, title, **answers):
    given = {"title": {"original": "es", "es": title}, "level": "PROJ", **answers}
    return records.enter_record(office, records.from_plain(office, "initiative", given))


def told(office, record, rule):
    return [one.field for one in records.findings_of(office, record) if one.rule == rule]


def test_a_title_is_known_whatever_its_accents_and_capitals(office):
    first = enter(office, "Gestión del agua")
    second = enter(office, "GESTION DEL AGUA")
    context = StoreContext(office)

    assert context.code_titled(first) == second.human_code
    assert context.code_titled(replace(first, values={})) == ""
    assert told(office, second, "V02") == ["title"]


def test_a_title_that_only_begins_the_same_is_another(office):
    first = enter(office, "Gestión del agua")
    enter(office, "Gestión del agua potable")

    assert told(office, first, "V02") == []


def test_a_circle_of_parents_is_told(office):
    first = enter(office, "Programa andino")
    second = enter(office, "Proyecto andino", parent=first.uid)
    turned = records.enter_record(office, first.with_values(parent=second.uid))

    assert told(office, turned, "V17") == ["parent"]
    assert told(office, second, "V17") == ["parent"]


def test_a_parent_that_is_not_here_is_not_told_of(office):
    alone = enter(office, "Proyecto andino", parent=new_uid())

    assert told(office, alone, "V17") == []
