"""What takes a while where no window is open: a small one of its own, and a way to stop."""

import threading

import pytest

from desktop_app import app
from desktop_app.actions import keeping
from desktop_app.actions import office as offices
from desktop_app.actions.todo import what_to_do
from desktop_app.errors import Cancelled, UserError
from desktop_app.language import Language
from desktop_app.ui.dialogs.damaged_store import DamagedStore
from desktop_app.ui.dialogs.waiting import Waiting, waited_for
from desktop_app.ui.main_window import MainWindow
from tests.ui.looking import button, press, texts
from tests.ui.test_app import _soon
from tests.ui.test_backups import enter

ENGLISH = Language("en")


def until_stopped(step):
    while True:
        step(1, 100)


def test_what_is_waited_for_is_done_in_another_thread_and_comes_back(qapp):
    assert waited_for(lambda _step: threading.current_thread(), "Counting", ENGLISH) is not (
        threading.main_thread()
    )


def test_what_fails_is_raised_where_one_waits(qapp):
    def fail(_step):
        raise UserError("The stick is gone.")

    with pytest.raises(UserError, match="stick"):
        waited_for(fail, "Counting", ENGLISH)


def test_a_long_wait_says_what_is_done_and_can_be_stopped(qtbot):
    said = []

    def stop(dialog):
        said.extend(texts(dialog))
        press(qtbot, dialog, "Cancel")

    _soon(Waiting, stop)

    with pytest.raises(Cancelled):
        waited_for(until_stopped, "Restoring the backup", ENGLISH)
    assert "Restoring the backup" in said


def test_closing_the_window_in_which_one_waits_stops_it(qapp):
    _soon(Waiting, lambda dialog: dialog.close())

    with pytest.raises(Cancelled):
        waited_for(until_stopped, "Restoring the backup", ENGLISH)


def test_a_restore_that_was_stopped_opens_the_records_as_they_were(qtbot, tmp_path, monkeypatch):
    with offices.set_up(tmp_path / "bo", code="BO", name="Agencia", language="en") as office:
        keeping.back_up(office)
        enter(office)
    monkeypatch.setattr(
        "desktop_app.actions.restoring.restore", lambda *_args, step: until_stopped(step)
    )
    said = []

    def read(window):
        said.append(window.frame.messages.text)
        window.close()

    def go_back(window):
        window.go("backups")
        window.page.ask_about(keeping.all_backups(window.context.office)[0])
        jobs = window.context.background
        qtbot.waitUntil(lambda: not window.page.question.isHidden() and not jobs.jobs)
        _soon(Waiting, lambda dialog: press(qtbot, dialog, "Cancel"))
        _soon(MainWindow, read)
        window.page.go_back()

    _soon(MainWindow, go_back)

    assert app.run(tmp_path / "bo", "en") == 0
    assert said == ["Stopped. Nothing was changed."]
    with offices.open_office(tmp_path / "bo") as office:
        assert what_to_do(office).drafts == 1


def test_a_search_for_a_backup_that_was_stopped_leaves_the_choice(qtbot, background, tmp_path):
    dialog = DamagedStore("Damaged.", tmp_path, ENGLISH, background)
    qtbot.addWidget(dialog)
    dialog.look_for(until_stopped)
    dialog.show()
    while_looking = texts(dialog)
    qtbot.waitUntil(lambda: button(dialog, "Cancel").isVisible())
    press(qtbot, dialog, "Cancel")
    qtbot.waitUntil(lambda: not background.jobs)

    assert "Surco is looking for the newest sound backup." in while_looking
    assert any(text.startswith("Not every backup was looked at.") for text in texts(dialog))
    assert button(dialog, "Another backup…").isVisible()
