"""The band of stages of a fiche."""

from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Flowable, Paragraph

from desktop_app.language import Language
from desktop_app.reports import letters, paper, words
from desktop_app.reports.letters import BOLD, REGULAR
from desktop_app.reports.paper import style
from desktop_app.reports.tagging.canvas import figure

_PATH = ("REQ", "FOR", "APP", "EXE", "COM")


class StageBand(Flowable):  # type: ignore[misc] # ReportLab has no types
    """The way of an initiative from request to end, with where it stands today.

    What was suspended or cancelled stands in its own colour with its own word.
    """

    HIGH, GAP = 27, 2

    def __init__(self, stage: str, language: Language, width: float) -> None:
        super().__init__()
        self.stage, self.language, self.width = stage, language, width
        self.path = ["SUS" if one == "EXE" and stage == "SUS" else one for one in _PATH]
        if stage not in self.path:
            self.path = [stage]
        self.each = (width - self.GAP * (len(self.path) - 1)) / len(self.path)
        said = [self._label(code, REGULAR, paper.INK) for code in self.path]
        tallest = max(one.wrap(self.each - 6, 1000)[1] for one in said)
        self.height = max(self.HIGH, tallest + 8)

    def _label(self, code: str, font: str, ink: paper.Colour) -> Paragraph:
        said = letters.markup(words.label("stage", code, self.language))
        look = style("cell").clone(
            "stage", fontName=font, textColor=ink, fontSize=7.5, leading=9, alignment=TA_CENTER
        )
        return Paragraph(said, look)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        said = words.label("stage", self.stage, self.language)
        with figure(self, letters.line(said)):
            self._draw_path()

    def _draw_path(self) -> None:
        path, each = self.path, self.each
        reached = path.index(self.stage)
        for at, code in enumerate(path):
            ground, ink = _colours(code, at - reached)
            x = at * (each + self.GAP)
            self.canv.setFillColor(ground)
            self.canv.roundRect(x, 0, each, self.height, 4, stroke=0, fill=1)
            font = BOLD if at == reached else REGULAR
            label = self._label(code, font, ink)
            _, high = label.wrap(each - 6, self.height)
            label.drawOn(self.canv, x + 3, (self.height - high) / 2 + 0.5)


def _colours(code: str, distance: int) -> tuple[paper.Colour, paper.Colour]:
    """Return ground and ink of a stage that lies so many steps from the present one."""
    if distance > 0:
        return paper.SUNKEN, paper.INK_3
    if distance < 0:
        return paper.ACCENT_SOFT, paper.INK_2
    return {"SUS": paper.WARNING, "CAN": paper.INK_2, "": paper.INK_3}.get(
        code, paper.ACCENT
    ), paper.PAPER
