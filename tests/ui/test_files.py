"""Adding files to a record in its form, and weighing them before a bundle is made."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from desktop_app.actions import attaching, gathering, records, weighing
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.pages.send import SendPage
from desktop_app.ui.parts.answers import answer_edit
from desktop_app.ui.parts.record_lookup import lookup_of
from tests.builders import a_project
from tests.filemaking import PDF, PROGRAM, a_photo
from tests.ui.looking import press, texts
from tests.ui.test_rows_table import write
from tests.ui.test_send import enter

FILE = Question(field="file", label="File", kind=Answer.FILE)


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "Acta de la comisión.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def page(qtbot, context, office):
    record = records.enter_record(office, a_project())
    made = RecordPage(context, record)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def box(page):
    return page.form.blocks["documents"].edit


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.background.jobs and not page.background._jobs)  # noqa: SLF001 - quiet ones too


@pytest.fixture
def choose(monkeypatch):
    def chosen(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return chosen


def drop(widget, paths, place):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, enters)
    drops = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, drops)
    return enters.isAccepted()


def menu_of(widget):
    [menu] = [one for one in widget.findChildren(QMenu) if one.isVisible()]
    return {action.text(): action for action in menu.actions() if action.text()}


def test_files_are_added_as_rows_by_a_button(qtbot, page, box, pdf, choose):
    choose(pdf)
    press(qtbot, box, "Add files…")
    settle(qtbot, page)
    page.save()
    office = page.office
    [row] = records.find(office, page.form.record().uid).rows("documents")

    assert row["name"] == "Acta de la comisión"
    assert attaching.content_of(office, row["file"]) == PDF
    assert "Acta de la comisión.pdf (1 kB)" in [
        box.model.index(0, at).data() for at in range(box.model.columnCount())
    ]


def test_what_the_next_bundle_weighs_is_said_below_the_list(qtbot, page, box, pdf, choose):
    choose(pdf)
    press(qtbot, box, "Add files…")
    settle(qtbot, page)

    assert box.files.meter.text.text() == "As a mail the next bundle has 0.1 of 10 MB."
    assert box.files.meter.bar.accessibleName() == box.files.meter.text.text()


def test_a_file_dropped_on_the_list_makes_a_row_and_on_a_cell_fills_it(qtbot, page, box, pdf):
    view = box.grid.viewport()
    accepted = drop(view, [pdf], QPoint(5, 5))
    settle(qtbot, page)
    column = [one.field for one in box.question.rows].index("file")
    box.model.set_answer(box.model.index(0, column), None)
    drop(view, [pdf], box.grid.visualRect(box.model.index(0, column)).center())
    settle(qtbot, page)

    assert accepted
    assert [row["file"]["size"] for row in box.value()] == [len(PDF)]


def test_a_text_dropped_on_the_list_is_left_alone(box):
    assert not drop(box.grid.viewport(), [], QPoint(5, 5))


def test_a_program_is_refused_in_one_sentence_and_adds_nothing(qtbot, page, box, tmp_path, choose):
    path = tmp_path / "foto.jpg"
    path.write_bytes(PROGRAM)
    told = QSignalSpy(page.told)
    choose(path)
    press(qtbot, box, "Add files…")
    settle(qtbot, page)

    assert told.at(0)[0].startswith("“foto.jpg” is a program")
    assert box.value() is None


@pytest.fixture
def filled(qtbot, page, box, pdf, choose):
    choose(pdf)
    press(qtbot, box, "Add files…")
    settle(qtbot, page)
    column = [one.field for one in box.question.rows].index("file")
    return box.model.index(0, column)


def test_enter_on_a_file_offers_what_can_be_done_with_it(qtbot, box, filled):
    box.grid.setCurrentIndex(filled)
    qtbot.keyClick(box.grid, Qt.Key.Key_Return)

    assert list(menu_of(box)) == ["Open", "Save a copy…", "Replace…", "Remove the file"]


def test_a_copy_is_saved_where_one_wants(qtbot, box, filled, pdf, monkeypatch):
    target = pdf.with_name("copia.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    box.files.act(filled)
    menu_of(box)["Save a copy…"].trigger()
    qtbot.waitUntil(target.exists)

    assert target.read_bytes() == PDF


def test_a_file_is_opened_as_a_copy_by_the_system(qtbot, page, box, filled, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "desktop_app.ui.parts.file_desk.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()) or True,
    )
    box.files.act(filled)
    menu_of(box)["Open"].trigger()
    settle(qtbot, page)

    assert [one.rpartition("/")[2] for one in opened] == ["Acta de la comisión.pdf"]


def test_a_file_is_taken_out_and_its_row_stays(qtbot, box, filled):
    box.files.act(filled)
    menu_of(box)["Remove the file"].trigger()

    assert [list(row) for row in box.value()] == [["name", "id"]]


def test_a_locked_list_opens_files_and_changes_none(qtbot, box, filled):
    box.lock()
    box.files.act(filled)

    assert list(menu_of(box)) == ["Open", "Save a copy…"]
    assert not box.files.isVisibleTo(box)


def test_tab_goes_past_a_file_to_the_next_text(qtbot, box, filled):
    write(qtbot, box, (0, filled.column() - 1), "https://example.org", Qt.Key.Key_Tab)

    assert box.grid.currentIndex().column() == filled.column() + 1


def test_the_size_of_photographs_is_chosen_beside_the_button(qtbot, page, box, office):
    box.files.sides.setCurrentIndex(2)
    box.files.sides.activated.emit(2)

    assert attaching.picture_side(office) == "large"


def test_a_file_may_be_an_answer_of_its_own(qtbot, page, pdf, tmp_path, choose):
    alone = answer_edit(FILE, lookup_of(page))
    qtbot.addWidget(alone)
    committed = QSignalSpy(alone.committed)
    choose(pdf)
    press(qtbot, alone, "Add a file…")
    settle(qtbot, page)
    first = alone.value()
    photo = tmp_path / "foto.png"
    photo.write_bytes(a_photo(60, 40, "PNG"))
    drop(alone, [photo], QPoint(5, 5))
    settle(qtbot, page)
    alone.show()
    press(qtbot, alone, "File…")

    assert first["name"] == "Acta de la comisión.pdf"
    assert alone.value()["type"] in ("image/png", "image/jpeg")
    assert committed.count() == 2
    assert "Save the original…" in menu_of(alone)


def test_a_page_that_went_takes_no_file(qtbot, context, office, pdf):
    record = records.enter_record(office, a_project())
    page = RecordPage(context, record)
    box = page.form.blocks["documents"].edit
    drop(box.grid.viewport(), [pdf], QPoint(5, 5))
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not context.background.jobs)

    assert records.find(office, record.uid).rows("documents") == []


@pytest.fixture
def sending(qtbot, context, office, tmp_path):
    rows = []
    for number in range(3):
        path = tmp_path / f"informe {number}.pdf"
        path.write_bytes(PDF.replace(b"endobj", b"endobj" + bytes([number + 1]) * 2_000_000))
        rows.append({"name": path.stem, "file": attaching.attach(office, path)})
    enter(office, a_project().with_values(documents=rows))
    weighing.choose_mail_limit(office, 5)
    made = SendPage(context)
    qtbot.addWidget(made)
    made.refresh()
    settle(qtbot, made)
    return made


def test_too_large_a_bundle_says_which_files_weigh_most(sending):
    said = "\n".join(texts(sending.weight))

    assert "3 files go with it, 6.0 MB." in said
    assert "As a mail the next bundle has 8.3 MB, more than the 5 MB that may be." in said
    assert "The heaviest: informe 0.pdf (2.0 MB" in said or "The heaviest: informe" in said


def choose_size(sending, megabytes):
    sizes = sending.weight.limit.sizes
    at = sizes.findData(megabytes)
    sizes.setCurrentIndex(at)
    sizes.activated.emit(at)


def type_size(qtbot, sending, typed):
    choose_size(sending, -1)
    qtbot.keyClicks(sending.weight.limit.own, typed)
    qtbot.keyClick(sending.weight.limit.own, Qt.Key.Key_Return)


def test_a_size_of_ones_own_is_typed_and_offered_from_then_on(qtbot, sending, office):
    type_size(qtbot, sending, "16 MB")

    assert weighing.mail_limit(office) == 16
    assert sending.weight.limit.sizes.currentText() == "16 MB"
    assert sending.weight.limit.own.isHidden()
    assert sending.weight.meter.text.text() == "As a mail the next bundle has 8.3 of 16 MB."


@pytest.mark.parametrize("typed", ["61", "1,5", "much", "-3"])
def test_a_size_that_no_mail_has_is_said_and_changes_nothing(qtbot, sending, office, typed):
    type_size(qtbot, sending, typed)

    assert weighing.mail_limit(office) == 5
    assert sending.weight.limit.trouble.text() == (
        f"“{typed}” is no size of a mail. Type a whole number of MB, from 1 to 60."
    )
    assert not sending.weight.limit.own.isHidden()


def test_another_limit_is_measured_by_at_once_and_kept(sending, office):
    choose_size(sending, 10)

    assert sending.weight.meter.text.text() == "As a mail the next bundle has 8.3 of 10 MB."
    assert weighing.mail_limit(office) == 10


def test_files_that_stay_are_named_and_do_not_go(qtbot, sending, office, tmp_path):
    sending.weight.without.click()
    said = "\n".join(texts(sending.weight))
    sending.folder.setText(str(tmp_path / "post"))
    press(qtbot, sending, "Seal and save")
    settle(qtbot, sending)

    assert "3 files stay for a later bundle: informe" in said
    assert "0.1 of 5 MB" in said
    assert sum(path.stat().st_size for path in (tmp_path / "post").iterdir()) < 500_000
    assert len(gathering.what_goes(office).files) == 3


def test_every_list_of_a_form_shows_the_same_size_of_photographs(qtbot, context, office):
    given = {"title": {"original": "es", "es": "Cosecha de agua"}}
    practice = records.enter_record(office, records.from_plain(office, "practice", given))
    page = RecordPage(context, practice)
    qtbot.addWidget(page)
    first, second = (page.form.blocks[field].edit.files for field in ("documents", "photos"))
    first.sides.setCurrentIndex(0)
    first.sides.activated.emit(0)

    assert second.sides.currentData() == "small"


def test_a_page_waits_for_a_file_that_is_being_taken_in(qtbot, page, office, choose, pdf):
    told = QSignalSpy(page.told)
    choose(pdf)
    page.form.blocks["documents"].edit.files.add.click()

    left = page.leave()
    settle(qtbot, page)
    then = page.leave()

    stored = records.find(office, page.shown_record().uid)
    assert not left
    assert told.at(0)[0] == "Wait until this is done: Adding Acta de la comisión.pdf."
    assert then
    assert [row["file"]["name"] for row in stored.rows("documents")] == [pdf.name]
