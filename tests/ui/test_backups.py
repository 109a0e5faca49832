"""The page of backups, going back to one, and the start on a damaged store."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMessageBox

from desktop_app import app
from desktop_app.actions import keeping, places, records
from desktop_app.actions import office as offices
from desktop_app.actions.todo import what_to_do
from desktop_app.language import Language
from desktop_app.ui.dialogs.damaged_store import DamagedStore
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.backups import BackupsPage
from desktop_app.ui.parts.regular_backup import RegularBackup
from tests.builders import a_project
from tests.ui.looking import button, press, texts
from tests.ui.test_app import _soon


def enter(office):
    return records.enter_record(office, replace(a_project(), human_code="", status="draft"))


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.background.jobs)


@pytest.fixture
def page(qtbot, context):
    made = BackupsPage(context)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    settled(qtbot, made)
    return made


def shown(page):
    model = page.table
    return [
        [model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())
    ]


def test_a_backup_made_now_is_in_the_list_with_its_records(qtbot, office, page):
    enter(office)

    press(qtbot, page, "Make one now")
    settled(qtbot, page)

    [[made, count, size, where]] = shown(page)
    assert (count, where) == ("1", "this computer")
    assert made
    assert size.endswith("kB")


def test_what_would_be_lost_is_shown_before_anything_is_restored(qtbot, office, page):
    keeping.back_up(office)
    enter(office)
    page.refresh()
    settled(qtbot, page)
    reopen = QSignalSpy(page.reopen)

    page.view.selectRow(0)
    press(qtbot, page, "Restore…")
    settled(qtbot, page)

    said = " ".join(texts(page))
    assert "1 record is newer here than in this backup" in said
    assert page.lost.rowCount() == 1
    assert reopen.count() == 0


def test_the_second_folder_is_said_and_can_be_given_up(qtbot, office, page, tmp_path):
    page.copy_to(tmp_path / "..")
    settled(qtbot, page)
    folder = tmp_path.parent
    with_folder = texts(page)

    press(qtbot, page, "No second folder any more")
    settled(qtbot, page)

    assert any("is copied to" in text for text in with_folder)
    assert any(text.startswith("No second folder yet") for text in texts(page))
    for copy in (folder / "Surco BO").iterdir():
        copy.unlink()


def test_the_backup_of_every_two_hours_is_made_in_the_background(qtbot, office, context, page):
    enter(office)
    regular = RegularBackup(context, page)

    job = regular.make()
    with qtbot.waitSignal(job.ended):
        pass

    assert [one.records for one in keeping.all_backups(office)] == [1]


@pytest.fixture
def made(tmp_path):
    home = tmp_path / "made"
    with offices.set_up(home, code="BO", name="Agencia", language="en") as office:
        enter(office)
        keeping.back_up(office)
    return home


def test_closing_the_window_makes_a_backup_of_what_changed(qtbot, made):
    with offices.open_office(made) as office:
        enter(office)
    _soon(MainWindow, lambda window: window.close())

    app.run(made, "en")

    with offices.open_office(made) as office:
        assert keeping.all_backups(office)[0].records == 2


def test_a_restored_backup_opens_in_a_new_window_that_says_so(qtbot, made):
    said = []
    with offices.open_office(made) as office:
        [backup] = keeping.all_backups(office)
        enter(office)

    def read(window):
        said.append(window.frame.messages.text)
        window.close()

    def go_back(window):
        window.go("backups")
        window.page.ask_about(backup)

        jobs = window.context.background
        qtbot.waitUntil(lambda: not window.page.question.isHidden() and not jobs.jobs)
        _soon(MainWindow, read)
        window.page.go_back()

    _soon(MainWindow, go_back)

    assert app.run(made, "en") == 0
    assert "What was there is kept in surco-before-restore-" in said[0]
    assert "the Secretariat can send back: ask for it." in said[0]
    with offices.open_office(made) as office:
        assert what_to_do(office).drafts == 1


def test_a_damaged_store_is_mended_from_its_newest_backup(qtbot, made):
    (made / "surco.db").write_bytes(b"burnt" * 3000)
    offered = []

    def restore(dialog):
        if not any("The newest sound backup is of" in text for text in texts(dialog)):
            QTimer.singleShot(20, lambda: restore(dialog))
            return
        offered.extend(texts(dialog))
        press(qtbot, dialog, "Restore this backup")

    _soon(DamagedStore, restore)
    _soon(MainWindow, lambda window: window.close())

    assert app.run(made, "en") == 0
    assert any("It holds 1 record." in text for text in offered)
    [kept] = made.glob("surco-before-restore-*.db")
    assert kept.read_bytes() == b"burnt" * 3000


@pytest.mark.case("S15")
def test_of_a_damaged_store_all_that_is_sound_is_saved_and_it_is_said_what(qtbot, made):
    path = made / "surco.db"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    said = []

    def close(window):
        said.append(window.frame.messages.text)
        window.close()

    _soon(DamagedStore, lambda dialog: press(qtbot, dialog, "Save what can be saved"))
    _soon(MainWindow, close)

    assert app.run(made, "en") == 0
    assert said[0].startswith("Saved: ")
    assert "0 are lost. Record by record it is written in surco-salvage-" in said[0]
    [kept] = made.glob("surco-before-restore-*.db")
    assert kept.stat().st_size == len(content) // 2


@pytest.mark.case("S15")
def test_what_cannot_be_saved_is_said_in_the_same_place(qtbot, made):
    (made / "surco.db").write_bytes(b"burnt" * 3000)
    for backup in (made / "backups").iterdir():
        backup.unlink()
    said = []

    def look(dialog):
        if any("whose records these are" in text for text in texts(dialog)):
            said.extend(texts(dialog))
            press(qtbot, dialog, "Quit")
        else:
            QTimer.singleShot(20, lambda: look(dialog))

    def save(dialog):
        press(qtbot, dialog, "Save what can be saved")
        look(dialog)

    _soon(DamagedStore, save)

    assert app.run(made, "en") == 0
    assert said
    assert (made / "surco.db").read_bytes() == b"burnt" * 3000


def test_saving_can_be_stopped_and_the_choice_is_there_again(qtbot, background, tmp_path):
    dialog = DamagedStore("Damaged.", tmp_path, Language("en"), background)
    qtbot.addWidget(dialog)
    asked = []

    def mend(_backup, step):
        while True:
            asked.append(step(1, 100))

    dialog.mend = mend
    dialog.show()
    press(qtbot, dialog, "Save what can be saved")
    qtbot.waitUntil(lambda: bool(asked) and button(dialog, "Cancel").isVisible())
    press(qtbot, dialog, "Cancel")
    qtbot.waitUntil(lambda: not background.jobs)

    assert "Stopped. Nothing was changed." in texts(dialog)
    assert button(dialog, "Save what can be saved").isVisible()
    assert dialog.isVisible()


def test_records_that_are_gone_are_not_taken_for_a_first_start(qtbot, made):
    (made / "surco.db").unlink()
    offered = []

    def leave(dialog):
        offered.extend(texts(dialog))
        press(qtbot, dialog, "Quit")

    _soon(DamagedStore, leave)

    assert app.run(made, "en") == 0
    assert any("its backups are still there" in text for text in offered)
    assert not (made / "surco.db").exists()


def test_a_backup_that_cannot_be_made_at_closing_is_said(qtbot, made):
    told = []
    with offices.open_office(made) as office:
        enter(office)
    for backup in (made / "backups").iterdir():
        backup.unlink()
    (made / "backups").rmdir()
    (made / "backups").write_text("a file where the folder should be")

    def read(box):
        told.append(box.text())
        box.accept()

    def close(window):
        _soon(QMessageBox, read)
        window.close()

    _soon(MainWindow, close)

    assert app.run(made, "en") == 0
    assert "The backup could not be written" in told[0]


def test_an_office_in_a_cloud_folder_is_moved_when_one_agrees(qtbot, tmp_path, monkeypatch, home):
    cloud = tmp_path / "OneDrive - Ministerio" / "surco"
    with monkeypatch.context() as before_we_looked:
        before_we_looked.setattr(places, "_CLOUDS", {})
        offices.set_up(cloud, code="BO", name="Agencia", language="en").close()
    said = []

    def read(window):
        said.append(window.frame.messages.text)
        window.close()

    def agree(window):
        said.append(window.frame.messages.text)
        _soon(MainWindow, read)
        press(qtbot, window.frame.messages, "Move them to this computer")

    _soon(MainWindow, agree)

    assert app.run(cloud, "en") == 0
    assert "is copied by OneDrive" in said[0]
    assert said[1].startswith(f"The records lie in {home} now.")
    assert offices.is_set_up(home)


def test_a_second_folder_that_is_away_is_one_quiet_notice(qtbot, made, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    with offices.open_office(made) as office:
        keeping.choose_second_folder(office, stick)
    stick.rename(tmp_path / "away")
    said = []

    def read(window):
        said.append((window.frame.messages.level, window.frame.messages.text))
        window.close()

    _soon(MainWindow, read)

    assert app.run(made, "en") == 0
    [(level, text)] = said
    assert level == "info"
    assert "is not there; they are made here alone" in text
