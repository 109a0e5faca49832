"""Smaller blocks for pages that hold many records: facts in small type, and lines with a label."""

from collections.abc import Sequence

from reportlab.platypus import TableStyle

from desktop_app.reports import paper
from desktop_app.reports.blocks import Story, is_tall
from desktop_app.reports.letters import BOLD, markup
from desktop_app.reports.paper import S2, style
from desktop_app.reports.tagging.flowables import Grid, Shape, Tag, Words

Pairs = Sequence[tuple[str, str]]
_LABEL = f'<font size="6.8" color="#{paper.INK_3.hexval()[2:]}">'
_GRID = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.4, paper.LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), S2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)


def small_facts(pairs: Pairs, width: float, columns: int) -> Story:
    """Return label over value in a grid of small type; a pair without a value is left out."""
    kept = [(label, value) for label, value in pairs if value]
    if not kept:
        return []
    each = width / columns
    cells: list[Words | str] = [
        Words(
            f"{_LABEL}{markup(label)}</font><br/>{markup(value)}", style("cell"), tag=Tag("LBody")
        )
        for label, value in kept
    ]
    lines = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    lines[-1] += [""] * (columns - len(lines[-1]))
    tall = any(is_tall(value, each) for _, value in kept)
    shape = Shape("cells")
    return [Grid(lines, [each] * columns, style=_GRID, splitInRow=int(tall), shape=shape)]


def labelled(label: str, said: str) -> Story:
    """Return a text in small type behind its label, nothing where there is no text."""
    if not said:
        return []
    return [Words(f'<font name="{BOLD}">{markup(label)}</font>  {markup(said)}', style("labelled"))]


def two_columns(left: Story, right: Story, width: float) -> Grid:
    """Return two short stories side by side with white space between them."""
    pair = Grid([[left, right]], [width / 2 + S2, width / 2 - S2], splitInRow=1)
    pair.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (0, 0), 2 * S2),
                ("RIGHTPADDING", (1, 0), (1, 0), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return pair


def beginning(text: str, most: int) -> str:
    """Return whole sentences of up to `most` letters and […] for the rest, else the text itself."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = max(text.rfind(mark, 0, most) + len(mark) - 1 for mark in (". ", "; ", "? ", "! "))
    if cut < most // 3:
        cut = text.rfind(" ", 0, most)
    return f"{text[: cut if cut > 0 else most].rstrip()} […]"
