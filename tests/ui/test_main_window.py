"""The window: places, messages, languages, colours, searching and closing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from desktop_app.actions import records
from desktop_app.errors import UserError
from desktop_app.ui.dialogs.error_report import ErrorReport
from desktop_app.ui.main_window import MainWindow
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
    monkeypatch.setattr(QDialog, "exec", lambda dialog: seen.extend(texts(dialog)))

    window.errands.show_about()

    assert "Dirección de Cooperación" in seen
    assert f"Its records lie in {office.home}" in seen
