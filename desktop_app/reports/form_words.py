"""How a blank form says things, in one language or in two beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.language import BETWEEN, N_, Language, both
from desktop_app.records.codes import code_list
from desktop_app.records.conditions import Clause, clauses
from desktop_app.records.questionnaire import Need, Question
from desktop_app.reports.letters import markup
from desktop_app.reports.paper import style
from desktop_app.reports.tagging.flowables import Words as Said

_NEEDS = {
    Need.EXECUTION: N_("once it is under way"),
    Need.COMPLETED: N_("once it is completed"),
}
_REQUIRED = (Need.DRAFT, Need.READY, Need.EXECUTION, Need.COMPLETED)
STAR, PLUS = "*", "+"


@dataclass(frozen=True, slots=True)
class Words:
    """The one or two languages of a form; two texts that are the same are set once."""

    language: Language
    second: Language | None = None

    @property
    def languages(self) -> list[Language]:
        return [self.language, *([self.second] if self.second else [])]

    def parts(self, message: str, /, **values: object) -> list[str]:
        """Return a marked text in each language, what is the same only once."""
        return self.text(message, **values).split(BETWEEN)

    def text(self, message: str, /, **values: object) -> str:
        return _both((one.code, one.text(message, **values)) for one in self.languages)

    def label(self, codes: str, code: str) -> str:
        """Return the label of a code."""
        known = code_list(codes)
        return _both((one.code, known.label(code, one.code)) for one in self.languages)

    def title_of(self, codes: str) -> str:
        """Return the name of a code list."""
        known = code_list(codes)
        return _both((one.code, known.title(one.code)) for one in self.languages)

    def head(self, question: Question) -> Said:
        """Return a question as it is asked: its words and whether an answer is needed."""
        return Said(self._marked(question), style("bold"))

    def cell_head(self, question: Question, note: int = 0) -> Said:
        """Return the head of a column or of a small cell, with the number of its note below.

        It is smaller than a head elsewhere: the room is for writing.
        """
        look = style("head").clone("cell head", fontSize=6.3, leading=7.4)
        noted = superscript(note) if note else ""
        return Said(self._marked(question) + noted, look)

    def _marked(self, question: Question) -> str:
        first, *other = self.parts(question.label)
        said = f"{markup(first)}{_mark_of(question)}"
        return said + "".join(f' <font name="SurcoSans">/ {markup(one)}</font>' for one in other)

    def hints(self, question: Question, among: Sequence[Question]) -> list[str]:
        """Return what stands small below a question: help, when it is needed, its condition."""
        said = self.parts(question.help) if question.help else []
        if question.need in _NEEDS:
            said.append(f"{STAR} {self.text(_NEEDS[question.need])}")
        told = clauses(question, among)
        return [*said, *([self.conditions(told)] if told else [])]

    def conditions(self, told: Iterable[Clause]) -> str:
        """Return when a question is asked, as a sentence in each language."""
        told = list(told)
        return _both(
            (language.code, " · ".join(_condition(one, language) for one in told))
            for language in self.languages
        )


def superscript(note: int) -> str:
    """Return the number of a note, small and raised."""
    return f'<super size="4.6" rise="2.2">{note}</super>'


def _mark_of(question: Question) -> str:
    if question.need in _REQUIRED:
        return f' <font color="#B3261E">{STAR}</font>'
    return f' <font color="#245A8D">{PLUS}</font>' if question.need is Need.RECOMMENDED else ""


def _condition(clause: Clause, language: Language) -> str:
    question = language.text(clause.question.label)
    if not clause.codes:
        return language.text(N_("Only when “{question}” is answered"), question=question)
    known = code_list(clause.question.codes or "yes_no")
    answers = ", ".join(known.label(code, language.code) for code in clause.codes)
    said = (
        N_("Not when “{question}” is: {answers}")
        if clause.but
        else N_("Only when “{question}” is: {answers}")
    )
    return language.text(said, question=question, answers=answers)


def _both(said: Iterable[tuple[str, str]]) -> str:
    """Return a text in both languages on one line, however long it is."""
    return both(said, between=BETWEEN)
