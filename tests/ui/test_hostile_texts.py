"""Texts that others wrote are shown letter by letter, wherever they turn up."""

import html
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.actions import bundles, keys, leaving, records
from desktop_app.actions import office as offices
from desktop_app.actions.gathering import what_goes
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.ui.dialogs.trust_card import TrustCardDialog
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.received import ReceivedPage
from desktop_app.ui.parts.messages import MessageBar
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.preferences import Preferences
from tests.builders import a_contact, a_project
from tests.reports.reading import words_of
from tests.ui.looking import settle, texts

HOSTILE = '<img src="//host/x"> <b>&amp; %s %d {0} {x}'
HIDDEN = "\u202ecod.\u2066exe\x07\u200f"


def enter(office, record):
    stored = records.enter_record(office, replace(record, human_code="", status="draft"))
    return records.mark_ready(office, stored)


def unsafe(widget):
    """Return labels that read markup, and tooltips that would be read as such unescaped."""
    labels = [
        one.text()
        for one in widget.findChildren(QLabel)
        if one.text() and one.textFormat() is not Qt.TextFormat.PlainText
    ]
    tips = [one.toolTip() for one in widget.findChildren(QWidget)]
    return labels + [tip for tip in tips if "<img" in tip or "<b>" in tip]


@pytest.fixture
def evil(tmp_path):
    """An office whose every name is hostile."""
    made = offices.set_up(tmp_path / "evil", code="BO", name=HOSTILE, email="a@example.org")
    title = {"original": "es", "es": HOSTILE}
    enter(made, a_project(title=title))
    enter(made, a_contact(name=HOSTILE, phone=HOSTILE))
    yield made
    made.close()


@pytest.fixture
def window(qtbot, evil, background):
    made = MainWindow(evil, background, Preferences(language="en"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_pages()


@pytest.mark.case("X5")
@pytest.mark.parametrize("page", ["home", "initiative", "contact", "send", "received", "history"])
def test_every_page_shows_names_letter_by_letter(qtbot, window, background, page):
    window.go(page)
    qtbot.waitUntil(lambda: not background.jobs)

    assert unsafe(window) == []
    assert HOSTILE in window.windowTitle()


@pytest.mark.case("X5")
def test_a_record_is_shown_letter_by_letter(qtbot, window, background, evil):
    window.go("initiative")
    window.open_record(what_goes(evil).records[0].uid)
    qtbot.waitUntil(lambda: not background.jobs)

    assert unsafe(window) == []


@pytest.mark.case("X5")
def test_a_card_shows_whose_it_is_letter_by_letter(qtbot, evil, tmp_path):
    card = keys.make_card(evil, tmp_path / "card.surco")
    dialog = TrustCardDialog(
        Language("en"), office=card.office, name=card.name, fingerprint=card.fingerprint
    )
    qtbot.addWidget(dialog)

    assert HOSTILE in texts(dialog)
    assert unsafe(dialog) == []


@pytest.mark.case("X5")
def test_what_a_bundle_brings_is_shown_letter_by_letter(
    qtbot, background, evil, secretariat, tmp_path
):
    keys.make_card(evil, tmp_path / "card.surco")
    keys.trust_card(secretariat, keys.read_card(tmp_path / "card.surco"))
    sent = bundles.export_bundle(evil, tmp_path / "post").bundle
    page = ReceivedPage(Context(secretariat, Language("en"), background))
    qtbot.addWidget(page)
    page.receive(sent.rename(sent.with_name("<b>bundle<b>.surco")))
    settle(qtbot, page)

    assert page.merging.isVisibleTo(page)
    assert unsafe(page) == []
    page.merging.merge()
    settle(qtbot, page)

    assert unsafe(page) == []


@pytest.mark.case("X2", "X5")
def test_an_error_shows_the_name_of_a_file_without_what_is_hidden_in_it(qtbot):
    bar = MessageBar(Language("en"))
    qtbot.addWidget(bar)
    error = UserError("“{file}” is not a file. Choose a file.", file=f"{HOSTILE}{HIDDEN}.surco")

    bar.say(Language("en").error(error), "error")

    assert bar.text == f"“{HOSTILE}cod.exe.surco” is not a file. Choose a file."
    assert unsafe(bar) == []
    assert str(error) == bar.text


@pytest.mark.case("X2", "X5")
def test_a_file_dropped_is_named_without_what_is_hidden_in_its_name(qtbot, window, tmp_path):
    path = tmp_path / f"<b>{HIDDEN.replace(chr(7), '')}.surco"
    path.write_bytes(b"")
    window.doorway.open_file(path)
    [job] = window.context.background.jobs

    assert job.what == "Reading <b>cod.exe.surco"
    qtbot.waitUntil(lambda: not window.context.background.jobs)
    assert unsafe(window) == []


@pytest.mark.case("X2")
def test_a_value_in_a_sentence_is_in_one_form_and_not_longer_than_one_reads():
    said = Language("en").text("{name}", name="e\u0301" + "a" * 1_000_000)

    assert said.startswith("éaaa")
    assert len(said) == 2_001
    assert said.endswith("…")


@pytest.mark.case("X5")
def test_tooltips_of_what_leaves_are_escaped(qtbot, window, background):
    window.go("send")
    window.page.show_all()
    qtbot.waitUntil(lambda: not background.jobs)
    tree = window.page.leaving.tree
    tips = [tree.topLevelItem(at).toolTip(1) for at in range(tree.topLevelItemCount())]

    assert any(html.escape(HOSTILE) in tip for tip in tips)
    assert not any("<img" in tip for tip in tips)


@pytest.mark.case("X5")
def test_paper_prints_names_letter_by_letter(evil, tmp_path):
    from desktop_app.reports.leaving_list import write_leaving_list  # noqa: PLC0415 - of this test

    keys.make_card(evil, tmp_path / "card.surco")
    told = leaving.what_leaves(evil, Language("en"))
    write_leaving_list(
        tmp_path / "list.pdf",
        told,
        Language("en"),
        office_name=HOSTILE,
        made_at="2026-03-15T12:00:00Z",
    )
    done = bundles.export_bundle(evil, tmp_path / "post", language="en")

    for page in (tmp_path / "list.pdf", tmp_path / "card.pdf", done.pdf):
        assert '<img src="//host/x">' in words_of(page), page.name
