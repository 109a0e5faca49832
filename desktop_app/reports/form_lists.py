"""The codes of a blank form: to tick, as a key below a table, or in its annex."""

from dataclasses import dataclass, field

from reportlab.platypus import Table, TableStyle

from desktop_app.language import N_
from desktop_app.records.codes import Code, code_list
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.reports import blocks, letters, paper
from desktop_app.reports.blocks import Story
from desktop_app.reports.form_words import Words
from desktop_app.reports.letters import markup
from desktop_app.reports.paper import S2, Sheet, style
from desktop_app.reports.tagging.flowables import Words as Said
from desktop_app.reports.together import on_one_page

MOST_TICKED = 16
_MOST_IN_KEY = 8
_MOST_PRINTED = 45
_PARTY = "party"
# Lists of others that are too long for paper: how their codes are written.
_ELSEWHERE = {
    "country": N_("Two letters of ISO 3166-1. Example: BO"),
    "currency": N_("Three letters of ISO 4217. Example: USD"),
    "language": N_("Two letters of ISO 639-1: es, en, pt, fr, ht, qu …"),
    "sdg_target": N_("The number of the target. Example: 6.4"),
    "crs_purpose": N_("Five digits of the OECD's purpose codes. Example: 14010"),
    "finance_type": N_("Three digits of the OECD's types of finance. Example: 421"),
}
_FREE = N_("In words")


@dataclass(slots=True)
class Lists:
    """Which lists the questions so far need in the annex, in the order they were met."""

    words: Words
    needed: list[str] = field(default_factory=list)

    def ticked(self, question: Question) -> bool:
        """Tell whether the answers of a question are few enough to tick."""
        if question.kind is Answer.YESNO:
            return True
        return len(code_list(question.codes).active()) <= MOST_TICKED

    def answers(self, question: Question) -> list[str]:
        """Return the labels of the answers to tick."""
        name = question.codes or "yes_no"
        return [self.words.label(name, one.code) for one in code_list(name).active()]

    def reference(self, name: str) -> str:
        """Return where the codes of a list are found: in the annex, or in a standard."""
        if name == _PARTY:
            return " · ".join([self.reference("country"), self.reference("mechanism")])
        if not listed(name):
            return self.words.text(_ELSEWHERE.get(name, _FREE))
        if name not in self.needed:
            self.needed.append(name)
        return self.words.text(N_("List {letter}"), letter=self._letter(name))

    def key(self, columns: list[Question]) -> Story:
        """Return what the codes in a table mean, as one small paragraph."""
        using: dict[str, list[str]] = {}
        for one in columns:
            if one.kind in (Answer.CODE, Answer.CODES) and not one.open_list:
                using.setdefault(one.codes, []).append(self.words.text(one.label))
        said = []
        for name, heads in using.items():
            head = f'<font name="{letters.BOLD}">{markup(", ".join(heads))}:</font>'
            said.append(f"{head} {markup(self._meaning(name))}")
        look = style("hint").clone("key", fontSize=6.6, leading=8.6)
        return [Said(" &nbsp; ".join(said), look)] if said else []

    def _meaning(self, name: str) -> str:
        """Return the codes of a short list with their labels, of a long one where they are."""
        codes = code_list(name).active()
        if len(codes) > _MOST_IN_KEY:
            return self.reference(name)
        return " · ".join(f"{one.code}\u00a0{self.words.label(name, one.code)}" for one in codes)

    def annex(self, sheet: Sheet) -> Story:
        """Return the lists that were needed, each under its letter; few stay on one page."""
        if not self.needed:
            return []
        story: Story = []
        head = blocks.h1(self.words.text(N_("Annex: codes to write")))
        for name in self.needed:
            title = f"{self._letter(name)}  {self.words.title_of(name)}"
            known = _ELSEWHERE.get(name)
            told = [blocks.text(self.words.text(known), "hint")] if known else []
            grid = _columns(name, listed(name), self.words, sheet)
            parts = [*head, *blocks.h2(title), *told, blocks.gap(2), grid]
            story.append(blocks.together(parts))  # no list is parted: it is looked up in often
            head = []
        return on_one_page(story, sheet.width, sheet.high)

    def _letter(self, name: str) -> str:
        at = self.needed.index(name)
        return chr(ord("A") + at) if at < 26 else f"A{at - 25}"  # noqa: PLR2004 - letters


def listed(name: str) -> list[Code]:
    """Return the codes that are printed: all of a short list, of the countries those near."""
    codes = code_list(name).active()
    if name == "country":
        return [one for one in codes if one.extra.get("lac") == "1"]
    return codes if len(codes) <= _MOST_PRINTED else []


def _columns(name: str, codes: list[Code], words: Words, sheet: Sheet) -> object:
    across = 2 if words.second else 3
    deep = -(-len(codes) // across)
    look = style("cell").clone("listed", fontSize=7, leading=8.6)
    strong = style("bold").clone("listed code", fontSize=7, leading=8.6)
    code_wide = max(letters.width(one.code, 7.2, letters.BOLD) for one in codes) + S2 + 1
    rows = []
    for row in range(deep):
        line: list[object] = []
        for one in codes[row::deep]:
            said = words.label(name, one.code)
            line += [
                Said(markup(one.code), strong),
                Said(markup(said), look),
            ]
        rows.append([*line, *[""] * (2 * across - len(line))])
    widths = [code_wide, sheet.width / across - code_wide] * across
    grid = Table(rows, widths)
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, paper.LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), S2),
                ("TOPPADDING", (0, 0), (-1, -1), 0.8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
            ]
        )
    )
    return grid
