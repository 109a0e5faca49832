"""The print page: what is chosen is what is shown, saved and printed."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton

from desktop_app.actions import paragraphs, records
from desktop_app.exchange import pdf_signing
from desktop_app.language import Language
from desktop_app.ui.pages.preview import PreviewPage
from desktop_app.ui.parts.paragraph_bar import ParagraphBar
from desktop_app.ui.parts.pdf_view import Pages
from desktop_app.ui.parts.printed_documents import documents
from tests.exchange.certificates import PASSPHRASE, a_certificate
from tests.reports.reading import words_of
from tests.ui.looking import button


@pytest.fixture
def record(office):
    given = {"title": {"original": "es", "es": "Huertos escolares"}, "level": "project"}
    return records.enter_record(office, records.from_plain(office, "initiative", given))


@pytest.fixture
def preview(qtbot, context, record):
    page = PreviewPage(context, record)
    qtbot.addWidget(page)
    page.show()
    yield page
    page.close_page()


def _shown(qtbot, page):
    qtbot.waitUntil(button(page, "Save as ...").isEnabled, timeout=20_000)


def _choose(page, name, text):
    menu = next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)
    menu.setCurrentIndex(menu.findText(text))
    menu.activated.emit(menu.currentIndex())


def test_the_record_in_sight_is_offered_first_then_the_profile_and_a_blank_form_last(preview):
    menu = preview.findChild(QComboBox)

    titles = [menu.itemText(place) for place in range(menu.count())]

    assert titles[:2] == ["Page of “Huertos escolares”", "Profile of Dirección de Cooperación"]
    assert titles[-1] == "Blank form: Initiative"


@pytest.mark.parametrize(
    ("kind", "title"),
    [("source", "Directory of Cooperation Sources"), ("offer", "Offers and requests")],
)
def test_what_lists_the_records_in_sight_is_offered_first_also_for_everybody(office, kind, title):
    offered = [one.title for one in documents(office, Language("en"), kind=kind)]

    assert offered[:2] == [title, f"{title}, for everybody"]
    assert "Profile of Dirección de Cooperación" in offered


def test_a_practice_is_offered_as_its_sheet(qtbot, context, office):
    given = records.from_plain(office, "practice", {"title": "Comités de cuenca"})
    page = PreviewPage(context, records.enter_record(office, given))
    qtbot.addWidget(page)
    _shown(qtbot, page)
    offered = page.findChild(QComboBox).itemText(0)
    page.close_page()

    assert offered == "Page of “Comités de cuenca”"


def test_the_chosen_document_is_shown_and_can_be_saved(qtbot, preview, tmp_path):
    _shown(qtbot, preview)

    with qtbot.waitSignal(preview.told) as told:
        preview.save(tmp_path / "page.pdf")

    assert preview.view.page_count >= 1
    assert told.args == ["Saved as page.pdf.", "good"]
    with Pages(tmp_path / "page.pdf") as saved:
        assert len(saved) == preview.view.page_count


def test_the_profile_can_be_saved_as_a_workbook_too(qtbot, preview, tmp_path):
    _shown(qtbot, preview)
    _choose(preview, "Document", "Profile of Dirección de Cooperación")

    with qtbot.waitSignal(preview.told) as told:
        preview.save_tables(tmp_path / "profile.xlsx")

    assert told.args == ["Saved as profile.xlsx.", "good"]
    assert load_workbook(tmp_path / "profile.xlsx").sheetnames[-1] == "List of initiatives"


def test_only_a_document_with_tables_offers_a_workbook(qtbot, preview):
    _shown(qtbot, preview)

    buttons = preview.findChildren(QPushButton)
    shown = [one.text() for one in buttons if one.isVisibleTo(preview)]

    assert "Save as workbook…" not in shown


def test_another_paper_makes_the_pages_anew(qtbot, preview, tmp_path):
    _shown(qtbot, preview)

    _choose(preview, "Paper", "Letter")
    _shown(qtbot, preview)
    preview.save(tmp_path / "letter.pdf")

    with Pages(tmp_path / "letter.pdf") as saved:
        assert saved.sizes[0] == pytest.approx((612, 792), abs=1)


def test_the_print_button_sends_the_pages_to_the_printer(qtbot, preview, tmp_path, monkeypatch):
    _shown(qtbot, preview)

    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        dialog.printer().setResolution(72)
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)

    preview.print_with_dialogue()
    qtbot.waitUntil(lambda: not preview.background.jobs, timeout=20_000)

    with Pages(tmp_path / "printed.pdf") as printed:
        assert len(printed) == preview.view.page_count


def test_leaving_takes_the_files_away(qtbot, preview):
    _shown(qtbot, preview)
    folder = preview.folder

    preview.close_page()
    qtbot.waitUntil(lambda: not folder.exists())  # at once, or when a job that ends has ended

    assert not folder.exists()


def _menu(page, name):
    return next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)


def test_a_list_offers_the_blank_form_of_its_kind_in_two_languages(qtbot, context, tmp_path):
    page = PreviewPage(context, None, "contact")
    qtbot.addWidget(page)
    page.show()
    _shown(qtbot, page)
    _choose(page, "Document", "Blank form: Contact")
    _choose(page, "Second language", "+ Français")
    _shown(qtbot, page)
    page.save(tmp_path / "form.pdf")
    page.close_page()

    assert "Nom" in words_of(tmp_path / "form.pdf")
    assert "Name" in words_of(tmp_path / "form.pdf")


def test_an_e_mail_draft_carries_the_pages(qtbot, preview, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
    _shown(qtbot, preview)
    preview.mail(tmp_path / "draft.eml")
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    draft = message_from_bytes((tmp_path / "draft.eml").read_bytes(), policy=policy.default)
    (pdf,) = draft.iter_attachments()

    assert draft["X-Unsent"] == "1"
    assert "Fiche of an initiative" in draft["Subject"]
    assert pdf.get_filename().endswith("-en.pdf")
    assert pdf.get_content()[:4] == b"%PDF"


def test_when_data_change_the_pages_are_made_anew_and_the_place_stays(
    qtbot, context, record, preview, tmp_path
):
    records.edit_record(
        context.office, record.uid, {"summary": {"original": "es", "es": "Una frase. " * 900}}
    )
    preview.refresh()
    _shown(qtbot, preview)
    bar = preview.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    page = preview.view.current_page
    records.edit_record(
        context.office, record.uid, {"objective": {"original": "es", "es": "Sembrar más."}}
    )
    preview.refresh()
    _shown(qtbot, preview)
    preview.save(tmp_path / "page.pdf")

    assert "Sembrar más." in words_of(tmp_path / "page.pdf")
    assert page == preview.view.page_count > 1
    assert preview.view.current_page == page


def test_the_secretariat_is_offered_no_summary_of_a_next_bundle(secretariat):
    titles = [one.title for one in documents(secretariat, Language("en"))]

    assert titles[0] == "Profile of SELA"
    assert "Summary of a bundle" not in titles


def test_a_file_that_cannot_be_written_is_told_of(qtbot, preview, tmp_path):
    _shown(qtbot, preview)

    with qtbot.waitSignal(preview.told) as told:
        preview.save(tmp_path / "nowhere" / "page.pdf")

    assert told.args[1] == "error"


def test_the_paragraph_of_the_profile_is_edited_where_one_looks_at_it(qtbot, preview, tmp_path):
    _choose(preview, "Document", "Profile of Dirección de Cooperación")
    _shown(qtbot, preview)
    button(preview, "Edit the paragraph…").click()
    qtbot.waitUntil(preview.paragraph.isVisible)
    made = preview.paragraph.text.toPlainText()
    preview.paragraph.text.set_text("A year of clean water.")
    preview.paragraph.keep.click()
    _shown(qtbot, preview)
    preview.save(tmp_path / "profile.pdf")

    assert "has recorded 1 initiative" in made
    assert "A year of clean water." in words_of(tmp_path / "profile.pdf")
    assert not preview.paragraph.isVisible()


def test_the_paragraph_that_the_figures_make_can_be_taken_back(qtbot, preview, office):
    words = Language("en", "BO")
    paragraphs.write_paragraph(office, words, "A year of clean water.", "other figures")
    _choose(preview, "Document", "Profile of Dirección de Cooperación")
    _shown(qtbot, preview)
    preview.edit_paragraph()
    qtbot.waitUntil(preview.paragraph.isVisible)
    outdated = preview.paragraph.changed.isVisible()
    preview.paragraph.back_to_made.click()

    assert outdated
    assert paragraphs.written_paragraph(office, words) == ""


def test_a_paragraph_that_is_too_long_stays_to_be_shortened(qtbot, preview):
    _choose(preview, "Document", "Profile of Dirección de Cooperación")
    _shown(qtbot, preview)
    preview.edit_paragraph()
    qtbot.waitUntil(preview.paragraph.isVisible)
    preview.paragraph.text.set_text("a" * 3001)

    with qtbot.waitSignal(preview.told) as told:
        preview.paragraph.keep.click()
    assert told.args[1] == "error"
    assert preview.paragraph.isVisible()


def test_only_the_profile_has_a_paragraph_to_edit(qtbot, preview):
    _shown(qtbot, preview)

    assert not preview.findChild(ParagraphBar).isVisible()
    assert not button_shown(preview, "Edit the paragraph…")


def button_shown(page, text):
    return any(one.text() == text and one.isVisible() for one in page.findChildren(QPushButton))


def _writing(qtbot, preview, text):
    _choose(preview, "Document", "Profile of Dirección de Cooperación")
    _shown(qtbot, preview)
    preview.edit_paragraph()
    qtbot.waitUntil(preview.paragraph.isVisible)
    preview.paragraph.text.set_text(text)


@pytest.mark.parametrize(
    "act",
    [lambda one: one.leave(), lambda one: _choose(one, "Language", "Español")],
    ids=["leaving", "another language"],
)
def test_a_paragraph_that_is_being_written_is_not_lost(qtbot, preview, office, act):
    _writing(qtbot, preview, "A year of clean water.")

    act(preview)

    written = paragraphs.written_paragraph(office, Language("en", "BO"))
    assert written == "A year of clean water."


def test_a_paragraph_that_cannot_stand_keeps_the_page_open(qtbot, preview):
    _writing(qtbot, preview, "a" * 3001)

    left = preview.leave()

    assert not left
    assert preview.paragraph.isVisible()
    preview.paragraph.hide()


@pytest.fixture
def signing(qtbot, context, record, tmp_path, monkeypatch):
    """A page whose person chooses a certificate, types this passphrase and saves signed.pdf."""

    def sign(passphrase):
        file = a_certificate(tmp_path / "firma.p12", datetime.now(UTC))
        asked = replace(context, ask_certificate=lambda: (file, passphrase))
        path = str(tmp_path / "signed.pdf")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
        page = PreviewPage(asked, record)
        qtbot.addWidget(page)
        page.show()
        _shown(qtbot, page)
        with qtbot.waitSignal(page.told, timeout=20_000) as told:
            button(page, "Sign with a certificate…").click()
        qtbot.waitUntil(lambda: not page.background.jobs, timeout=20_000)
        page.close_page()
        return told.args

    return sign


def test_the_pages_are_saved_signed_with_a_certificate(signing, tmp_path):
    said = signing(PASSPHRASE)

    assert said == ["Saved as signed.pdf, signed.", "good"]
    assert b"/ETSI.CAdES.detached" in (tmp_path / "signed.pdf").read_bytes()


def test_a_wrong_passphrase_is_told_and_nothing_saved(signing, tmp_path):
    said = signing("otra")

    assert said == [
        "This is not the passphrase of the certificate “firma.p12”. Type it again.",
        "error",
    ]
    assert not (tmp_path / "signed.pdf").exists()


def test_signing_is_offered_only_where_the_extra_is_installed(
    qtbot, context, record, preview, monkeypatch
):
    monkeypatch.setattr(pdf_signing, "can_sign", lambda: False)
    without = PreviewPage(context, record)
    qtbot.addWidget(without)
    without.show()
    _shown(qtbot, without)
    offered = [button_shown(page, "Sign with a certificate…") for page in (preview, without)]
    without.close_page()

    assert offered == [True, False]


def test_the_folder_of_a_page_that_is_closed_goes_when_the_job_that_writes_there_has_ended(
    qtbot, context, background
):
    page = PreviewPage(context)
    qtbot.addWidget(page)
    _shown(qtbot, page)
    gate, folder = threading.Event(), page.folder
    job = page.run(lambda _: gate.wait() and (folder / "late.pdf").write_bytes(b"late"), "Late")
    page.close_page()
    there = folder.is_dir()
    with qtbot.waitSignal(job.ended):
        gate.set()

    assert there
    assert not folder.exists()
