"""A new code is offered where two records have the same one, and nowhere else."""

from dataclasses import replace

import pytest

from desktop_app.actions import records
from desktop_app.records.stamp import new_uid
from tests.builders import a_project
from tests.ui.test_beginning import enter


@pytest.fixture
def twins(office):
    """Two records of one code."""
    first, other = enter(office, a_project()), enter(office, replace(a_project(), uid=new_uid()))
    return first, records.save_version(office, replace(other, human_code=first.human_code), "")


def offered(window):
    """Return the line that gives a new code, once the menu of records was opened."""
    menu = next(one for one in window.menuBar().actions() if one.text() == "&Records").menu()
    menu.aboutToShow.emit()
    return next(one for one in menu.actions() if one.text() == "Give it a new code")


def test_only_where_its_code_is_shared_a_record_is_offered_a_new_one(window, office, twins):
    alone = enter(office, replace(a_project(), uid=new_uid()))
    window.open_record(alone.uid)
    without = offered(window).isVisible()
    window.open_record(twins[1].uid)
    action = offered(window)

    assert not without
    assert action.isVisible()


def test_once_it_was_given_it_is_offered_no_more(window, twins):
    window.open_record(twins[1].uid)
    offered(window).trigger()

    assert window.page.shown_record().human_code != twins[0].human_code
    assert not offered(window).isVisible()


def test_in_a_list_it_is_offered_for_the_line_that_is_marked(window, office, twins):
    alone = enter(office, replace(a_project(), uid=new_uid()))
    window.go("initiative")
    page, told = window.page, {}
    for row in range(page.model.rowCount()):
        page.table.setCurrentIndex(page.model.index(row, 0))
        told[page.current().uid] = offered(window).isVisible()

    assert told == {twins[0].uid: True, twins[1].uid: True, alone.uid: False}
