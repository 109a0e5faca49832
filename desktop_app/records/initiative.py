"""Initiatives: programmes, projects and actions."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.initiative_money import MONEY
from desktop_app.records.initiative_results import ACTIVITIES, AROUND, RESULTS
from desktop_app.records.initiative_what import HOW, WHAT, WHERE
from desktop_app.records.initiative_when import APPROVED, WHEN
from desktop_app.records.initiative_who import WHO
from desktop_app.records.questionnaire import Answer, Kind, Question, Section, Values


def _kept_in_office(values: Values) -> bool:
    return values.get("access") == "OFC" and values.get("stage") in APPROVED


CONFIDENTIAL = Question(
    field="confidentiality_reason",
    label=N_("Why it does not leave the office"),
    kind=Answer.LINE,
    applies=_kept_in_office,
)
IDENTIFIER = Question(
    field="iati_id",
    label=N_("IATI identifier"),
    kind=Answer.LINE,
    in_title=True,
    help=N_("The identifier under which it is published, if it is."),
)

INITIATIVE = Kind(
    name="initiative",
    title=N_("Initiative"),
    plural=N_("Initiatives"),
    sections=(
        WHAT,
        WHO,
        WHEN,
        HOW,
        WHERE,
        MONEY,
        RESULTS,
        ACTIVITIES,
        AROUND,
        Section(REGISTER.title, (*REGISTER.questions, CONFIDENTIAL, IDENTIFIER), REGISTER.name),
    ),
)
