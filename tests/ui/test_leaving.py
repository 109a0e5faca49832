from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop_app.actions import records
from desktop_app.records.access import own_access
from desktop_app.ui.pages.send import SendPage
from tests.builders import a_contact, a_project
from tests.ui.looking import settle


def enter(office, record, *, ready=True):
    stored = records.enter_record(office, replace(record, human_code="", status="draft"))
    return records.mark_ready(office, stored) if ready else stored


@pytest.fixture
def page(qtbot, context, office):
    enter(office, a_project())
    enter(office, a_contact(phone="+591 2 1234567"))
    enter(office, a_project(), ready=False)
    made = SendPage(context)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    made.all.click()
    settle(qtbot, made)
    return made


def lines(tree):
    return [tree.topLevelItem(at).text(0) for at in range(tree.topLevelItemCount())]


def record_item(page, code):
    tree = page.leaving.tree
    item = next(
        tree.topLevelItem(at)
        for at in range(tree.topLevelItemCount())
        if tree.topLevelItem(at).text(0) == code
    )
    item.setExpanded(True)
    return item


def answer_item(page, code, label):
    item = record_item(page, code)
    found = [item.child(at) for at in range(item.childCount()) if item.child(at).text(0) == label]
    return found[0]


def test_persons_records_and_what_stays_are_all_in_sight(page):
    shown = lines(page.leaving.tree)

    assert shown[0] == "1 person whose name leaves"
    assert shown[-1] == "1 record stays here"
    assert len(shown) == 4


def test_what_is_unticked_stays_here(qtbot, page, office):
    code = lines(page.leaving.tree)[2]
    answer_item(page, code, "Telephone").setCheckState(0, Qt.CheckState.Unchecked)

    assert page.leaving.sum.text() == "1 answer will stay here."
    page.leaving.keep.click()
    settle(qtbot, page)

    assert own_access(records.find(office, code)) == {"phone": "OFC"}
    assert answer_item(page, code, "Telephone").text(1) == "stays here"
    assert not page.leaving.keep.isEnabled()


def test_the_name_of_a_record_has_no_tick_to_take_away(page):
    code = lines(page.leaving.tree)[2]
    item = answer_item(page, code, "Name of the person or desk")

    assert item.data(0, Qt.ItemDataRole.CheckStateRole) is None


def test_one_goes_back_to_sending(page):
    page.leaving.back.click()

    assert page.seal.isVisible()
    assert not page.leaving.isVisible()


def test_the_list_is_written_as_pdf(qtbot, page, tmp_path):
    page.leaving.write_list(tmp_path / "list.pdf")
    settle(qtbot, page)

    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
