"""How one applies to a cooperation source, and until when."""

from desktop_app.language import N_
from desktop_app.records.documents import DOCUMENT
from desktop_app.records.questionnaire import Answer, Need, Question, Section

CALL = (
    Question(field="name", label=N_("Call"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="opens", label=N_("Opens on"), kind=Answer.DATE),
    Question(field="closes", label=N_("Closes on"), kind=Answer.DATE),
    Question(
        field="yearly",
        label=N_("Closes each year on"),
        kind=Answer.LINE,
        limit=5,
        help=N_("Month and day. Example: 04-30"),
    ),
    Question(field="amount", label=N_("Amount of the call"), kind=Answer.AMOUNT),
    Question(field="state", label=N_("State"), kind=Answer.CODE, codes="call_state"),
    Question(field="link", label=N_("Link"), kind=Answer.LINE),
)
STEP = (
    Question(field="what", label=N_("Step"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="who", label=N_("Who does it"), kind=Answer.LINE),
    Question(field="days", label=N_("Days"), kind=Answer.COUNT),
)
DESK = (
    Question(
        field="contact",
        label=N_("Contact person"),
        kind=Answer.REF,
        ref="contact",
        need=Need.DRAFT,
    ),
    Question(field="region", label=N_("For which countries"), kind=Answer.LINE),
)
PROCEDURE = Section(
    N_("How to apply"),
    (
        Question(
            field="languages",
            label=N_("Languages of the application"),
            kind=Answer.CODES,
            codes="language",
            view="source_language",
            need=Need.READY,
        ),
        Question(
            field="channel",
            label=N_("How to apply"),
            kind=Answer.LOCAL_TEXT,
            need=Need.READY,
            help=N_("Where the application goes and through whom."),
        ),
        Question(
            field="steps",
            label=N_("Steps"),
            kind=Answer.ROWS,
            rows=STEP,
            view="source_step",
            help=N_("From the idea to the decision, in their order."),
        ),
        Question(field="decision_body", label=N_("Who decides"), kind=Answer.LINE),
        Question(field="decision_days", label=N_("Days until the decision"), kind=Answer.COUNT),
        Question(
            field="calls",
            label=N_("Calls and deadlines"),
            kind=Answer.ROWS,
            rows=CALL,
            view="source_call",
        ),
        Question(
            field="documents",
            label=N_("Documents"),
            kind=Answer.ROWS,
            rows=DOCUMENT,
            view="source_document",
        ),
        Question(
            field="contact",
            label=N_("Contact person"),
            kind=Answer.REF,
            ref="contact",
            need=Need.RECOMMENDED,
        ),
        Question(field="contact_text", label=N_("Other contact"), kind=Answer.LINE),
        Question(
            field="desks",
            label=N_("Regional desks"),
            kind=Answer.ROWS,
            rows=DESK,
            view="source_desk",
        ),
    ),
    "procedure",
)
