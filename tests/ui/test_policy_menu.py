import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from desktop_app.actions import encrypting, publishing
from desktop_app.records.policy import Encryption
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.preferences import Preferences


@pytest.fixture
def chief(qtbot, secretariat, background):
    made = MainWindow(secretariat, background, Preferences(language="en"))
    qtbot.addWidget(made)
    yield made
    made.close_pages()


def line(window, text):
    found = [one for one in window.findChildren(QAction) if one.text() == text]
    return found[0] if found else None


def test_the_secretariat_chooses_for_all_offices(chief, secretariat):
    assert line(chief, "Is encrypted where an office chooses so").isChecked()

    line(chief, "Is always encrypted").trigger()

    assert encrypting.policy_of(secretariat).encryption is Encryption.REQUIRED
    assert line(chief, "Is always encrypted").isChecked()


def test_an_office_does_not_choose_for_others(window):
    assert line(window, "Is always encrypted") is None


def test_that_a_choice_waits_for_the_list_is_said_with_the_way_there(chief, secretariat, tmp_path):
    publishing.publish(secretariat, tmp_path)
    line(chief, "Is not encrypted").trigger()
    bar = chief.frame.messages

    assert "once the list is published" in bar.text
    assert "List of offices" in [one.text() for one in bar.findChildren(QPushButton)]
