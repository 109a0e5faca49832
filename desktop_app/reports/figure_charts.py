"""The chart of a statistical table, one for paper and window: which drawing tells which figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.language import Language
from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import Figure, Number, Row
from desktop_app.records.figures.words import cell_text, key_texts
from desktop_app.reports import charts
from desktop_app.reports.charts import Bar, Goal, Look, Party, Roles, Series, Small, Tone
from desktop_app.reports.drawings.region import PLACES
from desktop_app.reports.letters import DASH
from desktop_app.tokens import LIGHT, Tokens

_MOST_BARS, _MOST_PARTIES, _MOST_SMALL = 12, 14, 8
_SIDE_TONES: tuple[tuple[str, Tone], ...] = (
    ("provider", "provider"),
    ("second", "info"),
    ("recipient", "recipient"),
    ("both", "both"),
    ("other", "ink2"),
    ("unstated", "line"),
)
_STAGE_TONES: Mapping[str, Tone] = {
    "REQ": "accent_soft",
    "FOR": "#A9D3C8",
    "APP": "#6FB3A2",
    "EXE": "accent",
    "SUS": "warning",
    "COM": "info",
    "CAN": "ink3",
    "": "line",
}
_PART_TONES: Sequence[Tone] = ("accent", "recipient", "both", "info", "warning", "ink3", "line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """Where a chart is drawn: how wide (points), in whose language, and in light or dark."""

    width: float
    language: Language
    shade: Tokens = LIGHT

    def look(self, figure: Figure) -> Look:
        return Look(self.language.text(figure.title), self.language, self.shade)


Draw = Callable[[Figure, Canvas], "charts.Figure | None"]


def chart_of(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    """Return the drawing of a figure; None for one that is told best by its table alone."""
    draw = _DRAWN.get(figure.id)
    return draw(figure, canvas) if draw is not None and figure.rows else None


def _value(figure: Figure, row: Row, name: str) -> Number | None:
    return figure.cell(row, name).value


def _parts(tones: Mapping[str, Tone] | None = None, key: int = 0) -> Draw:
    """Return what draws one bar parted among the rows, brought together by one of their keys."""

    def draw(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
        sums: dict[str, int] = {}
        for row in figure.rows:
            sums[row.key[key]] = sums.get(row.key[key], 0) + int(_value(figure, row, "n") or 0)
        parts = [
            (
                figure.keys[key].label(code, canvas.language),
                value,
                tones.get(code, "ink2") if tones else _PART_TONES[at % len(_PART_TONES)],
            )
            for at, (code, value) in enumerate(sums.items())
            if value
        ]
        whole = sum(value for _, value, _ in parts)
        return charts.stacked(parts, canvas.width, whole, canvas.look(figure)) if parts else None

    return draw


def side_parts(figure: Figure, party: str, canvas: Canvas) -> "charts.Figure | None":
    """Return I5 of one party as a bar parted among the sides it stands on."""
    row = figure.row(party)
    if row is None:
        return None
    parts = [
        (figure.column(name).head(canvas.language), value, tone)
        for name, tone in _SIDE_TONES
        if (value := int(_value(figure, row, name) or 0))
    ]
    whole = sum(value for _, value, _ in parts)
    return charts.stacked(parts, canvas.width, whole, canvas.look(figure))


def _sides(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    own = side_parts(figure, figure.about.party, canvas)
    return own or _lines(("provider", "provider"), ("recipient", "recipient"))(figure, canvas)


def _lines(*series: tuple[str, Tone]) -> Draw:
    """Return what draws bars: a line for each row, a bar for each of these columns and tones.

    Columns that a figure does not have fall away; with none of them left there is no chart.
    """

    def draw(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
        names = {column.name for column in figure.columns}
        told = [(name, tone) for name, tone in series if name in names]
        told = [one for one in told if any(_value(figure, row, one[0]) for row in figure.rows)]
        if not told:
            return None
        rows = [
            Bar(
                " · ".join(key_texts(figure, row, canvas.language)),
                [_value(figure, row, name) for name, _ in told],
            )
            for row in figure.rows[:_MOST_BARS]
        ]
        shown = [Series(figure.column(name).head(canvas.language), tone) for name, tone in told]
        return charts.bars(rows, shown, canvas.width, canvas.look(figure))

    return draw


def _sectors(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    """Return sectors as provider against recipient; of all together where nobody has a side."""
    sided = _lines(("provider", "provider"), ("recipient", "recipient"))(figure, canvas)
    return sided or _lines(("n", "accent"))(figure, canvas)


def _goals(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    tiles = []
    for row in figure.rows:
        code = row.key[0]
        texts = [
            cell_text(figure.column(name), cell, canvas.language) if cell.value else DASH
            for name in ("main", "named")
            for cell in [figure.cell(row, name)]
        ]
        named = bool(_value(figure, row, "named"))
        name = code_list("sdg_goal").label(code, canvas.language.code)
        tiles.append(Goal(code, name, " / ".join(texts), named))
    return charts.goals(tiles, canvas.width, look=canvas.look(figure))


def _region(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    """Return the grid of the states; the state these figures are of has a line around it."""
    figures: dict[str, Number | None] = {
        row.key[0]: _value(figure, row, "n")
        for row in figure.rows
        if row.key[0] in PLACES and row.key[0] != figure.about.party
    }
    if not figures:
        return None
    return charts.region(figures, canvas.width, canvas.look(figure), here=figure.about.party)


def _matrix(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    counted: dict[str, int] = {}
    for row in figure.rows:
        for code in row.key:
            counted[code] = counted.get(code, 0) + int(_value(figure, row, "n") or 0)
    most = sorted(counted, key=lambda code: (-counted[code], code))[:_MOST_PARTIES]
    names = code_list("party")
    parties = [Party(code, names.label(code, canvas.language.code)) for code in sorted(most)]
    pairs = {
        (row.key[0], row.key[1]): _value(figure, row, "n")
        for row in figure.rows
        if set(row.key) <= set(most)
    }
    giving = [one for one in parties if any(pair[0] == one.code for pair in pairs)]
    taking = [one for one in parties if any(pair[1] == one.code for pair in pairs)]
    axes = (canvas.language.text(figure.keys[0].title), canvas.language.text(figure.keys[1].title))
    roles = Roles(giving, taking, pairs, axes)
    return charts.matrix(roles, canvas.width, canvas.look(figure))


def _years(figure: Figure, canvas: Canvas) -> "charts.Figure | None":
    """Return a small chart of years for each modality; two years at least, else there is none."""
    years = sorted({row.key[0] for row in figure.rows})
    if len(years) < 2:  # noqa: PLR2004 - one year is no development
        return None
    span = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    sums: dict[str, dict[str, int]] = {}
    for row in figure.rows:
        year, modality = row.key[0], row.key[1]
        found = sums.setdefault(modality, dict.fromkeys(span, 0))
        found[year] += int(_value(figure, row, "n") or 0)
    small = [
        Small(figure.keys[1].label(modality, canvas.language), list(points.items()))
        for modality, points in list(sums.items())[:_MOST_SMALL]
    ]
    return charts.multiples(small, canvas.width, across=4, look=canvas.look(figure))


_DRAWN: Mapping[str, Draw] = {
    "I1": _parts(),
    "I1-year": _years,
    "I1-stage": _parts(_STAGE_TONES),
    "I2": _region,
    "I3": _matrix,
    "I3-both": _matrix,
    "I4": _lines(("weight", "accent")),
    "I5": _sides,
    "I6": _sectors,
    "I6-area": _sectors,
    "I7": _goals,
    "I9": _lines(("median", "accent"), ("mean", "info")),
    "I10": _lines(("median", "accent"), ("mean", "info")),
    "I11": _lines(("median", "accent")),
    "I13": _lines(("usd", "accent")),
    "I15": _parts(),
    "I16-totals": _lines(("total", "accent")),
    "I18": _lines(("objective", "accent"), ("main", "info")),
    "I20-kind": _parts(),
    "I21": _lines(("open", "accent"), ("closed", "info")),
    "I21-gap": _lines(("requests", "recipient"), ("offers", "provider")),
    "I22": _lines(("n", "accent"), ("verified", "info")),
    "I23": _parts(),
    "I23-sector": _lines(("n", "accent")),
    "Q1": _lines(("mean", "accent")),
    "Q3": _lines(("members", "accent"), ("confirmed", "info")),
}
