from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy

from desktop_app.actions import bundles, records
from desktop_app.ui.pages.send import SendPage
from tests.builders import a_contact, a_meeting, a_project
from tests.ui.looking import press, settle, texts


def enter(office, record, *, ready=True):
    stored = records.enter_record(office, replace(record, human_code="", status="draft"))
    return records.mark_ready(office, stored) if ready else stored


@pytest.fixture
def page(qtbot, context, office):
    enter(office, a_project())
    enter(office, a_contact())
    enter(office, a_project(), ready=False)
    made = SendPage(context)
    qtbot.addWidget(made)
    return made


def test_what_goes_is_counted_with_the_persons_named(qtbot, page):
    page.refresh()
    settle(qtbot, page)

    assert page.sum.text() == "1 initiative and 1 contact person"
    assert "Mesa de cooperación" in page.persons.text()
    assert page.staying.text().startswith("1 record stays here")
    assert page.list.count() == 2


def test_answers_for_this_office_only_are_counted_as_staying(qtbot, context, office):
    marks = [{"id": "lessons", "field": "lessons", "access": "OFC"}]
    lessons = {"original": "es", "es": "En negociación"}
    enter(office, a_project(lessons=lessons, field_access=marks))
    page = SendPage(context)
    qtbot.addWidget(page)
    page.refresh()
    settle(qtbot, page)

    assert page.staying.text() == (
        "1 answer of these records stays here: it is for this office only."
    )


def test_records_of_every_kind_are_counted(qtbot, context, office):
    enter(office, a_meeting())
    page = SendPage(context)
    qtbot.addWidget(page)
    page.refresh()
    settle(qtbot, page)

    assert page.sum.text() == "Meetings: 1"


def test_unfinished_records_go_only_when_asked_for(qtbot, page):
    page.drafts.click()
    settle(qtbot, page)

    assert page.sum.text() == "2 initiatives and 1 contact person"
    assert sum(page.list.item(at).text().endswith("unfinished") for at in range(3)) == 1


def test_sealing_writes_the_file_its_summary_and_an_e_mail_draft(qtbot, page, tmp_path):
    changed = QSignalSpy(page.changed)
    page.folder.setText(str(tmp_path / "post"))
    page.refresh()
    settle(qtbot, page)

    press(qtbot, page, "Seal and save")
    settle(qtbot, page)

    assert sorted(path.suffix for path in (tmp_path / "post").iterdir()) == [
        ".eml",
        ".pdf",
        ".surco",
    ]
    assert page.result.text() == "2 records sealed in bundle 1."
    assert len(page.code.text().split()) == 8
    assert "surco-BO-000001.surco" in page.files.text()
    assert changed.count() == 1


def test_the_folder_is_remembered(qtbot, page, context, tmp_path):
    page.folder.setText(str(tmp_path / "post"))

    page.seal_bundle()
    settle(qtbot, page)
    again = SendPage(context)
    qtbot.addWidget(again)

    assert again.folder.text() == str(tmp_path / "post")


def test_with_nothing_to_send_nothing_can_be_sealed(qtbot, context):
    page = SendPage(context)
    qtbot.addWidget(page)

    page.refresh()
    settle(qtbot, page)

    assert not page.seal.isEnabled()
    assert "Nothing waits to be sent. Mark a record as ready first." in texts(page)


def test_a_protected_seal_asks_and_going_back_seals_nothing(page, office, monkeypatch):
    monkeypatch.setattr(type(office), "seal_protected", property(lambda _office: True))
    page.folder.setText(str(office.home / "post"))

    page.seal_bundle()

    assert bundles.sent_and_received(office) == []


def test_a_folder_that_cannot_be_written_is_said_and_leaves_nothing(qtbot, page, office, tmp_path):
    blocked = tmp_path / "post"
    blocked.write_text("a file stands where the folder should be")
    page.folder.setText(str(blocked))
    reported = []
    page.report = reported.append

    page.seal_bundle()
    settle(qtbot, page)

    assert len(reported) == 1
    assert bundles.sent_and_received(office) == []
