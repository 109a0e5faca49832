"""The window: places, messages, languages, colours, searching and closing."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QMessageBox, QPushButton

from desktop_app.actions import records
from desktop_app.errors import UserError
from desktop_app.ui.dialogs.error_report import ErrorReport
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.preferences import Preferences, speak
from desktop_app.ui.parts.style import DARK, LIGHT, tokens
from tests.ui.looking import button, texts


def _menu(window, title):
    return next(one for one in window.menuBar().actions() if one.text() == title).menu()


def _action(window, text):
    found = [
        action
        for top in window.menuBar().actions()
        for action in top.menu().actions()
        if action.text() == text
    ]
    assert len(found) == 1, text
    return found[0]


def _enter(office, title):
    given = {"title": {"original": "es", "es": title}, "level": "project"}
    return records.enter_record(office, records.from_plain(office, "initiative", given))


def test_the_window_opens_at_home_and_says_so(window):
    assert window.windowTitle() == "Home · Dirección de Cooperación · Surco"
    assert button(window.frame.navigation, "Home").isChecked()


def test_the_foot_says_what_waits(qtbot, window, office):
    qtbot.waitUntil(lambda: bool(window.frame.foot.text()))

    assert window.frame.foot.text() == "Everything saved · 0 records not yet sent"


def test_every_shortcut_belongs_to_one_action(window):
    shortcuts = [
        action.shortcut().toString()
        for top in window.menuBar().actions()
        for action in top.menu().actions()
        if not action.shortcut().isEmpty()
    ]

    assert len(shortcuts) == len(set(shortcuts))
    assert {"Ctrl+N", "Ctrl+P", "Ctrl+Z"} <= set(shortcuts)


def test_another_language_changes_the_window_at_once_and_is_kept(window, office):
    window.speak("fr")

    assert window.language.code == "fr"
    assert window.context.language.code == "fr"
    assert Preferences.of(office).language == "fr"


@pytest.mark.parametrize(
    "change",
    [lambda one: one.speak("fr"), lambda one: one.colour("dark"), lambda one: one.enlarge(1)],
    ids=["language", "colours", "text"],
)
def test_a_change_of_the_look_while_typing_saves_and_leaves_one_at_the_same_question(
    qtbot, window, office, change
):
    record = _enter(office, "Agua")
    window.open_record(record.uid)
    line = window.page.form.blocks["local_code"].edit.line
    line.setFocus()
    qtbot.keyClicks(line, "MRE-12")

    change(window)

    assert records.find(office, record.uid)["local_code"] == "MRE-12"
    assert window.page.shown_record().uid == record.uid
    assert window.page.choice_here() == "local_code"


def test_another_language_leaves_one_in_the_history_of_the_record(window, office):
    record = _enter(office, "Agua")
    window.go(f"history:{record.uid}")

    window.speak("fr")

    assert window.page.heading().endswith("Agua")


def test_a_language_that_cannot_be_taken_yet_is_not_shown_as_spoken(qtbot, window, office):
    window.open_record(_enter(office, "Agua").uid)
    line = window.page.form.blocks["approval_date"].edit.line
    line.setFocus()
    qtbot.keyClicks(line, "soon")
    menu = next(one for one in window.frame.findChildren(QComboBox) if one.findData("fr") >= 0)
    menu.setCurrentIndex(menu.findData("fr"))

    menu.activated.emit(menu.currentIndex())

    assert window.language.code == menu.currentData() == "en"
    assert line.text() == "soon"


@pytest.mark.parametrize(
    ("language", "word"), [("es", "Cancelar"), ("fr", "Annuler"), ("pt", "Cancelar")]
)
def test_the_buttons_of_the_platform_speak_the_language_too(qapp, qtbot, language, word):
    speak(qapp, language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert button(box, word)
    speak(qapp, "en")


def test_dark_and_light_are_chosen_in_the_menu_and_kept(window, office):
    window.colour("dark")
    dark = tokens()
    window.colour("light")

    assert (dark, tokens()) == (DARK, LIGHT)
    assert Preferences.of(office).theme == "light"


def test_text_grows_within_its_limits(window):
    usual = window.font().pixelSize()
    for _ in range(20):
        window.enlarge(1)

    assert window.preferences.scale == pytest.approx(1.6)
    assert window.frame.font().pixelSize() > usual
    window.enlarge(0)
    assert window.preferences.scale == pytest.approx(1.0)


def test_a_failure_one_can_act_on_is_a_line_above_the_page(window):
    window.report(UserError("The file {name} is empty.", name="a.xml"))

    assert window.frame.messages.text == "The file a.xml is empty."
    assert window.frame.messages.level == "error"


def test_a_fault_of_the_program_is_told_with_its_details_folded(qtbot, window, tmp_path):
    window.report(ZeroDivisionError("division by zero"))
    dialog = window.findChild(ErrorReport)

    dialog.save(tmp_path / "report.txt")

    assert "ZeroDivisionError" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert window.isVisible()
    dialog.close()


def test_ctrl_k_leads_to_the_search(qtbot, window):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(window.frame.search.hasFocus)


def test_the_search_finds_records_without_accents_and_actions_too(qtbot, window, office):
    _enter(office, "Gestión hídrica en la cuenca")

    qtbot.keyClicks(window.frame.search, "hidrica")
    found = window.frame.search.found
    window.frame.search.clear()
    qtbot.keyClicks(window.frame.search, "print")

    assert [text for text in found if text.startswith("Gestión hídrica")]
    assert "Print ..." in window.frame.search.found
    qtbot.keyClick(window.frame.search, Qt.Key.Key_Escape)
    assert not window.frame.search.text()


def test_the_window_comes_back_where_it_was(qtbot, office, background):
    first = MainWindow(office, background)
    qtbot.addWidget(first)
    first.resize(780, 600)
    first.close()

    second = MainWindow(office, background)
    qtbot.addWidget(second)

    assert (second.width(), second.height()) == (780, 600)


def test_closing_tells_that_it_goes(qtbot, window):
    with qtbot.waitSignal(window.closed):
        window.close()


def test_about_names_the_office_and_its_folder(window, office, monkeypatch):
    seen = []
    monkeypatch.setattr(QDialog, "open", lambda dialog: seen.extend(texts(dialog)))

    window.errands.show_about()

    assert "Dirección de Cooperación" in seen
    assert f"Its records lie in {office.home}" in seen


def test_a_record_opens_in_place_of_its_list_and_esc_goes_back(qtbot, window, office):
    record = _enter(office, "Huertos escolares")

    window.go("initiative")
    listed = window.page
    window.open_record(record.uid)

    assert window.page is not listed
    assert window.page.shown_record().uid == record.uid
    assert button(window.frame.navigation, "Initiatives").isChecked()
    window.back()
    assert window.page is listed


def test_a_new_record_belongs_to_the_list_of_its_kind(window):
    window.new_record("source")

    assert button(window.frame.navigation, "Sources").isChecked()
    window.back()
    assert window.windowTitle().startswith("Sources")


def test_a_page_that_must_stay_keeps_the_window_where_it_is(window, monkeypatch):
    window.go("initiative")
    stays = window.page
    monkeypatch.setattr(stays, "leave", lambda: False)

    window.go("home")
    window.speak("pt")
    window.close()

    assert window.page is stays
    assert window.language.code == "en"
    assert window.isVisible()
    assert button(window.frame.navigation, "Initiatives").isChecked()
    monkeypatch.undo()


def test_a_change_told_by_one_page_reaches_the_others_when_they_are_seen(window, office):
    window.go("initiative")
    _enter(office, "Huertos escolares")
    window.page.changed.emit({"initiative"})

    window.go("home")

    assert "What is to do now" in texts(window.page)


def test_the_records_menu_offers_what_the_page_mostly_does(window):
    window.go("initiative")

    shown = [action.text() for action in _menu(window, "&Records").actions()]

    assert {action.text() for action in window.page.primary_actions()} <= set(shown)
    assert "Home" in shown


def test_a_search_that_is_taken_opens_the_record(qtbot, window, office):
    record = _enter(office, "Huertos escolares")

    qtbot.keyClicks(window.frame.search, "huertos")
    window.frame.search.take(0)

    assert window.page.shown_record().uid == record.uid
    assert not window.frame.search.text()


@pytest.mark.parametrize("name", ["home", "initiative", "source", "organisation", "contact"])
def test_every_page_opens_in_every_language(window, name):
    for language in ("es", "pt", "fr", "en"):
        window.speak(language)
        window.go(name)

        assert window.page.heading()


def test_a_job_that_runs_is_asked_about_before_the_window_goes(qtbot, window, monkeypatch):
    job = Job(lambda step: [step(n, 10**9) for n in range(10**9)], "Merging bundle 3")
    with qtbot.waitSignal(job.progressed):
        window.context.background.run(job)
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))

    window.close()

    assert asked == ["Merging bundle 3 is not done yet."]
    assert window.isVisible()
    with qtbot.waitSignal(job.ended):
        job.cancel()


def test_the_window_is_not_made_anew_while_a_job_runs(qtbot, window):
    job = Job(lambda step: [step(n, 10**9) for n in range(10**9)], "Merging bundle 3")
    with qtbot.waitSignal(job.progressed):
        window.context.background.run(job)

    window.speak("fr")

    assert window.language.code == "en"
    assert window.frame.messages.text == "Wait until this is done: Merging bundle 3."
    with qtbot.waitSignal(job.ended):
        job.cancel()


def test_the_secretariat_receives_where_an_office_sends(qtbot, secretariat, background, window):
    made = MainWindow(secretariat, background, Preferences(language="en"))
    qtbot.addWidget(made)

    assert button(made.frame.navigation, "Bundles and merging")
    assert button(window.frame.navigation, "Send")
    _action(made, "Receive a bundle…").trigger()
    assert made.windowTitle().startswith("Bundles and merging")
    made.close_pages()


def test_the_window_is_no_larger_than_its_screen_needs(window):
    room, least = window.screen().availableSize(), window.minimumSizeHint()

    assert window.size() == window.size().boundedTo(room.expandedTo(least))
    assert least == least.boundedTo(QSize(1024, 768))


@pytest.mark.parametrize("place", ["people", "backups"])
def test_a_page_of_the_menus_marks_no_other_page_and_has_the_keyboard(window, place):
    window.go("imports")
    window.go(place)
    buttons = window.frame.navigation.findChildren(QPushButton)

    assert not any(one.isChecked() for one in buttons)
    assert not window.frame.search.hasFocus()


def test_no_page_moves_when_something_runs(window):
    foot = window.frame.foot.parentWidget()
    before = foot.sizeHint().expandedTo(foot.minimumSize()).height()

    window.frame.jobs.show()

    assert foot.sizeHint().expandedTo(foot.minimumSize()).height() == before


def test_the_pages_can_be_reached_in_a_low_window(window):
    navigation = window.frame.navigation
    navigation.setMaximumHeight(200)
    last = navigation.findChildren(QPushButton)[-1]

    navigation.findChildren(QPushButton)[0].setFocus()
    navigation.ensureWidgetVisible(last)

    assert navigation.minimumSizeHint().height() < 200
