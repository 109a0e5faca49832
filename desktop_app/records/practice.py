"""Good practices: what worked, and what it takes to repeat it."""

from desktop_app.language import N_
from desktop_app.records.documents import DOCUMENT
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values


def _looked_at(values: Values) -> bool:
    return values.get("state") in ("REVIEWED", "PUBLISHED")


ORIGIN = (
    Question(
        field="initiative",
        label=N_("In the list of initiatives"),
        kind=Answer.REF,
        ref="initiative",
    ),
    Question(field="name", label=N_("Or its title"), kind=Answer.LINE),
)
INSTITUTION = (
    Question(field="name", label=N_("Institution"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="party", label=N_("Country or mechanism"), kind=Answer.CODE, codes="party"),
    Question(
        field="organisation",
        label=N_("In the list of organisations"),
        kind=Answer.REF,
        ref="organisation",
    ),
)
PHOTO = (
    Question(field="name", label=N_("What it shows"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="file", label=N_("File"), kind=Answer.FILE),
    Question(field="link", label=N_("Link"), kind=Answer.LINE),
    Question(field="credit", label=N_("Photograph by"), kind=Answer.LINE),
    Question(field="permission", label=N_("May be published"), kind=Answer.YESNO),
)
CRITERION = (
    Question(
        field="criterion",
        label=N_("Criterion"),
        kind=Answer.CODE,
        codes="criterion",
        need=Need.DRAFT,
    ),
    Question(
        field="fulfilment",
        label=N_("How far"),
        kind=Answer.CODE,
        codes="fulfilment",
        need=Need.READY,
    ),
    Question(field="evidence", label=N_("Evidence"), kind=Answer.LINE),
)

WHAT = Section(
    N_("What it is"),
    (
        Question(
            field="title",
            label=N_("Title"),
            kind=Answer.LOCAL,
            need=Need.DRAFT,
            limit=250,
            in_title=True,
        ),
        Question(
            field="initiatives",
            label=N_("The initiatives it comes from"),
            kind=Answer.ROWS,
            rows=ORIGIN,
            view="practice_initiative",
            need=Need.READY,
        ),
        Question(field="period_start", label=N_("From"), kind=Answer.DATE),
        Question(field="period_end", label=N_("Until"), kind=Answer.DATE),
        Question(
            field="parties",
            label=N_("Countries and mechanisms"),
            kind=Answer.CODES,
            codes="party",
            view="practice_party",
        ),
        Question(field="sector", label=N_("Main sector"), kind=Answer.CODE, codes="sector"),
        Question(
            field="sdgs",
            label=N_("Sustainable Development Goals"),
            kind=Answer.CODES,
            codes="sdg_goal",
            view="practice_goal",
        ),
    ),
    "what",
)
STORY = Section(
    N_("The experience"),
    (
        Question(
            field="challenge",
            label=N_("Challenge"),
            kind=Answer.LOCAL_TEXT,
            need=Need.READY,
            help=N_("What was wrong, for whom, and how large it was."),
        ),
        Question(field="solution", label=N_("Solution"), kind=Answer.LOCAL_TEXT, need=Need.READY),
        Question(field="steps", label=N_("Steps"), kind=Answer.LOCAL_TEXT),
        Question(
            field="results",
            label=N_("Results, with figures"),
            kind=Answer.LOCAL_TEXT,
            need=Need.READY,
        ),
        Question(field="innovation", label=N_("What is new in it"), kind=Answer.LOCAL_TEXT),
        Question(
            field="requirements",
            label=N_("What is needed to repeat it"),
            kind=Answer.LOCAL_TEXT,
            need=Need.RECOMMENDED,
            help=N_("People, time, money, laws, equipment."),
        ),
        Question(
            field="cost_range", label=N_("What it costs"), kind=Answer.CODE, codes="cost_range"
        ),
    ),
    "story",
)
WHO = Section(
    N_("Whom to ask"),
    (
        Question(
            field="institutions",
            label=N_("Institutions"),
            kind=Answer.ROWS,
            rows=INSTITUTION,
            view="practice_institution",
        ),
        Question(
            field="contact",
            label=N_("Contact person"),
            kind=Answer.REF,
            ref="contact",
            need=Need.READY,
        ),
        Question(
            field="documents",
            label=N_("Documents"),
            kind=Answer.ROWS,
            rows=DOCUMENT,
            view="practice_document",
        ),
        Question(
            field="photos",
            label=N_("Photographs"),
            kind=Answer.ROWS,
            rows=PHOTO,
            view="practice_photo",
        ),
    ),
    "who",
)
REVIEW = Section(
    N_("Criteria and review"),
    (
        Question(
            field="criteria",
            label=N_("Criteria"),
            kind=Answer.ROWS,
            rows=CRITERION,
            key=("criterion",),
            view="practice_criterion",
            help=N_("From 0, not met, to 3, fully met; each with its evidence."),
        ),
        Question(
            field="state",
            label=N_("State"),
            kind=Answer.CODE,
            codes="practice_state",
            need=Need.READY,
        ),
        Question(
            field="reviewer",
            label=N_("Reviewed by"),
            kind=Answer.LINE,
            need=Need.READY,
            applies=_looked_at,
        ),
        Question(
            field="review_date",
            label=N_("Reviewed on"),
            kind=Answer.DATE,
            need=Need.READY,
            applies=_looked_at,
        ),
    ),
    "review",
)

PRACTICE = Kind(
    name="practice",
    title=N_("Good practice"),
    plural=N_("Good practices"),
    sections=(WHAT, STORY, WHO, REVIEW, REGISTER),
)
