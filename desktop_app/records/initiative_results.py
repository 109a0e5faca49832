"""What an initiative brought about: results, activities, lessons, documents."""

from desktop_app.language import N_
from desktop_app.records.documents import DOCUMENT
from desktop_app.records.questionnaire import Answer, Need, Question, Section, Values

IN_WORDS = "QUAL"


def _counted(row: Values) -> bool:
    return row.get("measure") != IN_WORDS


def _told(row: Values) -> bool:
    return row.get("measure") == IN_WORDS


RESULT = (
    Question(field="title", label=N_("Result"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="kind", label=N_("Kind"), kind=Answer.CODE, codes="result_kind"),
    Question(field="indicator", label=N_("Indicator"), kind=Answer.LINE),
    Question(
        field="measure",
        label=N_("Measured"),
        kind=Answer.CODE,
        codes="measure",
        help=N_("A result measured in words needs no figures."),
    ),
    Question(field="unit", label=N_("Unit"), kind=Answer.LINE, applies=_counted),
    Question(field="baseline", label=N_("Baseline"), kind=Answer.AMOUNT, applies=_counted),
    Question(
        field="baseline_year", label=N_("Year of the baseline"), kind=Answer.DATE, applies=_counted
    ),
    Question(field="target", label=N_("Target"), kind=Answer.AMOUNT, applies=_counted),
    Question(field="target_date", label=N_("Target for"), kind=Answer.DATE),
    Question(field="actual", label=N_("Reached"), kind=Answer.AMOUNT, applies=_counted),
    Question(field="actual_date", label=N_("Reached on"), kind=Answer.DATE),
    Question(field="women", label=N_("Of them women"), kind=Answer.COUNT, applies=_counted),
    Question(field="men", label=N_("Of them men"), kind=Answer.COUNT, applies=_counted),
    Question(field="in_words", label=N_("Reached, in words"), kind=Answer.LINE, applies=_told),
    Question(field="verification", label=N_("Source of verification"), kind=Answer.LINE),
)
EVENT = (
    Question(field="title", label=N_("Activity"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="form", label=N_("Form"), kind=Answer.CODE, codes="form", need=Need.READY),
    Question(field="start", label=N_("From"), kind=Answer.DATE, need=Need.READY),
    Question(field="end", label=N_("Until"), kind=Answer.DATE),
    Question(field="mode", label=N_("How"), kind=Answer.CODE, codes="event_mode"),
    Question(field="place", label=N_("Place"), kind=Answer.LINE),
    Question(field="host", label=N_("Host"), kind=Answer.CODE, codes="party"),
    Question(field="women", label=N_("Women"), kind=Answer.COUNT),
    Question(field="men", label=N_("Men"), kind=Answer.COUNT),
    Question(field="experts", label=N_("Experts"), kind=Answer.COUNT),
    Question(field="expert_days", label=N_("Days of experts"), kind=Answer.AMOUNT),
    Question(field="hours", label=N_("Hours"), kind=Answer.AMOUNT),
    Question(field="note", label=N_("Note"), kind=Answer.LINE),
)
ASSESSMENT = (
    Question(
        field="criterion",
        label=N_("Criterion"),
        kind=Answer.CODE,
        codes="assessment",
        need=Need.DRAFT,
    ),
    Question(field="party", label=N_("Assessed by"), kind=Answer.CODE, codes="party"),
    Question(field="score", label=N_("Mark"), kind=Answer.CODE, codes="score", need=Need.READY),
    Question(field="note", label=N_("Note"), kind=Answer.LINE),
)
RELATED = (
    Question(
        field="relation", label=N_("Relation"), kind=Answer.CODE, codes="relation", need=Need.DRAFT
    ),
    Question(
        field="initiative",
        label=N_("In the list of initiatives"),
        kind=Answer.REF,
        ref="initiative",
    ),
    Question(
        field="number",
        label=N_("Its number elsewhere"),
        kind=Answer.LINE,
        help=N_("For one that is not recorded here: its IATI identifier or its own number."),
    ),
)

RESULTS = Section(
    N_("Results"),
    (
        Question(
            field="results",
            label=N_("Results and indicators"),
            kind=Answer.ROWS,
            rows=RESULT,
            view="initiative_result",
            help=N_("One row an indicator: what was to be reached, and what was."),
        ),
        Question(
            field="results_summary",
            label=N_("What was achieved"),
            kind=Answer.LOCAL_TEXT,
            need=Need.COMPLETED,
            help=N_("What is different now, with the two or three figures that matter."),
        ),
        Question(
            field="lessons",
            label=N_("Lessons learnt"),
            kind=Answer.LOCAL_TEXT,
            help=N_("What you would do again, and what you would do otherwise."),
        ),
        Question(
            field="sustainability",
            label=N_("What lasts"),
            kind=Answer.LOCAL_TEXT,
            help=N_("Who goes on with it, with what means."),
        ),
        Question(field="difficulties", label=N_("Difficulties"), kind=Answer.LOCAL_TEXT),
        Question(
            field="self_assessment",
            label=N_("Own assessment"),
            kind=Answer.ROWS,
            rows=ASSESSMENT,
            key=("criterion", "party"),
            view="initiative_assessment",
            help=N_("Each side gives its own marks, from 1, very low, to 5, very high."),
        ),
    ),
    "results",
)
ACTIVITIES = Section(
    N_("Activities"),
    (
        Question(
            field="events",
            label=N_("Missions, courses, visits"),
            kind=Answer.ROWS,
            rows=EVENT,
            view="initiative_event",
            help=N_("They give the days of experts and the persons trained that money hides."),
        ),
    ),
    "activities",
)
AROUND = Section(
    N_("Documents and related initiatives"),
    (
        Question(
            field="documents",
            label=N_("Documents"),
            kind=Answer.ROWS,
            rows=DOCUMENT,
            view="initiative_document",
        ),
        Question(
            field="parent",
            label=N_("Is part of"),
            kind=Answer.REF,
            ref="initiative",
            help=N_("The programme it belongs to, when there is one."),
        ),
        Question(
            field="related",
            label=N_("Related initiatives"),
            kind=Answer.ROWS,
            rows=RELATED,
            key=("relation", "initiative", "number"),
            view="initiative_related",
        ),
    ),
    "around",
)
