"""A file that is double-clicked, with and without a window that is open already."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import app
from desktop_app.actions import handing_over, keys
from desktop_app.actions.office import set_up
from desktop_app.cli.main import run
from desktop_app.ui.dialogs.trust_card import TrustCardDialog
from desktop_app.ui.main_window import MainWindow


@pytest.fixture
def card(tmp_path):
    with set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat") as other:
        keys.make_card(other, tmp_path / "card.surco")
    return tmp_path / "card.surco"


@pytest.fixture
def home(tmp_path):
    set_up(tmp_path / "bo", code="BO", name="Oficina").close()
    return tmp_path / "bo"


def close_once_shown(kind, seen):
    """Wait in the window's own loop for a dialogue, close it and the window."""
    timer = QTimer(interval=20)

    def look():
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        for window in windows:
            for dialog in window.findChildren(kind):
                seen.append(dialog)
                dialog.close()
                timer.stop()
                window.close()

    timer.timeout.connect(look)
    timer.start()
    return timer


def test_a_file_given_at_the_start_is_opened(qapp, home, card):
    seen = []
    timer = close_once_shown(TrustCardDialog, seen)

    assert app.run(home, "en", card) == 0
    assert not timer.isActive()
    assert len(seen) == 1


def test_a_second_start_hands_its_file_to_the_window_that_is_open(qtbot, home, card, window_at):
    window = window_at(home)

    assert app.run(home, "en", card) == 0
    qtbot.waitUntil(lambda: bool(window.findChildren(TrustCardDialog)))
    window.findChildren(TrustCardDialog)[0].close()


def test_a_second_start_says_so_where_nobody_takes_its_file(monkeypatch, qapp, home, card):
    said = []
    monkeypatch.setattr(app, "_refuse", said.append)
    monkeypatch.setattr(app, "_PATIENCE", 100)
    from desktop_app.actions.office import open_office  # noqa: PLC0415 - of this test alone

    with open_office(home):
        handing_over.prepare(home)
        code = app.run(home, "en", card)

    assert code == 1
    assert "is open in another window" in said[0]
    assert handing_over.taken(home) == []


@pytest.fixture
def window_at(qtbot, background):
    from desktop_app.actions.office import open_office  # noqa: PLC0415 - of this fixture alone
    from desktop_app.ui.parts.preferences import Preferences  # noqa: PLC0415 - likewise

    opened = []

    def open_at(home):
        office = open_office(home)
        window = MainWindow(office, background, Preferences(language="en"))
        qtbot.addWidget(window)
        window.show()
        window.listen()
        opened.append((window, office))
        return window

    yield open_at
    for window, office in opened:
        window.close()
        background.close()
        office.close()


def test_a_file_named_in_place_of_a_verb_opens_the_window_with_it(card, home):
    opened = []

    code = run(["--home", str(home), str(card)], lambda *given: opened.append(given) or 0)

    assert code == 0
    assert opened == [(home, "", card)]


@pytest.mark.parametrize("name", ["no-such-verb", "nul\0l", "a" * 5000])
def test_what_is_neither_verb_nor_file_is_a_wrong_call(home, name):
    assert run(["--home", str(home), name], lambda *_: 0) == 2
