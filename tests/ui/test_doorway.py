import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_app.actions import (
    answers,
    as_text,
    bundles,
    encrypting,
    handing_over,
    keys,
    merging,
    planning,
    watching,
)
from desktop_app.language import Language
from desktop_app.ui.dialogs.passphrase import SealDesk
from desktop_app.ui.dialogs.paste_text import PasteTextDialog
from desktop_app.ui.dialogs.trust_card import TrustCardDialog
from tests.builders import a_project
from tests.ui.listing import enter
from tests.ui.looking import texts


@pytest.fixture
def answer(office, secretariat, acquainted, tmp_path):
    enter(office, a_project())
    sent = bundles.export_bundle(office, tmp_path / "post", drafts=True)
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, sent.bundle))
    return answers.make_answer(secretariat, "BO", tmp_path / "answer").bundle


def settle(qtbot, window):
    running = window.context.background
    qtbot.waitUntil(lambda: not running._jobs)  # noqa: SLF001 - quiet ones too


def mime(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window, path):
    data, where = mime(path), QPointF(5, 5)
    action, button, key = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(where.toPoint(), action, data, button, key)
    QApplication.sendEvent(window.frame, entering)
    QApplication.sendEvent(window.frame, QDropEvent(where, action, data, button, key))
    return entering.isAccepted()


def test_an_answer_dropped_on_any_page_is_read(qtbot, window, answer):
    window.go("initiative")

    assert drop(window, answer)
    settle(qtbot, window)

    assert window.page.result.text().startswith("SELA answered bundle")


def test_several_files_dropped_at_once_are_taken_one_after_the_other(
    qtbot, window, secretariat, answer, tmp_path
):
    keys.make_card(secretariat, tmp_path / "card.surco")
    window.doorway.open_files([answer, tmp_path / "card.surco"])
    settle(qtbot, window)

    assert window.page.result.text().startswith("SELA answered bundle")
    assert window.frame.messages.text == "1 more file of Surco is not open yet."


def test_a_card_is_shown_with_its_digits(qtbot, window, secretariat, tmp_path):
    card = keys.make_card(secretariat, tmp_path / "card.bin")
    window.doorway.open_file(tmp_path / "card.bin")
    settle(qtbot, window)

    [dialog] = window.findChildren(TrustCardDialog)
    while_typing = texts(dialog)
    dialog.by_eye.click()
    shown = texts(dialog)
    dialog.close()

    assert not any(card.fingerprint[:5] in text for text in while_typing)
    assert any(card.fingerprint[:5] in text for text in shown)


def test_what_is_none_of_ours_is_told_of(qtbot, window, tmp_path):
    (tmp_path / "photo.surco").write_bytes(b"\xff\xd8\xff\xe0")
    drop(window, tmp_path / "photo.surco")
    settle(qtbot, window)

    assert "This is a picture" in window.frame.messages.text


def test_a_table_of_another_program_goes_to_the_imports(qtbot, window, tmp_path):
    (tmp_path / "data.xml").write_text("<?xml version='1.0'?><x/>", encoding="utf-8")
    drop(window, tmp_path / "data.xml")
    settle(qtbot, window)

    assert window.page.title == "Imports"


def test_the_pasted_text_of_a_mail_is_opened(qtbot, window, answer):
    text = as_text.file_as_text(answer, Language("en")).text.read_text(encoding="utf-8")
    window.doorway.ask_text()
    [dialog] = window.findChildren(PasteTextDialog)
    dialog.edit.setPlainText(f"Dear colleagues,\n{text}")
    dialog.accept()
    settle(qtbot, window)

    assert window.page.result.text().startswith("SELA answered bundle")


def test_a_paste_without_a_file_says_where_to_copy_from(qtbot, window):
    window.doorway.open_text("Dear colleagues")
    settle(qtbot, window)

    assert "BEGIN SURCO FILE" in window.frame.messages.text


def test_what_another_start_hands_over_is_opened(qtbot, window, office, answer):
    window.listen()
    handing_over.leave(office.home, answer)
    qtbot.waitUntil(lambda: hasattr(window.page, "result") and window.page.result.text() != "")
    window.doorway.stop()

    assert window.page.result.text().startswith("SELA answered bundle")


def test_an_answer_in_the_watched_folder_is_offered_and_not_read(qtbot, window, answer, tmp_path):
    office = window.context.office
    doorway = window.doorway
    folder = tmp_path / "downloads"
    folder.mkdir()
    doorway.watch(folder)
    copy = folder / "answer (1).zip"
    copy.write_bytes(answer.read_bytes()[:-1])
    for _ in range(2):
        doorway.look()
        settle(qtbot, window)

    assert "arrived" not in window.frame.messages.text  # not whole yet

    copy.write_bytes(answer.read_bytes())
    for _ in range(2):
        doorway.look()
        settle(qtbot, window)
    doorway.stop()

    assert "“answer (1).zip” arrived" in window.frame.messages.text
    assert not any(row.kind == "answer" for row in bundles.sent_and_received(office))

    window.frame.messages.acted.emit()
    settle(qtbot, window)

    assert window.page.result.text().startswith("SELA answered bundle")


def test_watching_ends_when_it_is_unwanted_or_the_window_closes(window, office, tmp_path):
    window.doorway.watch(tmp_path)
    window.doorway.watch(None)

    assert watching.watched_folder(office) is None
    assert window.frame.messages.text == "No folder is watched."


def test_files_of_a_mail_are_offered_one_after_the_other(
    qtbot, window, secretariat, answer, tmp_path
):
    from email.message import EmailMessage  # noqa: PLC0415 - of this test alone

    card = tmp_path / "SELA-new.surco"
    keys.make_card(secretariat, card)
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "sela@example.org", "Answer"
    letter.set_content("Good morning")
    for file in (answer, card):
        letter.add_attachment(
            file.read_bytes(), maintype="application", subtype="octet-stream", filename=file.name
        )
    mail = tmp_path / "mail.eml"
    mail.write_bytes(letter.as_bytes())

    window.doorway.open_file(mail)
    settle(qtbot, window)

    assert window.frame.messages.text == "1 more file of Surco is not open yet."

    window.frame.messages.acted.emit()
    [dialog] = window.findChildren(TrustCardDialog)
    dialog.close()


@pytest.mark.usefixtures("acquainted")
def test_an_encrypted_answer_asks_for_the_passphrase_once(
    qtbot, window, secretariat, tmp_path, monkeypatch
):
    office = window.context.office
    enter(office, a_project())
    sent = bundles.export_bundle(office, tmp_path / "post", drafts=True)
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, sent.bundle))
    answer = answers.make_answer(secretariat, "BO", tmp_path / "answer", encrypt=True).bundle
    from desktop_app.exchange.encryption import protect_again  # noqa: PLC0415 - of this test alone

    protect_again(encrypting.reader_path(office), "secret words")
    asked = []
    monkeypatch.setattr(SealDesk, "_asked", lambda *_: asked.append(1) or "secret words")
    window.doorway.open_file(answer)
    qtbot.waitUntil(lambda: getattr(window.page, "result", None) and window.page.result.text())
    settle(qtbot, window)

    assert asked == [1]
    assert window.page.result.text().startswith("SELA answered bundle")
