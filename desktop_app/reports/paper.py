"""The sheet every document is set on: tokens, styles, running head and foot, and the writing.

The same input gives the same bytes: no clock, no chance, fixed identifiers (ReportLab's
`invariant`). Every font is embedded as a subset.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)

from desktop_app import tokens
from desktop_app.errors import UserError
from desktop_app.language import N_, Language, said_in
from desktop_app.paths import written_beside
from desktop_app.records.progress import SILENT, Progress
from desktop_app.reports import letters
from desktop_app.reports.letters import BOLD, REGULAR
from desktop_app.reports.settling import settled
from desktop_app.reports.tagging.canvas import TaggedCanvas, begin_artifact, end_artifact
from desktop_app.reports.together import accompanied
from desktop_app.tokens import LIGHT

Colour = Color
PAPER = HexColor(LIGHT.paper)
RAISED = HexColor(LIGHT.raised)
SUNKEN = HexColor(LIGHT.sunken)
INK = HexColor(LIGHT.ink)
INK_2 = HexColor(LIGHT.ink2)
INK_3 = HexColor(LIGHT.ink3)
ACCENT = HexColor(LIGHT.accent)
ACCENT_SOFT = HexColor(LIGHT.accent_soft)
LINE = HexColor(LIGHT.line)
ERROR = HexColor(LIGHT.error)
WARNING = HexColor(LIGHT.warning)
INFO = HexColor(LIGHT.info)
PROVIDER = HexColor(LIGHT.provider)
RECIPIENT = HexColor(LIGHT.recipient)
BOTH = HexColor(LIGHT.both)

S1, S2, S3, S4, S5, S6, S7 = tokens.SPACES
TEXT_SIZE, TABLE_SIZE, SMALL_SIZE = tokens.TEXT_SIZE, tokens.TABLE_SIZE, tokens.SMALL_SIZE
H2_SIZE = tokens.H2_SIZE
RADIUS = tokens.SMALL_RADIUS  # of grounds; paper is looked at from nearer than a window

PAPERS: dict[str, tuple[float, float]] = {"a4": A4, "letter": LETTER}
_COLUMNS = "columns"
_SMALLEST = 6.0  # points of a running head
SIDE = 51  # 18 mm
TOP = 62
FOOT = 56


@cache
def style(name: str) -> ParagraphStyle:
    """Return a style of the family: text, lead, cell, head, right, label, hint, title, h1, h2."""
    letters.use_fonts()
    base = {"fontName": REGULAR, "textColor": INK, "allowWidows": 0, "allowOrphans": 0}
    given: dict[str, dict[str, Any]] = {
        "text": {"fontSize": TEXT_SIZE, "leading": 13.5},
        "lead": {"fontSize": 11, "leading": 16},
        "cell": {"fontSize": TABLE_SIZE, "leading": 10.5},
        "line": {"fontSize": 7.5, "leading": 9.6},
        "labelled": {"fontSize": TABLE_SIZE, "leading": 10.5, "spaceBefore": 1.5},
        "bold": {"fontSize": TABLE_SIZE, "leading": 10.5, "fontName": BOLD},
        "right": {"fontSize": TABLE_SIZE, "leading": 10.5, "alignment": TA_RIGHT},
        "head": {"fontSize": 7.5, "leading": 9.5, "fontName": BOLD, "textColor": INK_2},
        "label": {"fontSize": 7.5, "leading": 10, "textColor": INK_3},
        "entry": {"fontSize": 10, "leading": 13, "fontName": BOLD},
        "hint": {"fontSize": TABLE_SIZE, "leading": 11, "textColor": INK_3},
        "note": {"fontSize": TABLE_SIZE, "leading": 11, "textColor": INK_3},
        "warning": {"fontSize": TEXT_SIZE, "leading": 13.5, "textColor": WARNING},
        "small warning": {"fontSize": 7.5, "leading": 10, "textColor": WARNING},
        "group": {
            "fontSize": 9,
            "leading": 12,
            "fontName": BOLD,
            "spaceBefore": S2,
            "spaceAfter": 2,
        },
        "eyebrow": {"fontSize": 9, "leading": 12, "textColor": ACCENT, "fontName": BOLD},
        "title": {"fontSize": tokens.TITLE_SIZE, "leading": 29, "fontName": BOLD},
        "long title": {"fontSize": tokens.LONG_TITLE_SIZE, "leading": 22.5, "fontName": BOLD},
        "h1": {
            "fontSize": tokens.H1_SIZE,
            "leading": 18,
            "fontName": BOLD,
            "spaceBefore": S4,
            "spaceAfter": S1,
        },
        "h2": {
            "fontSize": tokens.H2_SIZE,
            "leading": 14,
            "fontName": BOLD,
            "spaceBefore": S3,
            "spaceAfter": 2,
        },
    }
    given["head right"] = {**given["head"], "alignment": TA_RIGHT}
    return ParagraphStyle(name, **{**base, **given[name]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands around the text of every page, in the reader's words.

    `foot` is up to two lines (cut-off, code lists, check code); `stamps` are words such as DRAFT.
    """

    title: str
    language: Language
    author: str = ""
    subject: str = ""
    foot: Sequence[str] = ()
    stamps: Sequence[str] = ()
    paper: str = "a4"

    @property
    def size(self) -> tuple[float, float]:
        if self.paper not in PAPERS:
            raise UserError(
                N_("There is no paper “{paper}”. Surco prints on a4 and letter."), paper=self.paper
            )
        return PAPERS[self.paper]

    @property
    def width(self) -> float:
        """Return the width of the text column, in points."""
        return self.size[0] - 2 * SIDE

    @property
    def high(self) -> float:
        """Return the height of the text column on a page after the first, in points."""
        return self.size[1] - FOOT - TOP


def write(
    path: Path,
    sheet: Sheet,
    story: list[Any],
    step: Progress = SILENT,
    *,
    private: bool = False,
) -> None:
    """Set `story` (flowables) on pages and put the PDF at `path`, whole or not at all.

    A `private` file is its owner's alone. The list is empty afterwards: what is on paper takes no
    memory any more. Raises LookupError where a link leads to a place that the story does not have.
    """
    letters.use_fonts()
    with written_beside(path, private=private) as file:
        document = BaseDocTemplate(
            file,
            pagesize=sheet.size,
            title=letters.line(sheet.title),
            author=letters.line(sheet.author),
            subject=letters.line(sheet.subject),
            creator="Surco",
            producer="Surco",
            lang=sheet.language.code,
            invariant=1,
            initialFontName=REGULAR,
            displayDocTitle=True,
            allowSplitting=1,
        )
        document.addPageTemplates([_first_page(sheet), _later_pages(sheet), _column_pages(sheet)])
        ended = accompanied(story, sheet.width, sheet.high)
        settled_story = settled(ended, sheet.width, sheet.high) or [Spacer(1, 1)]
        story.clear()
        ended.clear()
        total = len(settled_story)
        document.setProgressCallBack(lambda kind, value: _tell(step, kind, value, total))
        document.build(settled_story, canvasmaker=_numbering(sheet))


def _tell(step: Progress, kind: str, value: Any, total: int) -> None:  # noqa: ANN401 - ReportLab's
    if kind == "PROGRESS":
        step(min(max(int(value), 0), total), total)


def _frame(sheet: Sheet, top: float, left: float = SIDE, width: float = 0) -> Frame:
    height = sheet.size[1] - FOOT - top
    return Frame(
        left,
        FOOT,
        width or sheet.width,
        height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _first_page(sheet: Sheet) -> PageTemplate:
    def draw(canvas: Canvas, _document: object) -> None:
        width, height = sheet.size
        begin_artifact(canvas, "Pagination")
        canvas.saveState()
        canvas.setFillColor(ACCENT)
        canvas.rect(0, height - 6, width, 6, stroke=0, fill=1)
        canvas.setFont(BOLD, 9)
        canvas.drawString(SIDE, height - 36, "Surco")
        _draw_stamps(canvas, sheet, height - 36)
        canvas.restoreState()
        _ask_for_foot(canvas)
        end_artifact(canvas)

    return PageTemplate("first", [_frame(sheet, TOP)], onPage=draw, autoNextPageTemplate="later")


def _later_pages(sheet: Sheet) -> PageTemplate:
    return PageTemplate("later", [_frame(sheet, TOP)], onPage=_running_head(sheet))


def _column_pages(sheet: Sheet) -> PageTemplate:
    """Return pages of two columns, for lists of short lines; begun with `in_columns`."""
    width = (sheet.width - S5) / 2
    frames = [_frame(sheet, TOP, left, width) for left in (SIDE, SIDE + width + S5)]
    return PageTemplate(_COLUMNS, frames, onPage=_running_head(sheet))


def in_columns(story: list[Any]) -> list[Any]:
    """Return a story set in two columns on pages of its own; what follows is on a new page."""
    begin = [NextPageTemplate(_COLUMNS), PageBreak()]
    return [*begin, *story, NextPageTemplate("later"), PageBreak("later")]


def _running_head(sheet: Sheet) -> Callable[[Canvas, object], None]:
    def draw(canvas: Canvas, _document: object) -> None:
        width, height = sheet.size
        begin_artifact(canvas, "Pagination")
        canvas.saveState()
        left = _draw_stamps(canvas, sheet, height - 36)
        space = left - SIDE - S3
        title = _running_title(sheet, space)
        canvas.setFillColor(INK_3)
        canvas.setFont(REGULAR, max(_SMALLEST, letters.fitting(title, TABLE_SIZE, space)))
        canvas.drawString(SIDE, height - 36, _cut(title, space))
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, height - 44, width - SIDE, height - 44)
        canvas.restoreState()
        _ask_for_foot(canvas)
        end_artifact(canvas)

    return draw


def _running_title(sheet: Sheet, space: float) -> str:
    """Return the title in both languages, in the first one alone where there is no room."""
    title = letters.line(sheet.title)
    if letters.width(title, _SMALLEST) <= space:
        return title
    return letters.line(said_in(sheet.language.code, sheet.title))


def _cut(text: str, space: float) -> str:
    """Return the beginning of a line that fits at the smallest size a head is set in."""
    if letters.width(text, _SMALLEST) <= space:
        return text
    fits = bisect_right(
        range(1, len(text)), space, key=lambda end: letters.width(text[:end] + "…", _SMALLEST)
    )
    return text[:fits].rstrip() + "…"


def _draw_stamps(canvas: Canvas, sheet: Sheet, y: float) -> float:
    """Draw the stamps from the right edge and return where the free space ends."""
    right = sheet.size[0] - SIDE
    for stamp in reversed(sheet.stamps):
        text = letters.line(stamp)
        wide = letters.width(text, SMALL_SIZE, BOLD) + 2 * 6
        canvas.setStrokeColor(WARNING)
        canvas.setFillColor(WARNING)
        canvas.setLineWidth(0.8)
        canvas.roundRect(right - wide, y - 4.5, wide, 14.5, 3, stroke=1, fill=0)
        canvas.setFont(BOLD, SMALL_SIZE)
        canvas.drawString(right - wide + 6, y, text)
        right -= wide + S1
    return right


def _foot_name(page: int) -> str:
    return f"foot{page}"


def _ask_for_foot(canvas: Canvas) -> None:
    """Leave a place for the foot: it is drawn at the end, when the number of pages is known."""
    canvas.doForm(_foot_name(canvas.getPageNumber()))


def _numbering(sheet: Sheet) -> type:
    class Numbered(TaggedCanvas):
        language = sheet.language.code

        def save(self) -> None:
            if self._code:
                self.showPage()
            total = self.getPageNumber() - 1
            for page in range(1, total + 1):
                self.beginForm(_foot_name(page))
                _draw_foot(self, sheet, page, total)
                self.endForm()
            self.finish_pages_of()
            super().save()

    return Numbered


def _draw_foot(canvas: Canvas, sheet: Sheet, page: int, total: int) -> None:
    width, language = sheet.size[0], sheet.language
    number = letters.line(language.text(N_("Page {page} of {total}"), page=page, total=total))
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.line(SIDE, FOOT - 14, width - SIDE, FOOT - 14)
    canvas.setFillColor(INK_3)
    canvas.setFont(REGULAR, SMALL_SIZE)
    canvas.drawRightString(width - SIDE, FOOT - 25, number)
    space = sheet.width - letters.width(number, SMALL_SIZE) - S4
    for at, said in enumerate(sheet.foot[:2]):
        text = letters.line(said)
        canvas.setFont(REGULAR, letters.fitting(text, SMALL_SIZE, space))
        canvas.drawString(SIDE, FOOT - 25 - 10 * at, text)
