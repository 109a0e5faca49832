from dataclasses import replace

import pytest

from desktop_app.actions import encrypting, records
from desktop_app.exchange.opening import AGE
from desktop_app.ui.pages.send import SendPage
from desktop_app.ui.parts import ways_on
from tests.builders import a_project
from tests.ui.looking import settle


@pytest.fixture
def opened(monkeypatch):
    """Return the files that would be opened with other programs."""
    files = []
    monkeypatch.setattr(
        ways_on.QDesktopServices, "openUrl", lambda url: files.append(url.fileName())
    )
    return files


@pytest.fixture
def page(qtbot, context, office, tmp_path):
    record = replace(a_project(), human_code="", status="draft")
    records.mark_ready(office, records.enter_record(office, record))
    made = SendPage(context)
    qtbot.addWidget(made)
    made.folder.setText(str(tmp_path / "post"))
    made.refresh()
    settle(qtbot, made)
    return made


def seal(qtbot, page):
    page.seal_bundle()
    settle(qtbot, page)


def test_what_the_mail_removed_goes_as_text_in_a_draft(qtbot, page, opened, tmp_path):
    seal(qtbot, page)
    page.ways.removed.click()
    settle(qtbot, page)

    assert (tmp_path / "post" / "surco-BO-000001.txt").exists()
    assert opened == ["surco-BO-000001-text.eml"]
    assert page.ways.result.text().startswith("As text: surco-BO-000001.txt")


def test_a_copy_on_a_stick_is_told_of_once_it_was_read_back(qtbot, page, tmp_path):
    (tmp_path / "stick").mkdir()
    seal(qtbot, page)
    page.ways.copy(tmp_path / "stick")
    settle(qtbot, page)

    assert len(list((tmp_path / "stick").iterdir())) == 3
    assert "read back from there" in page.ways.result.text()


def test_a_stick_that_is_gone_is_told_of(qtbot, page, tmp_path):
    told = []
    page.told.connect(lambda text, level: told.append((text, level)))
    seal(qtbot, page)
    page.ways.copy(tmp_path / "gone")
    settle(qtbot, page)

    assert told[-1][1] == "error"


def test_encryption_is_offered_and_not_chosen(page):
    assert page.encryption.box.isEnabled()
    assert not page.encryption.box.isChecked()
    assert not page.encryption.chosen


@pytest.mark.usefixtures("acquainted")
def test_what_is_encrypted_by_choice_is_so(qtbot, page, tmp_path):
    page.encryption.box.setChecked(True)
    seal(qtbot, page)

    assert (tmp_path / "post" / "surco-BO-000001.surco").read_bytes().startswith(AGE)


@pytest.mark.parametrize(("word", "decided"), [("off", False), ("required", True)])
def test_the_secretariat_decides(qtbot, page, office, word, decided):
    office.change_setting("encryption", word)
    page.refresh()
    settle(qtbot, page)

    assert page.encryption.isHidden() is not decided  # off: there is nothing to choose
    assert page.encryption.box.isChecked() is decided
    assert not page.encryption.chosen
    assert encrypting.policy_of(office).encryption == word
