"""Where an initiative stands and how it came there."""

from desktop_app.language import N_
from desktop_app.records.finding import STARTED
from desktop_app.records.questionnaire import Answer, Need, Question, Section, Values

APPROVED = ("APP", *STARTED)
_HALTED = ("SUS", "CAN")


def _halted(values: Values) -> bool:
    return values.get("stage") in _HALTED


def _approved(values: Values) -> bool:
    return values.get("stage") in APPROVED or bool(values.get("approval_doc"))


STAGE = (
    Question(field="stage", label=N_("Stage"), kind=Answer.CODE, codes="stage", need=Need.DRAFT),
    Question(field="date", label=N_("Since"), kind=Answer.DATE, need=Need.READY),
    Question(field="reason", label=N_("Reason"), kind=Answer.LINE),
)
WHEN = Section(
    N_("Where it stands"),
    (
        Question(
            field="stage",
            label=N_("Stage"),
            kind=Answer.CODE,
            codes="stage",
            need=Need.READY,
            help=N_("Where it stands today, not where it should be."),
        ),
        Question(
            field="stage_reason",
            label=N_("Why it was suspended or cancelled"),
            kind=Answer.LINE,
            applies=_halted,
        ),
        Question(field="approval_date", label=N_("Approved on"), kind=Answer.DATE),
        Question(
            field="approval_doc",
            label=N_("Approved by (document)"),
            kind=Answer.LINE,
            applies=_approved,
            help=N_("The act, note or resolution that approved it, as it is quoted."),
        ),
        Question(
            field="planned_start",
            label=N_("Planned start"),
            kind=Answer.DATE,
            need=Need.READY,
            help=N_("A year or a month is enough: 2024, 2024-03, 2024-03-15."),
        ),
        Question(field="planned_end", label=N_("Planned end"), kind=Answer.DATE),
        Question(
            field="actual_start", label=N_("Actual start"), kind=Answer.DATE, need=Need.EXECUTION
        ),
        Question(field="actual_end", label=N_("Actual end"), kind=Answer.DATE, need=Need.COMPLETED),
        Question(
            field="stage_history",
            label=N_("How it came there"),
            kind=Answer.ROWS,
            rows=STAGE,
            key=("stage", "date"),
            view="initiative_stage",
            help=N_("Since when it was in each stage; the last row is the stage of today."),
        ),
    ),
    "when",
)
