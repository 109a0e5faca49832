"""Offers of capacity and requests for it, one table."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values

REQUEST = "REQ"


def _request(values: Values) -> bool:
    return values.get("dimension") == REQUEST


def _offer(values: Values) -> bool:
    return values.get("dimension") == "OFF"


COST = (
    Question(field="item", label=N_("Cost"), kind=Answer.CODE, codes="cost_item", need=Need.DRAFT),
    Question(
        field="side", label=N_("Borne by"), kind=Answer.CODE, codes="cost_side", need=Need.READY
    ),
    Question(field="note", label=N_("Note"), kind=Answer.LINE),
)
DONE = (
    Question(
        field="initiative",
        label=N_("In the list of initiatives"),
        kind=Answer.REF,
        ref="initiative",
    ),
    Question(
        field="practice", label=N_("In the list of practices"), kind=Answer.REF, ref="practice"
    ),
    Question(field="note", label=N_("Or in words"), kind=Answer.LINE),
)
CANDIDATE = (
    Question(field="source", label=N_("Source"), kind=Answer.REF, ref="source", need=Need.DRAFT),
    Question(field="note", label=N_("Note"), kind=Answer.LINE),
)

WHAT = Section(
    N_("What it is"),
    (
        Question(
            field="dimension",
            label=N_("Offer or request"),
            kind=Answer.CODE,
            codes="dimension",
            need=Need.DRAFT,
        ),
        Question(
            field="title",
            label=N_("Title"),
            kind=Answer.LOCAL,
            need=Need.DRAFT,
            limit=250,
            in_title=True,
            help=N_("What can be given, or what is looked for, in up to 20 words."),
        ),
        Question(
            field="state",
            label=N_("State"),
            kind=Answer.CODE,
            codes="offer_state",
            need=Need.READY,
        ),
        Question(
            field="country",
            label=N_("Country or mechanism"),
            kind=Answer.CODE,
            codes="party",
            need=Need.READY,
        ),
        Question(
            field="description",
            label=N_("Description"),
            kind=Answer.LOCAL_TEXT,
            need=Need.READY,
            limit=1500,
        ),
        Question(
            field="capacity",
            label=N_("What is mastered"),
            kind=Answer.LOCAL_TEXT,
            applies=_offer,
            help=N_("What the institution does well and can show to others."),
        ),
        Question(
            field="problem",
            label=N_("Problem to solve"),
            kind=Answer.LOCAL_TEXT,
            applies=_request,
        ),
        Question(
            field="sector",
            label=N_("Main sector"),
            kind=Answer.CODE,
            codes="sector",
            need=Need.READY,
        ),
        Question(field="sector_2", label=N_("Second sector"), kind=Answer.CODE, codes="sector"),
        Question(
            field="sdgs",
            label=N_("Sustainable Development Goals"),
            kind=Answer.CODES,
            codes="sdg_goal",
            view="offer_goal",
        ),
        Question(
            field="keywords",
            label=N_("Words to find it by"),
            kind=Answer.TEXT,
            help=N_("One a line, in any language."),
        ),
    ),
    "what",
)
HOW = Section(
    N_("In what form"),
    (
        Question(
            field="forms",
            label=N_("Forms of cooperation"),
            kind=Answer.CODES,
            codes="form",
            view="offer_form",
            need=Need.READY,
        ),
        Question(field="mode", label=N_("How"), kind=Answer.CODE, codes="event_mode"),
        Question(field="duration", label=N_("Duration (months)"), kind=Answer.COUNT),
        Question(field="places", label=N_("Places for participants"), kind=Answer.COUNT),
        Question(field="experts", label=N_("Experts"), kind=Answer.COUNT),
        Question(
            field="languages",
            label=N_("Languages"),
            kind=Answer.CODES,
            codes="language",
            view="offer_language",
            need=Need.READY,
            help=N_("In which the work can be done; many a good match fails on this."),
        ),
        Question(
            field="costs",
            label=N_("Who pays what"),
            kind=Answer.ROWS,
            rows=COST,
            key=("item",),
            view="offer_cost",
            need=Need.READY,
        ),
        Question(field="requirements", label=N_("What is asked for"), kind=Answer.LOCAL_TEXT),
        Question(field="valid_from", label=N_("Valid from"), kind=Answer.DATE, need=Need.READY),
        Question(
            field="valid_to",
            label=N_("Valid until"),
            kind=Answer.DATE,
            need=Need.READY,
            help=N_("Up to three years; after that it is no longer shown to others."),
        ),
    ),
    "how",
)
WHO = Section(
    N_("Who, and with whom"),
    (
        Question(field="institution", label=N_("Institution"), kind=Answer.LINE, need=Need.READY),
        Question(
            field="organisation",
            label=N_("In the list of organisations"),
            kind=Answer.REF,
            ref="organisation",
        ),
        Question(
            field="contact",
            label=N_("Contact person"),
            kind=Answer.REF,
            ref="contact",
            need=Need.READY,
        ),
        Question(
            field="any_member",
            label=N_("Open to every Member State of SELA"),
            kind=Answer.YESNO,
        ),
        Question(
            field="wanted_countries",
            label=N_("Wanted countries"),
            kind=Answer.CODES,
            codes="country",
            view="offer_wanted_country",
        ),
        Question(
            field="wanted_groups",
            label=N_("Wanted groups of countries"),
            kind=Answer.CODES,
            codes="mechanism",
            view="offer_wanted_group",
        ),
        Question(
            field="excluded_countries",
            label=N_("Countries it is not for"),
            kind=Answer.CODES,
            codes="country",
            view="offer_excluded_country",
        ),
        Question(
            field="track_record",
            label=N_("Where it was done before"),
            kind=Answer.ROWS,
            rows=DONE,
            view="offer_track_record",
            applies=_offer,
        ),
        Question(
            field="priority",
            label=N_("Priority"),
            kind=Answer.CODE,
            codes="priority",
            need=Need.READY,
            applies=_request,
        ),
        Question(
            field="national_plan",
            label=N_("Plan or strategy it serves"),
            kind=Answer.LINE,
            need=Need.READY,
            applies=_request,
            help=N_("The national or sector plan and its objective. Example: PDES 2021-2025, 4.2"),
        ),
        Question(
            field="candidate_sources",
            label=N_("Sources that may fund it"),
            kind=Answer.ROWS,
            rows=CANDIDATE,
            key=("source",),
            view="offer_source",
        ),
    ),
    "who",
)

OFFER = Kind(
    name="offer",
    title=N_("Offer or request"),
    plural=N_("Offers and requests"),
    sections=(WHAT, HOW, WHO, REGISTER),
)
