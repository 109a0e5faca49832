"""The questions of yes and no by which a proposal fits a source or does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.eligibility import NO, NOT_TOLD, YES, may_apply
from desktop_app.records.record import Record
from desktop_app.reports import words


@dataclass(frozen=True, slots=True)
class Rule:
    """A question of yes or no; `answer` is Y, N or empty where the source does not tell."""

    text: str
    answer: str
    country: str = ""

    def said(self, language: Language) -> str:
        """Return the question in the reader's words."""
        if not self.country:
            return language.text(self.text)
        return language.text(self.text, country=words.label("country", self.country, language))


def rules(record: Record, country: str) -> Sequence[Rule]:
    """Return the questions that decide whether a proposal fits, their answers from the record."""
    least, share = record["min_countries"], record["cofinancing_pct"]
    several = NOT_TOLD if least is None else _yes(least > 1)
    paid_back = record["refundability"] or ""
    found = [
        Rule(N_("Are projects of one country alone accepted?"), record["national_projects"] or ""),
        Rule(N_("Must several countries take part?"), several),
        Rule(
            N_("Is an endorsement needed?"),
            _yes(record["endorsement"] != "NONE") if record["endorsement"] else NOT_TOLD,
        ),
        Rule(
            N_("Is an own contribution asked for?"),
            NOT_TOLD if share is None else _yes(Decimal(share) > 0),
        ),
        Rule(
            N_("Does any of the money have to be paid back?"),
            _yes(paid_back in ("R", "MIX")) if paid_back else NOT_TOLD,
        ),
    ]
    if country not in code_list("country").codes:
        return found
    return [Rule(N_("May {country} apply?"), may_apply(record, country), country), *found]


def _yes(holds: bool) -> str:  # noqa: FBT001 - the answer itself
    return YES if holds else NO
