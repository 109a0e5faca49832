"""Home says what to do now, or how to begin."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import records
from desktop_app.language import Language
from desktop_app.ui.pages.home import HomePage
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.row_button import RowButton
from tests.builders import a_source
from tests.ui.looking import texts


def _home(qtbot, context):
    page = HomePage(context)
    qtbot.addWidget(page)
    page.refresh()
    return page


def _row(page, text):
    return next(row for row in page.findChildren(RowButton) if text in row.accessibleName())


def _enter(office, title):
    given = {"title": {"original": "es", "es": title}, "level": "project"}
    return records.enter_record(office, records.from_plain(office, "initiative", given))


def test_an_office_without_records_is_offered_three_ways_to_begin(qtbot, context):
    page = _home(qtbot, context)

    assert "Three ways to begin" in texts(page)
    assert len(page.findChildren(RowButton)) == 3


@pytest.mark.parametrize(
    ("way", "signal", "args"),
    [
        ("Write a first initiative", "new_record", ["initiative"]),
        ("Import a file", "navigate", ["imports"]),
        ("Look at an example", "example", []),
    ],
)
def test_each_way_to_begin_leads_where_it_says(qtbot, context, way, signal, args):
    page = _home(qtbot, context)

    with qtbot.waitSignal(getattr(page, signal)) as told:
        _row(page, way).click()

    assert told.args == args


def test_a_record_that_misses_answers_is_counted_and_leads_to_the_list(qtbot, context):
    _enter(context.office, "Huertos escolares")
    page = _home(qtbot, context)

    with qtbot.waitSignal(page.navigate) as told:
        _row(page, "1 record misses an answer").click()

    assert told.args == ["initiative:to_check"]


def test_home_counts_again_when_it_is_seen_again(qtbot, context):
    page = _home(qtbot, context)
    _enter(context.office, "Huertos escolares")
    _enter(context.office, "Agua segura")

    page.refresh()

    assert _row(page, "2 records miss an answer")


def test_the_secretariat_is_led_to_the_bundles(qtbot, secretariat, background):
    page = _home(qtbot, Context(secretariat, Language("en"), background))

    with qtbot.waitSignal(page.navigate) as told:
        _row(page, "Receive a first bundle").click()

    assert told.args == ["received"]


def test_a_call_that_closes_soon_opens_its_source(qtbot, context, office):
    soon = (office.clock().date() + timedelta(days=5)).isoformat()
    made = a_source(calls=[{"id": "1", "name": "Convocatoria anual", "closes": soon}])
    source = records.enter_record(office, replace(made, human_code="", status="draft"))
    page = _home(qtbot, context)
    opened = QSignalSpy(page.open_record)
    _row(page, "Fondo de prueba para la cooperación · Convocatoria anual").click()

    assert opened.at(0) == [source.uid]
    assert any(text.startswith("It closes in 5 days, on ") for text in texts(page))
