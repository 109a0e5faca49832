"""The list of offices in the window: who is in it, a lost computer, publishing, reading."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop_app.actions import (
    agreeing,
    keys,
    merging,
    people,
    planning,
    publishing,
    registering,
    registers,
    renewing,
    seals,
)
from desktop_app.language import Language
from desktop_app.records.people import Role
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.home import HomePage
from desktop_app.ui.pages.register import RegisterPage
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.preferences import Preferences
from desktop_app.ui.parts.row_button import RowButton
from tests.actions.conftest import ready, sent
from tests.builders import a_project
from tests.ui.listing import enter
from tests.ui.looking import press, settle, texts


@pytest.fixture
def make(qtbot, background):
    def page_of(office):
        made = RegisterPage(Context(office, Language("en"), background))
        qtbot.addWidget(made)
        made.resize(960, 900)
        made.refresh()
        made.show()
        return made

    return page_of


@pytest.fixture
def page(make, acquainted, secretariat):
    return make(secretariat)


@pytest.fixture
def two(office, secretariat):
    return office, secretariat


def shown(page, column=0):
    return [page.table.index(row, column).data() for row in range(page.table.rowCount())]


def mark(page, code):
    page.view.selectRow(next(row for row, text in enumerate(shown(page)) if text.startswith(code)))


def test_who_is_trusted_stands_in_words_that_a_clerk_knows(page):
    assert shown(page) == ["SELA · SELA", "BO · Dirección de Cooperación"]
    assert shown(page, 2) == ["are taken", "are taken"]
    said = " ".join(texts(page)).lower()
    assert not {"key", "hash", "signature"} & set(said.split())


def test_the_secretariat_cannot_stop_itself(page):
    mark(page, "SELA")

    assert not page.lost.isEnabled()
    assert not page.other_name.isEnabled()


def test_a_lost_computer_is_stopped_after_a_number_and_what_came_after_is_shown(
    qtbot, page, office, secretariat, tmp_path
):
    for title in ("Un primer proyecto de riego", "Un segundo proyecto de riego"):
        ready(office, title=title)
        bundle = sent(office, tmp_path / "post")
        merging.apply_plan(secretariat, planning.plan_bundle(secretariat, bundle))
    page.refresh()
    mark(page, "BO")
    press(qtbot, page, "Lost or stolen…")
    qtbot.keyClicks(page.stopping.number, "1")  # what was proposed is marked

    assert [page.stopping.table.index(row, 3).data() for row in range(2)] == [
        "counts no more",
        "counts",
    ]
    assert page.stopping.after.text().startswith("1 bundle after it was merged already")
    press(qtbot, page, "Stop its files")
    assert shown(page, 2) == ["are taken", "lost; up to number 1"]
    assert not page.lost.isEnabled()


def test_a_computer_that_was_found_is_taken_again(qtbot, page, secretariat):
    kid = next(kid for kid, one in secretariat.trusted().items() if one.office == "BO")
    registering.revoke(secretariat, "BO", kid, 0)
    page.refresh()
    assert shown(page, 2) == ["are taken", "lost; nothing counts"]
    mark(page, "BO")
    press(qtbot, page, "Take its files again")

    assert shown(page, 2) == ["are taken", "are taken"]


def test_an_office_gets_another_name(qtbot, page):
    mark(page, "BO")
    press(qtbot, page, "Another name…")
    page.naming.reason.setText("Viceministerio de Inversión Pública")
    press(qtbot, page.naming, "Save")

    assert shown(page)[1] == "BO · Viceministerio de Inversión Pública"


def test_the_list_is_published_and_read_at_an_office(qtbot, page, make, office, tmp_path):
    assert page.desk.unpublished.isVisible()
    with qtbot.waitSignal(page.told) as told:
        page.desk.publish_into(tmp_path / "list")
    settle(qtbot, page)
    assert "number 1 is published" in told.args[0]
    assert not page.desk.unpublished.isVisible()
    there = make(office)
    assert shown(there) == ["SELA · SELA"]
    [file] = (tmp_path / "list").iterdir()
    with qtbot.waitSignal(there.told) as told:
        there.read(file)
    settle(qtbot, there)

    assert told.args[0] == "New list of offices: number 1."
    assert shown(there) == ["SELA · SELA", "BO · Dirección de Cooperación"]
    assert "number 1 of" in there.number.text()


def test_a_list_that_is_refused_says_why_and_changes_nothing(
    qtbot, acquainted, make, two, tmp_path
):
    office, secretariat = two
    first = publishing.publish(secretariat, tmp_path / "list").path
    registering.rename(secretariat, "BO", "Otra")
    registers.read_file(office, publishing.publish(secretariat, tmp_path / "list").path)
    there = make(office)
    with qtbot.waitSignal(there.told) as told:
        there.read(first)
    settle(qtbot, there)

    assert "older" in told.args[0]
    assert registers.version(office) == 2


@pytest.fixture
def sticks(acquainted, secretariat, tmp_path):
    """Two holders on sticks, who publish together, and a list that they have not agreed to."""
    files = [tmp_path / name for name in ("a.key", "b.key")]
    publics = [publishing.make_root_key(file) for file in files]
    registering.set_holders(secretariat, dict(zip(publics, ("Uno", "Dos"), strict=True)), 2)
    publishing.publish(secretariat, tmp_path / "begun")
    return files


def test_holders_agree_one_after_the_other_and_see_what_changes(qtbot, make, sticks, two, tmp_path):
    office, secretariat = two
    page = make(secretariat)
    assert page.desk.agreement.isVisible()
    assert "2 more holders must agree" in page.desk.agreement.lacking.text()
    there = make(office)
    with qtbot.waitSignal(there.told):
        there.read(next((tmp_path / "begun").iterdir()))
    settle(qtbot, there)
    assert "From then on 2 of 2 holders publish the list together." in texts(there.desk.agreement)
    there.desk.agree_into(tmp_path / "one", sticks[0])
    settle(qtbot, there)
    page.read(next((tmp_path / "one").iterdir()))
    settle(qtbot, page)
    assert "Agreed so far: Uno" in page.desk.agreement.lacking.text()
    with qtbot.waitSignal(page.told) as told:
        page.desk.agree_into(tmp_path / "two", sticks[1])
    settle(qtbot, page)

    assert "is published" in told.args[0]
    assert not page.desk.agreement.isVisible()
    assert registers.version(secretariat) == 1


def test_holders_are_added_named_and_saved_together(qtbot, page, secretariat, tmp_path):
    publishing.make_root_key(tmp_path / "tesoreria.key")
    press(qtbot, page, "Holders of the list…")
    page.desk.holding.take(tmp_path / "tesoreria.pub")
    qtbot.keyClicks(page.desk.holding.name, "Archivo")
    page.desk.holding.wanted.setCurrentIndex(1)
    page.desk.holding.do_it.click()

    holders, wanted = agreeing.holders_of(secretariat)
    assert wanted == 2
    assert "Archivo" in {one.name for one in holders}
    assert page.desk.unpublished.isVisible()


def test_what_an_office_reports_is_said_and_a_refusal_changes_nothing(qtbot, page, secretariat):
    mark(page, "BO")
    press(qtbot, page, "What it reports…")
    qtbot.keyClick(page.placing.codes, Qt.Key.Key_Escape)
    assert not page.placing.isVisible()
    press(qtbot, page, "What it reports…")
    page.placing.codes.selectAll()
    qtbot.keyClicks(page.placing.codes, "ec, ar-min")
    assert "Ecuador" in " ".join(texts(page.placing))
    qtbot.keyClick(page.placing.codes, Qt.Key.Key_Return)

    assert registering.draft(secretariat).find("BO").scope == ("AR-MIN", "BO", "EC")
    assert not page.placing.isVisible()


def test_an_old_list_is_a_notice_at_an_office(make, page, office, secretariat, tmp_path):
    registers.read_file(office, publishing.publish(secretariat, tmp_path).path)
    made = registers.current(office).made_at
    later = office.clock().replace(year=int(made[:4]) + 2)
    office.clock = lambda: later
    there = make(office)

    assert "months old" in there.age.text()


def test_a_list_that_is_dropped_on_the_window_is_read_on_its_page(
    qtbot, acquainted, window, two, tmp_path
):
    office, secretariat = two
    window.doorway.open_file(publishing.publish(secretariat, tmp_path / "list").path)
    qtbot.waitUntil(lambda: registers.version(office) == 1)
    qtbot.waitUntil(lambda: not window.context.background.jobs)

    assert shown(window.page) == ["SELA · SELA", "BO · Dirección de Cooperación"]


def test_the_page_of_the_window_follows_a_card_that_is_taken(
    qtbot, two, background, tmp_path, monkeypatch
):
    office, secretariat = two
    keys.make_card(office, tmp_path / "bo.surco")
    window = MainWindow(secretariat, background, Preferences(language="en"))
    qtbot.addWidget(window)
    window.show()
    window.go("register")
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: asked.append(1) or ("", ""))
    press(qtbot, window.page, "Take a card…")
    keys.trust_card(secretariat, keys.read_card(tmp_path / "bo.surco"))
    window.renew(set())

    assert asked == [1]
    assert shown(window.page) == ["SELA · SELA", "BO · Dirección de Cooperación"]
    window.close_pages()


def test_home_tells_of_an_old_list_and_of_changes_that_are_not_published(
    qtbot, acquainted, two, background, tmp_path
):
    office, secretariat = two
    homes = [HomePage(Context(one, Language("en"), background)) for one in two]
    registers.read_file(office, publishing.publish(secretariat, tmp_path).path)
    enter(office, a_project())
    enter(secretariat, a_project(office="SELA"))
    registering.rename(secretariat, "BO", "Otra")
    later = office.clock().replace(year=office.clock().year + 2)
    office.clock = lambda: later
    for home in homes:
        qtbot.addWidget(home)
        home.refresh()
    said = [[row.accessibleName() for row in home.findChildren(RowButton)] for home in homes]

    assert any("The list of offices is 24 months old" in text for text in said[0])
    assert any("The list of offices was changed" in text for text in said[1])


def test_who_may_not_send_sees_it_all_and_decides_nothing(make, acquainted, secretariat):
    people.add(secretariat, "Jefatura Alfa", Role.SENDS)
    typist = people.add(secretariat, "Captura Beta", Role.ENTERS)
    people.work_as(secretariat, typist)
    page = make(secretariat)
    mark(page, "BO")

    assert len(shown(page)) == 2
    assert not any(one.isEnabled() for one in (page.lost, page.desk.publish, page.card))


def test_a_stolen_seal_of_the_secretariat_is_stopped_in_the_list(
    qtbot, make, acquainted, secretariat, tmp_path
):
    publishing.publish(secretariat, tmp_path)
    seals.new_seal(secretariat)
    page = make(secretariat)
    rows = [page.table.line(page.table.index(row, 0)).about for row in range(3)]
    page.view.selectRow(
        next(at for at, one in enumerate(rows) if one.office == "SELA" and not one.in_use_here)
    )
    press(qtbot, page, "Lost or stolen…")
    with qtbot.waitSignal(page.told) as told:
        press(qtbot, page, "Stop its files")

    assert "have every office compare its digits" in told.args[0]
    assert "lost; nothing counts" in shown(page, 2)


def test_the_seal_that_takes_the_place_of_ours_is_told_from_it(make, acquainted, secretariat):
    renewing.renew(secretariat)
    page = make(secretariat)
    lines = zip(shown(page), shown(page, 2), strict=True)

    assert sorted(files for office, files in lines if office.startswith("SELA")) == [
        "are taken",
        "are taken once it is in use",
    ]


def test_one_thing_is_asked_at_a_time_and_esc_puts_it_away(qtbot, page):
    mark(page, "BO")
    page.place.click()
    page.lost.click()
    one = (page.placing.isHidden(), page.stopping.isHidden())
    qtbot.keyClick(page.stopping.number, Qt.Key.Key_Escape)

    assert one == (True, False)
    assert page.stopping.isHidden()
