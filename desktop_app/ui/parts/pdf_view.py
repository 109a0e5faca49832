"""A PDF on screen and to the printer; pages are drawn when they come into sight."""

import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.progress import SILENT, Progress
from desktop_app.ui.parts.style import S4, tokens

if TYPE_CHECKING:  # read when the first PDF is shown: the window starts without it
    from pypdfium2 import PdfDocument
    from PySide6.QtPrintSupport import QPrinter

POINTS_AN_INCH = 72
SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 0.25, 4.0, 1.25
PRINTED_DPI = 300  # more is only larger: our pages are text and bars
_KEPT_PAGES = 8
_ONE_AT_A_TIME = threading.Lock()  # PDFium may be called by one thread only


class Pages:
    """An open PDF, read whole so that its file can be written again or deleted at once."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        with _ONE_AT_A_TIME:
            try:
                self._document: PdfDocument = pypdfium2.PdfDocument(path.read_bytes())
                count = len(self._document)
                self.sizes = [self._document.get_page_size(number) for number in range(count)]
            except pypdfium2.PdfiumError as error:
                raise UserError(
                    N_("The file {name} is not a PDF that can be shown."), name=path.name
                ) from error

    def __len__(self) -> int:
        return len(self.sizes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with _ONE_AT_A_TIME:
            self._document.close()

    def image(self, number: int, scale: float) -> QImage:
        """Draw page `number`, from 0; `scale` is pixels a point."""
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            picture = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()  # the buffer goes with the bitmap
            bitmap.close()
            page.close()
        return picture


def print_pages(path: Path, printer: "QPrinter", step: Progress = SILENT) -> None:
    """Print each page of the PDF on a sheet of its own, as large as it is or as the sheet allows.

    Raises UserError when the printer does not take the pages.
    """
    with Pages(path) as pages:
        first = printer.fromPage() or 1
        last = min(printer.toPage() or len(pages), len(pages))
        chosen = range(first - 1, last)
        painter = QPainter()
        if not painter.begin(printer):
            raise UserError(N_("The printer did not take the pages. Is it switched on?"))
        try:
            for place, number in enumerate(chosen):
                step(place, len(chosen))
                if place and not printer.newPage():
                    raise UserError(N_("The printer stopped after page {page}."), page=str(number))
                _paint_sheet(painter, printer, pages, number)
        finally:
            painter.end()


def _paint_sheet(painter: QPainter, printer: "QPrinter", pages: Pages, number: int) -> None:
    picture = pages.image(number, min(printer.resolution(), PRINTED_DPI) / POINTS_AN_INCH)
    sheet = QRect(0, 0, painter.viewport().width(), painter.viewport().height())
    size = pages.sizes[number]
    wanted = QSize(*(round(side * printer.resolution() / POINTS_AN_INCH) for side in size))
    if wanted.width() > sheet.width() or wanted.height() > sheet.height():
        wanted.scale(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(sheet.topLeft(), wanted)
    place.moveCenter(sheet.center())
    painter.drawImage(place, picture)


def fit_printer(printer: "QPrinter", path: Path) -> None:
    """Choose the paper and orientation of the PDF's first page, edge to edge."""
    with Pages(path) as pages:
        width, height = pages.sizes[0]
    lying = width > height
    points = QSize(round(min(width, height)), round(max(width, height)))
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageSize(QPageSize(points))
    printer.setPageOrientation(orientation)
    printer.setFullPage(True)  # our pages have margins of their own


class PdfView(QAbstractScrollArea):
    """Shows the pages one below the other; Ctrl + and Ctrl - or Ctrl with the wheel zoom."""

    zoomed = Signal(float)  # 1.0 is the size on paper

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._zoom = 1.0
        self._fit_width = True
        self.verticalScrollBar().setSingleStep(40)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def load(self, path: Path, *, stay: bool = False) -> None:
        """Show a PDF from its first page, or, to `stay`, from where one looks at the one before.

        Raises UserError for a file that is none.
        """
        opened = Pages(path)
        place = self.verticalScrollBar().value() if stay else 0
        self.close_pages()
        self._pages = opened
        self._arrange()
        self.verticalScrollBar().setValue(place)

    def close_pages(self) -> None:
        """Let the document go and show nothing."""
        if self._pages is not None:
            self._pages.close()
        self._pages = None
        self._drawn.clear()
        self._arrange()

    @property
    def page_count(self) -> int:
        return len(self._pages) if self._pages else 0

    @property
    def current_page(self) -> int:
        """The number, from 1, of the page at the upper third of the view; 0 without a PDF."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        above = [number for number, place in enumerate(self._places()) if place.top() <= line]
        return above[-1] + 1 if above else 0

    @property
    def zoom(self) -> float:
        return self._zoom

    def zoom_by(self, factor: float) -> None:
        """Enlarge or shrink what is shown; the page stays in sight."""
        self._fit_width = False
        self._set_zoom(self._zoom * factor)

    def fit_width(self) -> None:
        """Make the widest page as wide as the view, now and when the view changes."""
        self._fit_width = True
        self._arrange()

    def _set_zoom(self, zoom: float) -> None:
        before = self.verticalScrollBar()
        share = before.value() / max(before.maximum(), 1)
        self._zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._measure()
        before.setValue(round(share * before.maximum()))
        self.zoomed.emit(self._zoom)
        self.viewport().update()

    def _arrange(self) -> None:
        if self._pages and self._fit_width:
            widest = max(width for width, _ in self._pages.sizes)
            room = self.viewport().width() - 2 * S4
            self._set_zoom(room / (widest * self._points()))
        else:
            self._measure()
        self.viewport().update()

    def _points(self) -> float:
        """Return the pixels a point at 100 %."""
        return self.logicalDpiX() / POINTS_AN_INCH

    def _places(self) -> list[QRect]:
        """Return where each page stands, from the top of the document."""
        scale, top, places = self._zoom * self._points(), S4, []
        for width, height in self._pages.sizes if self._pages else ():
            size = QSize(round(width * scale), round(height * scale))
            left = max(S4, (self.viewport().width() - size.width()) // 2)
            places.append(QRect(left, top, size.width(), size.height()))
            top += size.height() + S4
        return places

    def _measure(self) -> None:
        places, view = self._places(), self.viewport().size()
        tall = places[-1].bottom() + S4 if places else 0
        wide = max((place.width() for place in places), default=0) + 2 * S4
        self.verticalScrollBar().setRange(0, max(0, tall - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, wide - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens().sunken))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for number, place in enumerate(self._places()):
            shown = place.translated(-left, -top)
            if shown.intersects(event.rect()):
                painter.drawImage(shown, self._image(number))
                painter.setPen(QColor(tokens().line))
                painter.drawRect(shown)
        painter.end()

    def _image(self, number: int) -> QImage:
        scale = self._zoom * self._points() * self.devicePixelRatioF()
        wanted = (number, round(scale, 4))
        if wanted not in self._drawn and self._pages:
            self._drawn[wanted] = self._pages.image(number, scale)
            while len(self._drawn) > _KEPT_PAGES:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(wanted)
        return self._drawn[wanted]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _right: int, _down: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if Qt.Key(event.key()) in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
