"""Charts of figures for the window: the drawing of the paper as SVG, and the text that says it."""

from dataclasses import dataclass

from desktop_app.language import Language
from desktop_app.records.figures.figure import Figure
from desktop_app.tokens import DARK, LIGHT


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart: its SVG, its size in points, and `alt`, what it says to those who do not see it."""

    svg: bytes
    width: float
    height: float
    alt: str


def drawn(figure: Figure, language: Language, width: float, *, dark: bool) -> Drawn | None:
    """Return the chart of a figure `width` points wide; None where its table says it best."""
    from desktop_app.reports.charts import svg
    from desktop_app.reports.figure_charts import Canvas, chart_of

    shade = DARK if dark else LIGHT
    chart = chart_of(figure, Canvas(width=width, language=language, shade=shade))
    if chart is None:
        return None
    return Drawn(svg(chart), chart.width, chart.height, chart.alt)
