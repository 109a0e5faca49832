"""The form by which readers of the directory tell what has changed: one page to copy."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table, TableStyle

from desktop_app.language import N_
from desktop_app.reports import blocks, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.headings import Heading
from desktop_app.reports.paper import S1, S2, S3, Sheet

FORM = "form for updates"
_ABOUT = (N_("Name of the source"), N_("Page of this directory"))
_WHAT = (
    N_("Nothing has changed"),
    N_("Something has changed"),
    N_("The source no longer exists"),
    N_("It is a new source"),
)
_FIELDS = (
    N_("What it funds"),
    N_("Sectors"),
    N_("Instruments"),
    N_("Amounts"),
    N_("Own contribution asked for"),
    N_("Who may apply"),
    N_("Eligible countries"),
    N_("How to apply"),
    N_("Next deadline"),
    N_("Whom to ask"),
    N_("Web page"),
)
_WHO = (
    N_("Name"),
    N_("Institution"),
    N_("E-mail or telephone"),
    N_("Date"),
)


class Boxes(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Words with an empty box before each, two on a line."""

    SIDE, HIGH = 8.0, 17.0

    def __init__(self, said: Sequence[str], width: float) -> None:
        super().__init__()
        self.words, self.width = [blocks.text(one) for one in said], width
        self.height = -(-len(said) // 2) * self.HIGH

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        for one in self.words:
            one.wrap(self.width / 2 - 2 * self.SIDE, self.HIGH)
        return self.width, self.height

    def draw(self) -> None:
        for at, one in enumerate(self.words):
            x = (at % 2) * self.width / 2
            y = self.height - (at // 2 + 1) * self.HIGH
            self.canv.setStrokeColor(paper.INK_2)
            self.canv.setLineWidth(0.8)
            self.canv.rect(x, y + 3, self.SIDE, self.SIDE, stroke=1, fill=0)
            one.drawOn(self.canv, x + 2 * self.SIDE, y)


def update_form(office: str, address: str, email: str, sheet: Sheet) -> Story:
    """Return the form; it says where to send it."""
    language, width = sheet.language, sheet.width
    where = words.joined([office, address, email])
    said = language.text(N_("Copy this page, fill it in and send it to: {where}"), where=where)
    head = [language.text(N_("What has changed")), language.text(N_("It should read"))]
    fields = [[blocks.text(language.text(one), "cell"), ""] for one in _FIELDS]
    return [
        Heading(language.text(N_("Form for updates")), "h1", 1, FORM),
        blocks.text(said),
        blocks.gap(S2),
        _lines(_ABOUT, width, sheet),
        blocks.gap(S3),
        Boxes([language.text(one) for one in _WHAT], width),
        blocks.gap(S2),
        _grid(head, fields, width),
        blocks.gap(S3),
        _lines(_WHO, width, sheet),
        blocks.gap(S1),
        blocks.text(
            language.text(N_("Your name is used to ask back, and is not printed.")), "label"
        ),
    ]


def _lines(said: Sequence[str], width: float, sheet: Sheet) -> Table:
    """Return labels with a line to write on, two beside each other."""
    cells = [blocks.text(sheet.language.text(one), "label") for one in said]
    rows = [[cells[at], "", cells[at + 1]] for at in range(0, len(cells), 2)]
    wide = (width - S3) / 2
    table = Table(rows, [wide, S3, wide], rowHeights=34)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("LINEBELOW", (0, 0), (0, -1), 0.6, paper.INK_3),
                ("LINEBELOW", (2, 0), (2, -1), 0.6, paper.INK_3),
            ]
        )
    )
    return table


def _grid(head: Sequence[str], rows: list[list[object]], width: float) -> Table:
    titles = [blocks.text(one, "head") for one in head]
    table = Table([titles, *rows], [width * 0.3, width * 0.7], rowHeights=[16] + [26] * len(rows))
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, paper.INK_2),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, paper.INK_3),
                ("LINEAFTER", (0, 0), (0, -1), 0.4, paper.LINE),
            ]
        )
    )
    return table
