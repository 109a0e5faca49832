"""The recovery sheet of a seal: letters for the safe, and what to do with them one day."""

from dataclasses import dataclass
from pathlib import Path

from reportlab.platypus import Flowable

from desktop_app.language import N_, Language
from desktop_app.records.progress import SILENT, Progress
from desktop_app.reports import blocks, letters, paper
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import BOLD, REGULAR
from desktop_app.reports.paper import S1, S2, S3, Sheet, write
from desktop_app.reports.tagging.canvas import content

_NOW = (
    N_("Print this page once, on paper; then delete the file from the computer and the stick."),
    N_("Compare the print with the screen: all fourteen groups must be readable."),
    N_("Put it into an envelope, write the name of the office on it, and lock it in the safe."),
    N_("Do not photograph it, copy it or send it: whoever has it can seal in the office's name."),
)
_ONE_DAY = (
    N_("Open Surco with the records of the office: from a backup, or set up anew."),
    N_("Choose “Our seal”, then “I have the recovery sheet”, and type the fourteen groups."),
    N_("If a letter is wrong, Surco says in which group. Capitals and spaces do not matter."),
    N_("Compare the digits that Surco shows with those at the foot of this box."),
    N_("Put this page back into the safe. What is sent then begins a new row of numbers."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What is printed; `groups` are 14 of four letters, `digits` those of the office's card."""

    office: str
    name: str
    digits: str
    groups: tuple[str, ...]
    printed_on: str


def write_recovery_sheet(
    path: Path, data: RecoverySheet, language: Language, step: Progress = SILENT
) -> None:
    """Write the sheet as a PDF that is its owner's alone."""
    sheet = Sheet(
        title=language.text(N_("Recovery sheet of the seal of {office}"), office=data.name),
        language=language,
        author=data.name,
        foot=[language.text(N_("Confidential: for the safe of the office."))],
    )
    write(path, sheet, _story(data, sheet), step, private=True)


def _story(data: RecoverySheet, sheet: Sheet) -> Story:
    language, width = sheet.language, sheet.width
    about = N_(
        "With this page the office gets its seal back when the computer is lost or broken, or the"
        " passphrase is forgotten. The records do not depend on it."
    )
    pairs = [
        (language.text(N_("Office")), data.office),
        (language.text(N_("Printed on")), language.date(data.printed_on)),
    ]
    inside = [
        blocks.text(language.text(N_("The fourteen groups")), "label"),
        blocks.gap(S1),
        Groups(data.groups, width - 2 * S3),
        blocks.gap(S2),
        blocks.text(
            language.text(
                N_("The letters I, L, O and U do not occur: what looks like them is a 1, a 0 or V.")
            ),
            "hint",
        ),
        blocks.gap(S2),
        blocks.text(language.text(N_("Digits of the card, to compare afterwards")), "label"),
        blocks.text(data.digits),
    ]
    return [
        *blocks.title_block(language.text(N_("Recovery sheet of the seal")), data.name),
        blocks.text(language.text(about), "lead"),
        blocks.gap(S2),
        *blocks.facts(pairs, width),
        blocks.gap(S2),
        blocks.panel(inside, width),
        *blocks.h1(language.text(N_("Now"))),
        blocks.numbered([language.text(said) for said in _NOW], width),
        *blocks.h1(language.text(N_("When the seal is lost"))),
        blocks.numbered([language.text(said) for said in _ONE_DAY], width),
    ]


class Groups(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Numbered groups of letters in two columns, far enough apart to be copied by hand."""

    SIZE, HIGH, APART = 19, 27, 4

    def __init__(self, groups: tuple[str, ...], width: float) -> None:
        super().__init__()
        self.groups, self.width = groups, width
        self.rows = -(-len(groups) // 2)
        self.height = self.rows * self.HIGH

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        letters.use_fonts()
        for at, group in enumerate(self.groups):
            left = (at // self.rows) * self.width / 2
            down = self.height - (at % self.rows + 1) * self.HIGH + 7
            with content(self.canv, "P"):
                self.canv.setFillColor(paper.ACCENT)
                self.canv.setFont(REGULAR, 9)
                self.canv.drawRightString(left + 18, down, str(at + 1))
                self.canv.setFillColor(paper.INK)
                self.canv.setFont(BOLD, self.SIZE)
                self.canv.drawString(left + 30, down, group, charSpace=self.APART)
