"""Who works now: shown, switched by two keys, and what the role does not allow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.actions import people, records
from desktop_app.records.people import Role
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.people import PeoplePage
from desktop_app.ui.parts.preferences import Preferences
from desktop_app.ui.parts.wording import tooltip
from tests.builders import a_project
from tests.ui.listing import enter
from tests.ui.looking import button, press, texts

CHIEF, TYPIST = "Jefatura Alfa", "Captura Beta"


@pytest.fixture
def staff(office):
    chief = people.add(office, CHIEF, Role.SENDS)
    typist = people.add(office, TYPIST, Role.ENTERS)
    return chief, typist


@pytest.fixture
def staffed(qtbot, office, staff, background):
    made = MainWindow(office, background, Preferences(language="en"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_pages()


@pytest.fixture
def page(qtbot, context):
    made = PeoplePage(context)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def action(window, text):
    found = [
        one
        for top in window.menuBar().actions()
        for one in top.menu().actions()
        if one.text() == text
    ]
    assert len(found) == 1, text
    return found[0]


def test_with_nobody_entered_the_window_shows_nobody(window):
    assert window.frame.person.isHidden()
    assert action(window, "Make the card ...").isEnabled()


def test_who_works_now_stands_at_the_top(staffed):
    assert staffed.frame.person.text() == CHIEF
    assert staffed.frame.person.accessibleName() == f"{CHIEF} works here now: may send"


def test_a_shortcut_and_a_figure_let_another_person_work(qtbot, staffed, office):
    staffed.activateWindow()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(staffed, Qt.Key.Key_P, both)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)

    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_2)

    qtbot.waitUntil(lambda: office.person.name == TYPIST)
    assert staffed.frame.person.text() == TYPIST


def test_what_was_typed_is_saved_by_the_person_before_and_the_record_stays_open(
    qtbot, staffed, office, staff
):
    record = enter(office, a_project())
    staffed.open_record(record.uid)
    edit = staffed.page.form.blocks["local_code"].edit.line
    qtbot.keyClicks(edit, "A-17")

    staffed.work_as(staff[1].uid)

    stored = records.find(office, record.uid)
    assert stored["local_code"] == "A-17"
    assert stored.updated_by == staff[0].uid
    assert staffed.page.shown_record().uid == record.uid


def test_what_is_for_others_is_grey_and_says_who_may(staffed, office, staff):
    record = enter(office, a_project())
    staffed.work_as(staff[1].uid)
    staffed.open_record(record.uid)

    ready = staffed.page.head.ready
    card = action(staffed, "Make the card ...")
    assert not ready.isEnabled()
    assert ready.toolTip() == tooltip(
        f"Ask {CHIEF}: this is for who reviews, and {TYPIST} works here now."
    )
    assert not card.isEnabled()
    assert CHIEF in card.toolTip()


@pytest.mark.parametrize(
    ("place", "name"), [("send", "seal"), ("received", "open"), ("people", "enter")]
)
def test_each_page_holds_back_what_the_role_does_not_do(staffed, staff, place, name):
    staffed.work_as(staff[1].uid)
    staffed.go(place)

    held = getattr(staffed.page, name)
    assert not held.isEnabled()
    assert CHIEF in held.toolTip()


def test_a_list_offers_what_the_role_does(staffed, office, staff):
    enter(office, a_project())
    staffed.work_as(staff[1].uid)
    staffed.go("initiative")
    page = staffed.page
    menu = page.menu_of(page.model.row(0))

    held = {one.text(): one.isEnabled() for one in menu.actions() if one.text()}
    assert held == {"Open": True, "Mark as ready to send": False, "Withdraw…": True}
    assert not page.many.change_all.isEnabled()


def test_the_history_shows_the_name_of_the_person(staffed, office, staff):
    record = enter(office, a_project())
    people.work_as(office, staff[1])
    records.edit_record(office, record.uid, {"local_code": "A-17"})

    staffed.go(f"history:{record.uid}")

    assert staffed.page.table.line(staffed.page.table.index(0, 0)).texts[1] == TYPIST


def test_the_foot_of_a_record_says_who_saved_it(staffed, office, staff):
    record = enter(office, a_project())

    staffed.open_record(record.uid)

    assert staffed.page.saved.text().endswith(f" by {CHIEF}")


def test_the_first_person_is_entered_as_one_who_may_send(qtbot, page, office):
    qtbot.keyClicks(page.name, CHIEF)
    qtbot.keyClick(page.name, Qt.Key.Key_Return)

    assert office.person.name == CHIEF
    assert office.person.role is Role.SENDS
    assert page.role.isEnabled()
    assert page.table.rowCount() == 1


def test_a_person_gets_a_name_and_a_role_on_the_page(page, office, staff):
    page.refresh()
    page.view.selectRow(1)
    page.rename("Captura Gama")
    page.view.selectRow(1)
    page.give_role(Role.REVIEWS)

    assert [(one.name, one.role) for one in people.those_here(office)] == [
        (CHIEF, Role.SENDS),
        ("Captura Gama", Role.REVIEWS),
    ]


def test_the_last_one_who_may_send_stays_and_the_page_says_why(qtbot, page, office, staff):
    page.refresh()
    page.view.selectRow(0)

    with qtbot.waitSignal(page.told) as told:
        page.close_person()

    assert "last one who may send" in told.args[0]
    assert len(people.those_here(office)) == 2


def test_who_leaves_may_have_something_to_hand_over(qtbot, staffed, office, staff):
    staffed.go("people")
    page = staffed.page
    page.view.selectRow(1)
    page.close_person()

    assert any(text.startswith(f"Has {TYPIST} told") for text in texts(page))
    press(qtbot, page, "Hand-over note…")
    assert staffed.page.kind.name == "office"
    assert staffed.page.form.blocks["handover"].isAncestorOf(QApplication.focusWidget())


def test_a_change_of_who_works_here_is_in_the_menus_at_once(staffed, staff):
    staffed.go("people")
    staffed.page.view.selectRow(1)

    staffed.page.give_role(Role.SENDS)

    shown = [one.text() for one in staffed.frame.person.menu().actions() if one.text()]
    assert shown == [f"&1  {CHIEF} · may send", f"&2  {TYPIST} · may send", "People ..."]


def test_the_menu_leads_to_the_page(staffed):
    staffed.frame.person.menu().actions()[-1].trigger()

    assert staffed.windowTitle().startswith("People")
    assert button(staffed.page, "Enter the person").isEnabled()
