"""What an answer says: a sentence, counts, and each record with what became of it and why."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.actions import records, roads
from desktop_app.actions.answers import Answered
from desktop_app.errors import UnknownRecord
from desktop_app.language import N_, N_plural
from desktop_app.records.merge import Outcome
from desktop_app.ui.parts.outcome_words import OUTCOMES
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.style import S2, S3, label

_HEIGHT = 260
_ACCEPTED = N_plural("{n} accepted", "{n} accepted")
_RECEIVED = N_plural("{n} received", "{n} received")
_RETURNED = N_plural("{n} returned for correction", "{n} returned for correction")
_CHANGED = N_plural("{n} changed by the Secretariat", "{n} changed by the Secretariat")
_FILES_MISSING = N_plural("{n} file has not arrived there", "{n} files have not arrived there")


class AnswerBlock(QWidget):
    """Hidden until an answer was read."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        say = page.language.text
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, S3)
        box.setSpacing(S2)
        self.result = label("", "strong")
        self.counts = label("", "secondary")
        self.results = PlainTable(
            [
                Heading(say(N_("Record")), 176),
                Heading(say(N_("Title"))),
                Heading(say(N_("What became of it")), 170),
                Heading(say(N_("Why")), 220),
            ],
            self,
        )
        self.view = lines_view(self.results, say(N_("What the answer says")))
        for shown in (self.result, self.counts, self.view):
            box.addWidget(shown)
        self.hide()

    def show_answer(self, answer: Answered) -> None:
        """Say what an answer brought."""
        words = self._page.language
        text = N_("{office} answered bundle {number}.")
        if answer.already:
            text = N_("This answer of {office} to bundle {number} was read before.")
        number = words.number(answer.about)
        self.result.setText(words.text(text, office=answer.office, number=number))
        counts = (
            (_ACCEPTED, answer.accepted),
            (_RECEIVED, answer.received),
            (_RETURNED, answer.returned),
            (_CHANGED, answer.changed),
            (_FILES_MISSING, answer.files_missing),
        )
        told = [words.plural(forms, count) for forms, count in counts if count]
        notes = [words.sentence(note) for note in answer.notes]
        if answer.new_seal:
            notes.append(
                words.text(N_("Your new seal is taken there; from now on it seals alone."))
            )
        self.counts.setText("\n".join([", ".join(told), *notes]))
        levels = roads.is_above(self._page.office, answer.office)  # then it matters who says so
        self.results.show([self._line(one, levels=levels) for one in answer.results])
        fit_height(self.view, _HEIGHT)
        self.show()

    def _line(self, result: Mapping[str, Any], *, levels: bool) -> Line:
        words = self._page.language
        sign, colour, word, _forms = OUTCOMES[Outcome(result["outcome"])]
        became, why = words.text(word), words.text(result["reason"])
        if result["question"]:
            became, why = words.text(N_("a question")), words.sentence(result["question"])
        return Line(
            (
                result["human_code"],
                self._title_of(result["uid"]),
                f"{became} · {result['by']}" if levels else became,
                why,
            ),
            result["uid"],
            icon=sign,
            colour=colour,
        )

    def _title_of(self, uid: str) -> str:
        office, language = self._page.office, self._page.language.code
        try:
            return records.title_of(records.find(office, uid), language)
        except UnknownRecord:
            return ""  # an office may answer for what is not here
