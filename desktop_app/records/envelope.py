"""The questions that every kind of record shares."""

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Need, Question, Section, never

_MARKS = (
    Question(field="field", label=N_("Answer"), kind=Answer.LINE, need=Need.DRAFT),
    Question(
        field="access",
        label=N_("Who may see it"),
        kind=Answer.CODE,
        codes="access",
        need=Need.DRAFT,
    ),
)

REGISTER = Section(
    N_("Registration"),
    (
        Question(
            field="access",
            label=N_("Who may see it"),
            kind=Answer.CODE,
            codes="access",
            need=Need.READY,
            help=N_(
                "Public records may be printed and published; “this office only” never leaves it."
            ),
        ),
        Question(
            field="field_access",
            label=N_("Answers with an access of their own"),
            kind=Answer.ROWS,
            rows=_MARKS,
            key=("field",),
            applies=never,
            help=N_("It is set at each answer, for fewer readers than the record has."),
        ),
        Question(
            field="local_code",
            label=N_("Number in your own registry"),
            kind=Answer.LINE,
            limit=60,
            in_title=True,
            help=N_("The number in your national system, so that both can be compared."),
        ),
        Question(
            field="last_verified",
            label=N_("Last verified on"),
            kind=Answer.DATE,
            help=N_("When somebody last confirmed that this still holds. Example: 2026-03."),
        ),
    ),
    "registration",
)
DEFAULTS = {"access": "GOV"}
