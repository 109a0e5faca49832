"""Blocks of a fiche: the band of stages, and who contributed what."""

from collections.abc import Mapping

from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Flowable, Paragraph

from desktop_app.language import N_, Language
from desktop_app.records.initiative_money import BASE_CURRENCY
from desktop_app.records.rates import usd_amount
from desktop_app.records.record import Record
from desktop_app.reports import blocks, letters, paper, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import BOLD, DASH, REGULAR
from desktop_app.reports.paper import Sheet, style

_PATH = ("REQ", "FOR", "APP", "EXE", "COM")
_IN_KIND = "KIND"


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


def contributions(record: Record, sheet: Sheet) -> Story:
    """Return who contributes what: a line for each money line, by payer and kind."""
    language, lines = sheet.language, record.rows("money")
    heading = blocks.h2(language.text(N_("Contributions by party")))
    if not lines:
        said = language.text(words.NOT_REPORTED)
        return [*heading, blocks.text(said[:1].upper() + said[1:], "hint")]
    head = [N_("Paid by"), N_("Kind"), N_("Period"), N_("Cash or in kind"), N_("Amount")]
    order = ("BUD", "BUDREV", "COM", "DIS", "EXE", "REP")
    lines.sort(
        key=lambda line: (
            line.get("payer", ""),
            order.index(line["kind"]) if line.get("kind") in order else len(order),
            line.get("period_start", ""),
            line.get("id", ""),
        )
    )
    rows = [_contribution(line, language) for line in lines]
    widths = blocks.columns(sheet.width, 1.3, 1.4, 1.6, 2.1, 1.4)
    return [*heading, blocks.table([language.text(said) for said in head], rows, widths, (4,))]


def _contribution(line: Mapping[str, str], language: Language) -> list[str]:
    start, end = line.get("period_start", ""), line.get("period_end", "")
    period = language.date(start) if start else DASH
    if end and end != start:
        period += f" {DASH} {language.date(end)}"
    return [
        words.label("party", line.get("payer"), language),
        words.label("money_kind", line.get("kind"), language),
        period,
        _basis(line, language),
        "\n".join(_amounts(line, language)) or DASH,
    ]


def _basis(line: Mapping[str, str], language: Language) -> str:
    cash = words.label("cash_kind", line["cash_kind"], language) if line.get("cash_kind") else ""
    if line.get("cash_kind") == _IN_KIND:
        named = line.get("inkind_cat")
        return words.joined([cash, words.label("inkind", named, language) if named else ""])
    refund = words.label("refund", line["refund"], language) if line.get("refund") else ""
    return words.joined([cash, refund]) or DASH


def _amounts(line: Mapping[str, str], language: Language) -> list[str]:
    """Return quantity and amount, those that are there."""
    said = []
    if line.get("quantity"):
        unit = words.label("unit", line["unit"], language) if line.get("unit") else ""
        said.append(f"{language.number(line['quantity'])} {unit}".strip())
    if line.get("amount"):
        currency = line.get("currency") or "?"
        said.append(language.amount(line["amount"], currency))
        dollars = usd_amount(line)
        if dollars is not None and currency != BASE_CURRENCY:
            said.append(f"= {language.amount(str(dollars), BASE_CURRENCY)}")
    return said
