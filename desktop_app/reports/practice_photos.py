"""Photographs on the sheet of a practice: up to three in a row, as high as each other."""

import io
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepTogether, TableStyle

from desktop_app.language import N_
from desktop_app.records.attached import file_said
from desktop_app.records.record import Record
from desktop_app.reports import blocks, links, paper
from desktop_app.reports.blocks import Story
from desktop_app.reports.paper import S1, S2, S3, Sheet
from desktop_app.reports.tagging.canvas import figure
from desktop_app.reports.tagging.flowables import Grid
from desktop_app.reports.told_table import Column, Row, plain, told_table

MOST = 3
_TALLEST, _TALLEST_ALONE = 200.0, 250.0  # points
_NARROWEST, _WIDEST = 0.7, 2.6  # width to height; what is beyond is cut at both ends
_NEED = 90


class Photograph(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A picture that fills its place, with round corners; `alt` says what it shows."""

    def __init__(self, picture: ImageReader, wide: float, high: float, alt: str) -> None:
        super().__init__()
        self.picture, self.width, self.height, self.alt = picture, wide, high, alt

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        dots_wide, dots_high = self.picture.getSize()
        scale = max(self.width / dots_wide, self.height / dots_high)
        wide, high = dots_wide * scale, dots_high * scale
        with figure(self, self.alt):
            canvas.saveState()
            edge = canvas.beginPath()
            edge.roundRect(0, 0, self.width, self.height, paper.RADIUS)
            canvas.clipPath(edge, stroke=0, fill=0)
            left, below = (self.width - wide) / 2, (self.height - high) / 2
            canvas.drawImage(self.picture, left, below, wide, high, mask="auto")
            canvas.restoreState()


def permitted(record: Record) -> list[Row]:
    """Return the photographs that may be published."""
    return [row for row in record.rows("photos") if row.get("permission") == "Y"]


def photographs(record: Record, contents: Mapping[str, bytes], sheet: Sheet) -> Story:
    """Return the pictures there are, in a row over the whole width, each with what it shows.

    `contents` are pictures that this program itself has encoded, by the id of their row.
    """
    rows = [row for row in permitted(record) if row["id"] in contents][:MOST]
    if not rows:
        return []
    pictures = [ImageReader(io.BytesIO(contents[row["id"]])) for row in rows]
    shapes = [
        min(max(wide / high, _NARROWEST), _WIDEST)
        for wide, high in (one.getSize() for one in pictures)
    ]
    tallest = _TALLEST if len(rows) > 1 else _TALLEST_ALONE
    high = min((sheet.width - S3 * (len(rows) - 1)) / sum(shapes), tallest)
    cells = [
        [Photograph(picture, shape * high, high, _alt(row, sheet)), *_caption(row, sheet)]
        for row, picture, shape in zip(rows, pictures, shapes, strict=True)
    ]
    widths = [shape * high + S3 for shape in shapes]
    widths[-1] -= S3
    grid = Grid([cells], widths)
    grid.hAlign = "LEFT"
    grid.setStyle(_layout())
    return [blocks.gap(S2), KeepTogether([grid]), blocks.gap(S2)]


def _layout() -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-2, -1), S3),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )


def _alt(row: Row, sheet: Sheet) -> str:
    return row.get("name") or sheet.language.first.text(N_("Photograph"))


def _caption(row: Row, sheet: Sheet) -> Story:
    said: Story = [blocks.gap(S1)]
    if row.get("name"):
        said.append(blocks.text(row["name"], "cell"))
    if row.get("credit"):
        text = sheet.language.text(N_("Photograph by: {name}"), name=row["credit"])
        said.append(blocks.text(text, "label"))
    if row.get("link"):
        said.append(links.web(row["link"], row["link"], "label"))
    return said


def not_shown(
    record: Record, contents: Mapping[str, Any], lost: Collection[str], sheet: Sheet
) -> Story:
    """Return a list of the other photographs and where they lie; `lost` could not be shown."""
    shown = [row["id"] for row in permitted(record) if row["id"] in contents][:MOST]
    rows: Sequence[Row] = [row for row in permitted(record) if row["id"] not in shown]
    language = sheet.language

    def filed(row: Row) -> str:
        if not row.get("file"):
            return ""
        said = file_said(row["file"], language)
        if row["id"] in lost:
            said = language.text(N_("{file}: not here, or no picture"), file=said)
        return said

    columns = (
        Column(N_("What it shows"), 2, plain("name")),
        Column(N_("Photograph by"), 1.2, plain("credit")),
        Column(N_("Link"), 2, plain("link")),
        Column(N_("File"), 1.6, filed),
    )
    table = told_table(columns, rows, sheet)
    title = language.text(N_("More photographs") if shown else N_("Photographs"))
    return [] if table is None else [*blocks.h2(title, _NEED), table]
