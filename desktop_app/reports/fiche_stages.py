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
        self.height = self.HIGH

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        with figure(self, words.label("stage", self.stage, self.language)):
            self._draw_path()

    def _draw_path(self) -> None:
        path = ["SUS" if one == "EXE" and self.stage == "SUS" else one for one in _PATH]
        if self.stage not in path:
            path = [self.stage]
        reached = path.index(self.stage)
        each = (self.width - self.GAP * (len(path) - 1)) / len(path)
        for at, code in enumerate(path):
            ground, ink = _colours(code, at - reached)
            x = at * (each + self.GAP)
            self.canv.setFillColor(ground)
            self.canv.roundRect(x, 0, each, self.HIGH, 4, stroke=0, fill=1)
            font = BOLD if at == reached else REGULAR
            said = letters.markup(words.label("stage", code, self.language))
            look = style("cell").clone(
                "stage", fontName=font, textColor=ink, fontSize=7.5, leading=9, alignment=TA_CENTER
            )
            label = Paragraph(said, look)
            _, high = label.wrap(each - 6, self.HIGH)
            label.drawOn(self.canv, x + 3, (self.HIGH - high) / 2 + 0.5)


def _colours(code: str, distance: int) -> tuple[paper.Colour, paper.Colour]:
    """Return ground and ink of a stage that lies so many steps from the present one."""
    if distance > 0:
        return paper.SUNKEN, paper.INK_3
    if distance < 0:
        return paper.ACCENT_SOFT, paper.INK_2
    return {"SUS": paper.WARNING, "CAN": paper.INK_2, "": paper.INK_3}.get(
        code, paper.ACCENT
    ), paper.PAPER
