"""Small windows: the card of another office, the passphrase, cards made from the menu."""

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLineEdit

from desktop_app.actions import keys
from desktop_app.language import Language
from desktop_app.store import trust
from desktop_app.ui.dialogs.certificate import CertificateDialog
from desktop_app.ui.dialogs.errands import Errands
from desktop_app.ui.dialogs.passphrase import PassphraseDialog
from desktop_app.ui.dialogs.trust_card import TrustCardDialog
from tests.ui.looking import button, texts

DIGITS = "46357 32374 68924 88187 02587 49713 30172 68150"


@pytest.fixture
def told():
    return []


@pytest.fixture
def errands(qtbot, context, told):
    window = QDialog()
    qtbot.addWidget(window)
    return Errands(window, context, lambda text, level: told.append((text, level)), told.append)


@pytest.fixture
def sela_card(secretariat, tmp_path):
    path = tmp_path / "sela.surco"
    keys.make_card(secretariat, path)
    return path


def test_a_card_is_taken_only_after_its_digits_were_compared(qtbot):
    dialog = TrustCardDialog(Language("en"), office="CO", name="An agency", fingerprint=DIGITS)
    qtbot.addWidget(dialog)
    take = button(dialog, "Take bundles of this office")
    button(dialog, "We compare them on the screen").click()
    before = take.isEnabled()

    button(dialog, "We compared the digits; they are the same").click()

    assert (before, take.isEnabled()) == (False, True)


@pytest.mark.case("X12")
def test_a_card_whose_name_mixes_alphabets_carries_a_hint(qtbot):
    posing = "\u041cinistry of Health"
    shown = [
        TrustCardDialog(Language("en"), office="CO", name=name, fingerprint=DIGITS)
        for name in (posing, "Ministry of Health")
    ]
    for dialog in shown:
        qtbot.addWidget(dialog)
    hinted, plain = (" ".join(texts(dialog)) for dialog in shown)

    assert "“\u041cinistry” holds letters of another alphabet" in hinted
    assert "another alphabet" not in plain


def test_the_digits_stand_in_two_rows_to_read_aloud(qtbot):
    dialog = TrustCardDialog(Language("en"), office="CO", name="An agency", fingerprint=DIGITS)
    qtbot.addWidget(dialog)
    button(dialog, "We compare them on the screen").click()

    assert {"46357   32374   68924   88187", "02587   49713   30172   68150"} <= set(texts(dialog))


def test_the_passphrase_is_hidden_while_it_is_typed(qtbot, context):
    dialog = PassphraseDialog(context)
    qtbot.addWidget(dialog)
    field = dialog.findChild(QLineEdit)

    qtbot.keyClicks(field, "four words of mine")

    assert dialog.typed == "four words of mine"
    assert field.displayText() != dialog.typed


def test_the_card_of_this_office_is_made_from_the_menu(qtbot, errands, told, tmp_path, monkeypatch):
    path = tmp_path / "card.surco"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    errands.ask_card_file()
    qtbot.waitUntil(lambda: bool(told))

    assert told == [("The card is card.surco, its page card.pdf. Send both.", "good")]
    assert path.is_file()


def test_an_office_is_trusted_when_its_card_was_accepted(
    errands, told, context, sela_card, monkeypatch
):
    monkeypatch.setattr(QDialog, "open", QDialog.accept)

    errands.trust(sela_card)

    assert [known.office for known in trust.trusted(context.office.store)] == ["SELA"]
    assert told == [("From now on files sealed by SELA are taken.", "good")]


def test_a_card_that_was_not_accepted_changes_nothing(errands, context, sela_card, monkeypatch):
    monkeypatch.setattr(QDialog, "open", QDialog.reject)

    errands.trust(sela_card)

    assert trust.trusted(context.office.store) == []


def test_a_file_that_is_no_card_is_reported(errands, told, context, tmp_path):
    path = tmp_path / "letter.surco"
    path.write_bytes(b"Dear colleague")

    errands.trust(path)

    assert len(told) == 1
    assert trust.trusted(context.office.store) == []


def test_the_example_office_is_made_beside_this_one_and_opened(
    qtbot, errands, context, monkeypatch
):
    opened = []
    monkeypatch.setattr("desktop_app.ui.dialogs.errands._open_window", opened.append)

    job = errands.show_example()
    with qtbot.waitSignal(job.ended, timeout=60_000):
        pass

    assert opened == [context.office.home.parent / "office-example" / "bo"]
    assert (opened[0] / "surco.db").is_file()


def test_a_certificate_is_chosen_before_it_can_sign_and_its_passphrase_is_hidden(
    qtbot, tmp_path, monkeypatch
):
    chosen = tmp_path / "firma.p12"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(chosen), ""))
    dialog = CertificateDialog(Language("en"))
    qtbot.addWidget(dialog)
    sign = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    before = sign.isEnabled()

    button(dialog, "Choose a file…").click()
    name, words = dialog.findChildren(QLineEdit)
    qtbot.keyClicks(words, "four words of mine")

    assert (before, sign.isEnabled()) == (False, True)
    assert (dialog.file, name.text(), dialog.typed) == (chosen, "firma.p12", "four words of mine")
    assert words.displayText() != dialog.typed
