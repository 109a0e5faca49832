"""A figure as plain data, for programs: codes beside words, exact numbers, the records behind."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desktop_app.language import Language
from desktop_app.records.figures.figure import Figure, Row
from desktop_app.records.figures.words import key_texts


def plain_of(figure: Figure, language: Language) -> dict[str, Any]:
    """Return a figure as JSON holds it.

    Whole numbers are numbers, others exact decimals as texts; null is not reported, or hidden where
    `hidden` names the column. `head` names the keys, then the columns; rows follow their order.
    """
    about, coverage = figure.about, figure.coverage
    return {
        "id": figure.id,
        "title": language.text(figure.title),
        "note": language.text(figure.note),
        "remarks": [language.sentence(remark) for remark in figure.remarks],
        "experimental": figure.experimental,
        "party": about.party,
        "period": {"since": about.period.since, "until": about.period.until},
        "cut_off": about.cut_off,
        "n": coverage.n,
        "of": coverage.of,
        "coverage": _plain(coverage.share),
        "lists": figure.lists,
        "head": [
            *({"title": language.text(key.title), "codes": key.codes} for key in figure.keys),
            *(
                {"name": column.name, "title": column.head(language), "unit": column.unit.value}
                for column in figure.columns
            ),
        ],
        "rows": [_row(figure, row, language) for row in figure.rows],
        "totals": [_row(figure, row, language) for row in figure.totals],
    }


def _row(figure: Figure, row: Row, language: Language) -> Mapping[str, Any]:
    names = [column.name for column in figure.columns]
    return {
        "key": list(row.key),
        "label": key_texts(figure, row, language),
        "values": [_plain(cell.value) for cell in row.cells],
        "hidden": [name for name, cell in zip(names, row.cells, strict=True) if cell.hidden],
        "uids": [list(cell.uids) for cell in row.cells],
    }


def _plain(value: int | Decimal | None) -> int | str | None:
    return f"{value:f}" if isinstance(value, Decimal) else value
