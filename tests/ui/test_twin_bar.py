"""The warning while typing that a record looks like another one."""

from dataclasses import replace

import pytest

from desktop_app.actions import records
from tests.builders import a_project
from tests.ui.looking import press


@pytest.fixture
def first(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


def type_title(qtbot, page, title):
    text = page.form.blocks["title"].edit.target()
    text.setFocus()
    text.selectAll()
    qtbot.keyClicks(text, title)


def test_typing_a_title_again_warns_and_says_why(qtbot, window, first):
    window.new_record("initiative")

    type_title(qtbot, window.page, "Gestion del agua en cuencas altoandinas")
    qtbot.waitUntil(window.page.twins.isVisible)

    assert window.page.twins.text.text() == (
        f"Looks like {first.human_code} “Gestión del agua en cuencas altoandinas”: same title."
    )


def test_the_twin_is_opened_from_the_warning(qtbot, window, first):
    window.new_record("initiative")
    type_title(qtbot, window.page, "Gestion del agua en cuencas altoandinas")
    qtbot.waitUntil(window.page.twins.isVisible)

    press(qtbot, window.page, "Open it")

    assert window.page.shown_record().uid == first.uid


def test_another_one_is_never_warned_of_again(qtbot, window, first, office):
    window.new_record("initiative")
    page = window.page
    type_title(qtbot, page, "Gestion del agua en cuencas altoandinas")
    qtbot.waitUntil(page.twins.isVisible)

    press(qtbot, page, "It is another one")
    hidden = page.twins.isHidden()
    page.twins.forget()
    page.twins.look()
    qtbot.waitUntil(lambda: not page.twins.looking)

    assert hidden
    assert page.twins.isHidden()


def test_a_title_of_its_own_warns_of_nothing(qtbot, window, first):
    window.new_record("initiative")
    page = window.page

    type_title(qtbot, page, "Huertos escolares en los valles")
    page.twins.look()
    qtbot.waitUntil(lambda: not page.twins.looking)

    assert page.twins.isHidden()
    assert window.context.background.jobs == []


def test_leaving_while_it_is_looked_for_is_no_fault(qtbot, window, first):
    window.new_record("initiative")
    type_title(qtbot, window.page, "Gestion del agua en cuencas altoandinas")
    window.page.twins.look()

    window.back()

    assert window.page.title == "Initiatives"
