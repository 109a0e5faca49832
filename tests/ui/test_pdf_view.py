"""PDFs on screen and on paper."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

from desktop_app.errors import Cancelled, UserError
from desktop_app.ui.parts.pdf_view import Pages, PdfView, fit_printer, print_pages


@pytest.fixture
def three_pages(tmp_path):
    path = tmp_path / "three.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for colour in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        canvas.setFillColorRGB(*colour)
        canvas.rect(100, 100, 300, 600, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def view(qtbot, three_pages):
    made = PdfView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.load(three_pages)
    yield made
    made.close_pages()


def _middle(image):
    return QColor(image.pixel(image.width() // 2, image.height() // 2)).name()


def test_a_page_keeps_its_colours_and_its_size(three_pages):
    with Pages(three_pages) as pages:
        shown = pages.image(0, 1.0)

    assert shown.size() == QSize(596, 842)
    assert _middle(shown) == "#ff0000"


def test_a_file_that_is_no_pdf_is_refused_in_words(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"Dear colleague")

    with pytest.raises(UserError, match=r"letter\.pdf is not a PDF"):
        Pages(path)


def test_the_file_can_be_deleted_while_it_is_shown(view, three_pages):
    three_pages.unlink()

    assert view.page_count == 3
    assert _middle(view.grab().toImage()) == "#ff0000"


def test_the_widest_page_fits_the_view(view):
    assert view.horizontalScrollBar().maximum() == 0
    assert view.zoom == pytest.approx((view.viewport().width() - 32) / (A4[0] * 96 / 72), abs=0.01)


def test_scrolling_to_the_end_shows_the_last_page(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_End)

    assert view.current_page == 3
    assert _middle(view.grab().toImage()) == "#0000ff"


def test_zooming_stays_within_its_limits(view):
    for _ in range(30):
        view.zoom_by(1.25)
    largest = view.zoom
    for _ in range(60):
        view.zoom_by(0.8)

    assert (largest, view.zoom) == (4.0, 0.25)


def test_a_second_pdf_takes_the_place_of_the_first(view, tmp_path):
    path = tmp_path / "one.pdf"
    canvas = Canvas(str(path), pagesize=LETTER)
    canvas.drawString(72, 72, "one")
    canvas.save()

    view.load(path)

    assert view.page_count == 1


def test_a_failed_load_keeps_what_was_shown(view, tmp_path):
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.7 cut")

    with pytest.raises(UserError):
        view.load(path)
    assert view.page_count == 3


def _printer(path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_every_page_is_printed_on_a_sheet_of_its_own(qapp, three_pages, tmp_path):
    printer = _printer(tmp_path / "printed.pdf")
    fit_printer(printer, three_pages)

    print_pages(three_pages, printer)

    with Pages(tmp_path / "printed.pdf") as printed:
        shown = [QColor(_middle(printed.image(number, 1.0))) for number in range(3)]
        assert [colour.hue() for colour in shown] == [0, 120, 240]  # red, green, blue
        assert printed.sizes[0] == pytest.approx(A4, abs=1.5)


def test_a_lying_page_is_printed_lying(qapp, tmp_path):
    path = tmp_path / "wide.pdf"
    canvas = Canvas(str(path), pagesize=landscape(LETTER))
    canvas.drawString(72, 72, "wide")
    canvas.save()
    printer = _printer(tmp_path / "printed.pdf")

    fit_printer(printer, path)
    print_pages(path, printer)

    with Pages(tmp_path / "printed.pdf") as printed:
        assert printed.sizes[0] == pytest.approx(landscape(LETTER), abs=1.5)


def test_printing_can_be_stopped_between_two_pages(qapp, three_pages, tmp_path):
    printer = _printer(tmp_path / "printed.pdf")

    def stop_at_the_second(done, _):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(three_pages, printer, stop_at_the_second)


def test_an_image_outlives_its_document(three_pages):
    with Pages(three_pages) as pages:
        shown = pages.image(1, 0.5)

    assert isinstance(shown, QImage)
    assert _middle(shown) == "#00ff00"
