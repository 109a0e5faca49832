"""The first start: from a few answers to an office with its card."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.actions.office import is_set_up
from desktop_app.exchange.recovery import groups_of
from desktop_app.exchange.signing import public_key_of
from desktop_app.language import Language
from desktop_app.ui.dialogs.first_run import FirstRun
from desktop_app.ui.dialogs.first_run_form import FirstAnswers, FirstRunForm
from tests.ui.looking import button, press, texts

COMPLETE = FirstAnswers(
    language="en",
    code="DO",
    name="Viceministerio de Cooperación Internacional",
    focal_point="Head of cooperation",
    email="cooperation@example.org",
)

UNANSWERED = FirstAnswers(language="en")
TOO_SHORT = "short"


@pytest.fixture
def first_run(qtbot, background, tmp_path):
    made = FirstRun(tmp_path / "new", background, Language("en"))
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.office is not None:
        made.office.close()


def _form(qtbot, answers):
    form = FirstRunForm(answers, Language("en"))
    qtbot.addWidget(form)
    return form


def test_the_form_gives_back_what_it_was_given(qtbot):
    assert _form(qtbot, COMPLETE).answers() == COMPLETE


def test_a_complaint_below_the_edge_comes_into_sight(qtbot, first_run):
    first_run.form.show_answers(replace(COMPLETE, passphrase=TOO_SHORT, again=TOO_SHORT))

    press(qtbot, first_run, "Set up this office")

    said = "Use at least 10 letters, for example four words."
    told = next(one for one in first_run.findChildren(QLabel) if one.text() == said)
    qtbot.waitUntil(lambda: not told.visibleRegion().isEmpty())


def test_a_complete_form_has_no_complaint(qtbot):
    form = _form(qtbot, COMPLETE)

    assert form.complain()


def test_each_missing_answer_is_named_beside_it(qtbot):
    form = _form(qtbot, replace(UNANSWERED, passphrase=TOO_SHORT, again="other"))

    assert not form.complain()
    assert {
        "Choose a country or an institution of the list.",
        "Write the name of the office.",
        "Use at least 10 letters, for example four words.",
        "The two passphrases differ. Type both again.",
    } <= set(texts(form))


def test_a_guest_is_asked_for_the_name_of_its_institution(qtbot):
    form = _form(qtbot, UNANSWERED)

    button(form, "An institution that only describes its source of cooperation").click()
    form.complain()

    assert {"Name of the institution", "Write the name of the institution."} <= set(texts(form))


def test_the_secretariat_is_suggested_its_own_code(qtbot):
    form = _form(qtbot, FirstAnswers(language="en"))

    button(form, "The Secretariat, which receives and merges").click()

    assert form.answers().role == "secretariat"
    assert form.answers().code == "SELA"


def test_another_language_keeps_what_was_typed(qtbot, first_run):
    first_run.form.show_answers(COMPLETE)

    button(first_run, "Français").click()

    assert first_run.language.code == "fr"
    assert first_run.form.answers().name == COMPLETE.name


def test_nothing_is_made_while_an_answer_is_missing(qtbot, first_run, tmp_path):
    press(qtbot, first_run, "Set up this office")

    assert not is_set_up(tmp_path / "new")


def test_a_complete_form_makes_the_office_and_offers_its_card(qtbot, first_run, tmp_path):
    first_run.form.show_answers(COMPLETE)

    press(qtbot, first_run, "Set up this office")
    qtbot.waitUntil(lambda: first_run.office is not None)

    assert (first_run.office.code, first_run.office.role) == ("DO", "office")
    assert first_run.office.setting("email") == "cooperation@example.org"
    assert "Your office is set up" in texts(first_run)
    assert button(first_run, "Make the card ...")


def test_the_card_is_written_with_its_page(qtbot, first_run, tmp_path):
    first_run.form.show_answers(COMPLETE)
    press(qtbot, first_run, "Set up this office")
    qtbot.waitUntil(lambda: first_run.office is not None)

    first_run.make_card(tmp_path / "card.surco")
    told = "The card is card.surco, its page card.pdf. Send both."
    qtbot.waitUntil(lambda: told in texts(first_run))

    assert (tmp_path / "card.surco").is_file()
    assert (tmp_path / "card.pdf").is_file()


def test_the_seal_of_a_recovery_sheet_is_taken_into_use_at_the_first_start(qtbot, first_run):
    seed = bytes(range(32))
    first_run.form.show_answers(replace(COMPLETE, sheet=True))
    press(qtbot, first_run, "Set up this office")
    qtbot.waitUntil(lambda: first_run.office is not None and first_run.sheet is not None)
    first_run.sheet.groups.take(0, "".join(groups_of(seed)))
    first_run.sheet.same.click()
    press(qtbot, first_run.sheet, "Take this seal into use")
    told = "ask it to send everything back."
    qtbot.waitUntil(lambda: any(text.endswith(told) for text in texts(first_run)))

    assert first_run.office.setting("public_key") == public_key_of(seed)
    with first_run.office.signer(None):
        pass


def test_a_refused_set_up_is_said_and_may_be_tried_again(qtbot, first_run, tmp_path):
    (tmp_path / "new").write_text("a file where the folder should be")
    first_run.form.show_answers(COMPLETE)

    with qtbot.captureExceptions() as faults:
        press(qtbot, first_run, "Set up this office")
        qtbot.waitUntil(lambda: bool(faults) or button(first_run, "Set up this office").isEnabled())

    assert first_run.office is None
