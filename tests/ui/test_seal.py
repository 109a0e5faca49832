"""The page of the seal, what is asked there, and the passphrase that is typed once."""

import keyring
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog

from desktop_app.actions import publishing, recovering, renewing, seals
from desktop_app.exchange.recovery import groups_of
from desktop_app.exchange.signing import open_secret, seed_of
from desktop_app.language import Language
from desktop_app.ui.dialogs.new_passphrase import NewPassphraseDialog
from desktop_app.ui.dialogs.passphrase import PassphraseDialog, SealDesk
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.dialogs.trust_card import TrustCardDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.seal import SealPage
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.preferences import Preferences
from tests.exchange.keychains import Keychain
from tests.ui.looking import button, texts

DIGITS = "46357 32374 68924 88187 02587 49713 30172 68150"
WORDS = "cuatro palabras"


@pytest.fixture
def page(qtbot, window):
    window.go("seal")
    qtbot.waitUntil(lambda: not window.context.background.jobs)
    return window.page


@pytest.fixture
def protected(office):
    seals.change_passphrase(office, None, WORDS)


@pytest.fixture
def sheet(office):
    with open_secret(office.key_path, None) as secret:
        return groups_of(seed_of(secret))


def idle(qtbot, window):
    qtbot.waitUntil(lambda: not window.context.background.jobs)


def card_dialog(qtbot, language):
    made = TrustCardDialog(language, office="CO", name="An agency", fingerprint=DIGITS)
    qtbot.addWidget(made)
    made.show()
    return made


def type_groups(qtbot, boxes, groups):
    for edit, group in zip(boxes.edits, groups, strict=True):
        edit.clear()
        qtbot.keyClicks(edit, group)


def test_the_page_says_how_the_seal_stands_without_the_words_of_the_craft(page, office):
    said = " ".join(texts(page)).lower()

    assert "in use since" in said
    assert "not protected by a passphrase" in said
    assert "no recovery sheet was printed yet" in said
    assert seals.state_of(office).digits.split()[0] in said
    assert not any(word in said for word in ("signature", "hash", " key ", "private", "public"))


def test_a_damaged_file_is_told_on_the_page_and_a_new_seal_is_made_from_it(
    qtbot, window, page, office
):
    office.key_path.write_bytes(b"damaged")
    page.refresh()
    idle(qtbot, window)
    told, renewable = page.trouble.text(), page.renew.isEnabled()
    window.seal_errands.make_new(None)
    idle(qtbot, window)

    assert "is damaged" in told
    assert renewable is False
    assert page.trouble.isHidden()
    assert "The new seal is in use" in window.frame.messages.text


@pytest.mark.case("K2")
def test_sending_with_a_seal_that_is_gone_leads_to_the_page(qtbot, window, office):
    office.key_path.unlink()
    window.errands.make_card(office.home / "card.surco")
    qtbot.waitUntil(lambda: "not there any more" in window.frame.messages.text)
    button(window.frame.messages, "Our seal").click()

    assert window.page.heading() == "Our seal"


def test_the_seal_is_renewed_from_the_page(qtbot, window, page, office):
    button(page, "Renew the seal").click()
    idle(qtbot, window)

    assert seals.state_of(office).next_digits
    assert "goes with the next bundle" in page.following.text()
    assert page.renew.isEnabled() is False


def test_the_sheet_is_written_opened_and_its_day_told(qtbot, window, page, office, monkeypatch):
    opened = []
    path = office.home / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))

    button(page, "Print the recovery sheet…").click()
    idle(qtbot, window)

    assert opened == [str(path)]
    assert "Recovery sheet printed on" in page.sheet_said.text()
    assert "delete the file" in window.frame.messages.text


def test_a_passphrase_is_set_from_the_page(qtbot, window, page, office):
    window.seal_errands.change_passphrase(None, WORDS)
    idle(qtbot, window)

    assert office.seal_protected is True
    assert page.protected.text() == "Protected by a passphrase."


def test_two_passphrases_that_differ_are_told_in_place(qtbot, context):
    dialog = NewPassphraseDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.chosen.first, WORDS)
    button(dialog, "Keep this").click()

    assert "The two passphrases differ. Type both again." in texts(dialog)
    assert dialog.isVisible()


def test_the_passphrase_is_checked_before_anything_is_sealed(qtbot, protected, context):
    dialog = PassphraseDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.words, "not this one")
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    qtbot.waitUntil(dialog.isEnabled)

    assert any("not the passphrase" in text for text in texts(dialog))
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_the_passphrase_is_asked_for_once_a_session(protected, context, monkeypatch):
    asked = []

    def answer(dialog):
        asked.append(dialog)
        dialog.words.setText(WORDS)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PassphraseDialog, "exec", answer)
    monkeypatch.setattr(PassphraseDialog, "offer_keychain", lambda _dialog: None)
    desk = SealDesk(None, lambda _page: None)
    first, second = desk.passphrase(context), desk.passphrase(context)
    seals.change_passphrase(context.office, WORDS, "otra frase larga")
    desk.passphrase(context)

    assert (first, second) == (WORDS, WORDS)
    assert len(asked) == 2


def test_who_forgot_the_passphrase_is_led_to_the_page(protected, context, monkeypatch):
    def forget(dialog):
        dialog.forgotten = True
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(PassphraseDialog, "exec", forget)
    monkeypatch.setattr(PassphraseDialog, "offer_keychain", lambda _dialog: None)
    gone = []

    assert SealDesk(None, gone.append).passphrase(context) is None
    assert gone == ["seal"]


def test_a_remembered_passphrase_is_not_asked_for(qtbot, protected, context, monkeypatch):
    before = keyring.get_keyring()
    keyring.set_keyring(Keychain())
    monkeypatch.setattr(PassphraseDialog, "exec", lambda _dialog: pytest.fail("it asked"))
    try:
        seals.remember(context.office, WORDS)
        words = SealDesk(None, lambda _page: None).passphrase(context)
    finally:
        keyring.set_keyring(before)

    assert words == WORDS


@pytest.mark.case("K7")
def test_a_keychain_that_is_gone_has_the_passphrase_typed(qtbot, protected, context, monkeypatch):
    before = keyring.get_keyring()
    keyring.set_keyring(Keychain())
    seals.remember(context.office, WORDS)
    keyring.set_keyring(before)

    def answer(dialog):
        dialog.words.setText(WORDS)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PassphraseDialog, "exec", answer)
    monkeypatch.setattr(PassphraseDialog, "offer_keychain", lambda _dialog: None)

    assert SealDesk(None, lambda _page: None).passphrase(context) == WORDS


def test_entering_records_asks_for_no_passphrase(qtbot, protected, window, monkeypatch):
    monkeypatch.setattr(PassphraseDialog, "exec", lambda _dialog: pytest.fail("it asked"))
    for place in ("initiative", "send", "seal", "received"):
        window.go(place)
    window.new_record("initiative")
    idle(qtbot, window)

    assert window.page.heading()


@pytest.mark.case("K8")
def test_while_digits_are_typed_those_of_the_card_are_not_shown(qtbot, context):
    dialog = card_dialog(qtbot, context.language)
    shown = " ".join(texts(dialog))
    type_groups(qtbot, dialog.groups, ["00000", *DIGITS.split()[1:]])

    assert not any(group in shown for group in DIGITS.split())
    assert dialog.told.text().startswith("Group 1 differs.")
    assert "46357" not in " ".join(texts(dialog))
    assert button(dialog, "Take bundles of this office").isEnabled() is False


@pytest.mark.case("K8")
def test_a_card_is_taken_once_all_eight_groups_were_typed_right(qtbot, context):
    dialog = card_dialog(qtbot, context.language)
    take = button(dialog, "Take bundles of this office")
    type_groups(qtbot, dialog.groups, [*DIGITS.split()[:7], "6815"])
    before, said = take.isEnabled(), dialog.told.text().strip()
    qtbot.keyClicks(dialog.groups.edits[7], "0")

    assert (before, said) == (False, "")
    assert take.isEnabled() is True
    assert dialog.told.text() == "All eight groups are the same."


@pytest.mark.case("K8")
def test_two_exchanged_groups_are_named(qtbot, context):
    dialog = card_dialog(qtbot, context.language)
    groups = DIGITS.split()
    groups[1], groups[4] = groups[4], groups[1]
    type_groups(qtbot, dialog.groups, groups)

    assert "Groups 2 and 5 stand in each other's place." in dialog.told.text()


def test_all_digits_pasted_at_once_fill_the_boxes(qtbot, context):
    dialog = card_dialog(qtbot, context.language)
    dialog.groups.take(0, DIGITS)

    assert " ".join(dialog.groups.groups) == DIGITS


@pytest.mark.case("K3")
def test_the_typed_sheet_names_the_group_that_is_wrong(qtbot, context, sheet):
    dialog = RecoveryDialog(context.office, context.language)
    qtbot.addWidget(dialog)
    dialog.show()
    wrong = list(sheet)
    wrong[8] = wrong[8][:2] + ("0" if wrong[8][2] != "0" else "1") + wrong[8][3]
    type_groups(qtbot, dialog.groups, wrong)
    said, marked = dialog.told.text(), dialog.groups.edits[8].property("finding")
    type_groups(qtbot, dialog.groups, sheet)

    assert said == "Group 9 differs from the sheet. Compare its letters."
    assert marked == "error"
    assert dialog.told.text() == "All fourteen groups are right."
    assert dialog.digits.text() == recovering.digits_of(context.office, sheet)


def test_a_sheet_is_used_only_after_its_digits_were_compared(qtbot, window, page, office, sheet):
    before = office.setting("public_key")
    dialog = RecoveryDialog(office, window.language, window)
    qtbot.addWidget(dialog)
    dialog.show()
    type_groups(qtbot, dialog.groups, sheet)
    use = button(dialog, "Take this seal into use")
    enabled = use.isEnabled()
    dialog.same.click()
    opened = use.isEnabled()
    dialog.close()
    office.key_path.unlink()
    window.seal_errands.restore(sheet, None)
    idle(qtbot, window)

    assert (enabled, opened) == (False, True)
    assert office.setting("public_key") == before
    assert page.trouble.isHidden()


def test_the_secretariat_renews_its_seal_by_the_next_list_and_is_told_what_to_do_after_a_theft(
    qtbot, secretariat, background
):
    there = SealPage(Context(secretariat, Language("en"), background))
    qtbot.addWidget(there)
    renewing.renew(secretariat)
    there.refresh()
    there.show()
    qtbot.waitUntil(lambda: not background.jobs)

    assert "next list of offices" in there.following.text()
    assert not there.renew.isEnabled()
    assert any("telephone every office" in text for text in texts(there))


def test_a_renewed_seal_is_a_change_that_the_list_of_offices_shows(
    qtbot, secretariat, acquainted, background, tmp_path
):
    publishing.publish(secretariat, tmp_path / "list")
    window = MainWindow(secretariat, background, Preferences(language="en"))
    qtbot.addWidget(window)
    window.show()
    window.go("register")
    before = window.page.desk.unpublished.isHidden()
    window.go("seal")
    idle(qtbot, window)
    button(window.page, "Renew the seal").click()
    idle(qtbot, window)
    window.go("register")

    assert before
    assert not window.page.desk.unpublished.isHidden()
    window.close_pages()
