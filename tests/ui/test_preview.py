"""The print page: what is chosen is what is shown, saved and printed."""

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox

from desktop_app.actions import records
from desktop_app.ui.pages.preview import PreviewPage
from desktop_app.ui.parts.pdf_view import Pages
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


def test_the_record_in_sight_is_offered_first_then_the_profile(preview):
    menu = preview.findChild(QComboBox)

    assert [menu.itemText(place) for place in range(menu.count())] == [
        "Page of “Huertos escolares”",
        "Profile of Dirección de Cooperación",
    ]


def test_the_chosen_document_is_shown_and_can_be_saved(qtbot, preview, tmp_path):
    _shown(qtbot, preview)

    with qtbot.waitSignal(preview.told) as told:
        preview.save(tmp_path / "page.pdf")

    assert preview.view.page_count >= 1
    assert told.args == ["Saved as page.pdf.", "good"]
    with Pages(tmp_path / "page.pdf") as saved:
        assert len(saved) == preview.view.page_count


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

    assert not folder.exists()
