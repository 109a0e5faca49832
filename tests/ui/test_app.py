"""Starting: the first run, a refused office, and faults that nobody caught."""

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app import app
from desktop_app.actions import office as offices
from desktop_app.errors import UserError
from desktop_app.ui.dialogs.first_run import FirstRun
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.opening import read_ahead


def _soon(kind, act):
    """Do something with the window of this kind once it is shown."""

    def look():
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
        shown = [one for one in found if one.isVisible()]
        if shown:
            act(shown[0])
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


@pytest.fixture
def made(tmp_path):
    home = tmp_path / "made"
    offices.set_up(home, code="CO", name="Agencia de Cooperación", language="es").close()
    return home


def test_an_office_opens_in_its_window_and_closes_with_it(qtbot, made):
    titles = []

    def close(window):
        titles.append(window.windowTitle())
        window.close()

    _soon(MainWindow, close)

    assert app.run(made, "") == 0
    assert titles[0].endswith("Agencia de Cooperación · Surco")
    offices.open_office(made).close()  # nothing holds it any more


def test_the_language_asked_for_is_the_window_s(qtbot, made):
    spoken = []

    def close(window):
        spoken.append(window.language.code)
        window.close()

    _soon(MainWindow, close)
    app.run(made, "pt")

    assert spoken == ["pt"]


def test_an_empty_folder_leads_to_the_first_run(qtbot, tmp_path):
    _soon(FirstRun, lambda dialog: dialog.reject())

    assert app.run(tmp_path / "none", "en") == 0
    assert not offices.is_set_up(tmp_path / "none")


def test_an_office_open_elsewhere_is_refused_with_a_sentence(qtbot, made):
    told = []

    def read(box):
        told.append(box.text())
        box.accept()

    with offices.open_office(made):
        _soon(QMessageBox, read)

        assert app.run(made, "en") == 1
    assert told[0]


def test_a_fault_nobody_caught_is_told_and_the_terminal_hears_it(qtbot, monkeypatch, capsys):
    told = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    app.watch_faults(told.append)

    fault, known = ZeroDivisionError("division by zero"), UserError("The file is empty.")
    sys.excepthook(ZeroDivisionError, fault, None)
    sys.excepthook(UserError, known, None)

    assert told == [fault, known]
    shown = capsys.readouterr().err
    assert "ZeroDivisionError" in shown
    assert "The file is empty." not in shown


def test_what_the_larger_pages_need_can_be_read_ahead():
    told = []
    read_ahead(lambda done, total: told.append((done, total)))

    assert told == [(number, len(told)) for number in range(len(told))]
    assert {f"desktop_app.ui.pages.{name}" for name in ("preview", "figures")} <= set(sys.modules)
