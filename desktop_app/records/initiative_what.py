"""What an initiative is, how and what for it works, and where."""

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Need, Question, Section, Values


def _decentralised(values: Values) -> bool:
    return values.get("decentralised") == "Y"


SDG = (
    Question(field="goal", label=N_("Goal"), kind=Answer.CODE, codes="sdg_goal", need=Need.DRAFT),
    Question(field="target", label=N_("Target"), kind=Answer.CODE, codes="sdg_target"),
    Question(
        field="rank",
        label=N_("Rank"),
        kind=Answer.COUNT,
        need=Need.READY,
        help=N_("1 is the principal goal, 2 the secondary one."),
    ),
)
LEGAL = (
    Question(field="kind", label=N_("Kind"), kind=Answer.CODE, codes="legal", need=Need.DRAFT),
    Question(
        field="act_code",
        label=N_("Act and item"),
        kind=Answer.LINE,
        limit=60,
        help=N_("As both sides quote it. Example: JCM AR-BO 2023#7"),
    ),
    Question(field="name", label=N_("Title of the instrument"), kind=Answer.LINE),
    Question(field="signed_on", label=N_("Signed on"), kind=Answer.DATE),
    Question(
        field="agreement",
        label=N_("In the list of agreements"),
        kind=Answer.REF,
        ref="agreement",
    ),
)
MARKER = (
    Question(
        field="marker", label=N_("Subject"), kind=Answer.CODE, codes="marker", need=Need.DRAFT
    ),
    Question(
        field="significance",
        label=N_("Weight"),
        kind=Answer.CODE,
        codes="significance",
        need=Need.READY,
    ),
)
PLACE = (
    Question(field="country", label=N_("Country"), kind=Answer.CODE, codes="country"),
    Question(
        field="subdivision",
        label=N_("Department, province or state"),
        kind=Answer.CODE,
        codes="subdivision",
        open_list=True,
        help=N_("Type a part of its name or of its country. Outside the region, write its name."),
    ),
    Question(field="place", label=N_("Place"), kind=Answer.LINE),
    Question(
        field="latitude",
        label=N_("Latitude"),
        kind=Answer.AMOUNT,
        help=N_("In degrees, south of the equator with a minus. Example: -16.4897"),
    ),
    Question(
        field="longitude",
        label=N_("Longitude"),
        kind=Answer.AMOUNT,
        help=N_("In degrees, west of Greenwich with a minus. Example: -68.1193"),
    ),
    Question(field="exactness", label=N_("Exactness"), kind=Answer.CODE, codes="exactness"),
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
            help=N_("What is done, in what and where, in up to 20 words."),
        ),
        Question(
            field="level",
            label=N_("Programme, project or action"),
            kind=Answer.CODE,
            codes="level",
            need=Need.READY,
            help=N_(
                "A project has an objective, results and a budget; an action is a single occasion."
            ),
        ),
        Question(
            field="modality",
            label=N_("Modality"),
            kind=Answer.CODE,
            codes="modality",
            need=Need.READY,
            help=N_(
                "Bilateral: two countries. Triangular: with a second provider. Regional: several."
            ),
        ),
        Question(
            field="summary",
            label=N_("Summary"),
            kind=Answer.LOCAL_TEXT,
            need=Need.READY,
            limit=1500,
            help=N_("What is done, by whom and what for, in up to 200 words."),
        ),
        Question(
            field="objective",
            label=N_("Objective"),
            kind=Answer.LOCAL_TEXT,
            need=Need.RECOMMENDED,
            help=N_("What will have changed when it is over."),
        ),
        Question(
            field="background",
            label=N_("Background and problem"),
            kind=Answer.LOCAL_TEXT,
            need=Need.RECOMMENDED,
            help=N_("What is not as it should be, and since when. Two or three sentences."),
        ),
    ),
    "what",
)
HOW = Section(
    N_("How and what for"),
    (
        Question(
            field="form",
            label=N_("Main form of cooperation"),
            kind=Answer.CODE,
            codes="form",
            need=Need.READY,
            help=N_(
                "What most of the work consists of: technical assistance, training, exchange …"
            ),
        ),
        Question(
            field="other_forms",
            label=N_("Other forms"),
            kind=Answer.CODES,
            codes="form",
            view="initiative_other_form",
        ),
        Question(
            field="refundability",
            label=N_("Refundable or not"),
            kind=Answer.CODE,
            codes="refund",
            need=Need.READY,
            help=N_("Whether any of the money has to be paid back."),
        ),
        Question(
            field="sector",
            label=N_("Main sector"),
            kind=Answer.CODE,
            codes="sector",
            need=Need.READY,
            help=N_("The Ibero-American sector that the work serves most."),
        ),
        Question(field="sector_2", label=N_("Second sector"), kind=Answer.CODE, codes="sector"),
        Question(
            field="crs_purpose",
            label=N_("Purpose (CRS)"),
            kind=Answer.CODE,
            codes="crs_purpose",
            help=N_("Only when the usual purpose of the sector is too wide."),
        ),
        Question(
            field="sdgs",
            label=N_("Sustainable Development Goals"),
            kind=Answer.ROWS,
            need=Need.READY,
            rows=SDG,
            key=("goal",),
            view="initiative_sdg",
            help=N_("One principal goal and, when there is one, one secondary goal."),
        ),
        Question(
            field="legal_instruments",
            label=N_("Legal instruments"),
            kind=Answer.ROWS,
            need=Need.RECOMMENDED,
            rows=LEGAL,
            view="initiative_legal_instrument",
            help=N_(
                "The agreement or the act of a joint commission it rests on, or “no instrument”."
            ),
        ),
        Question(
            field="negotiation_channel",
            label=N_("How it was agreed"),
            kind=Answer.CODE,
            codes="channel",
            need=Need.RECOMMENDED,
        ),
        Question(
            field="request",
            label=N_("The request it answers"),
            kind=Answer.REF,
            ref="offer",
            help=N_("When the request is recorded here; else say in the next answer who asked."),
        ),
        Question(
            field="demand_origin",
            label=N_("Where the demand comes from"),
            kind=Answer.LINE,
            help=N_("Who asked for it and in what plan or meeting."),
        ),
        Question(
            field="markers",
            label=N_("Cross-cutting subjects"),
            kind=Answer.ROWS,
            rows=MARKER,
            key=("marker",),
            view="initiative_marker",
            help=N_(
                "Only those that were looked at: not an objective, an important or the main one."
            ),
        ),
    ),
    "how",
)
WHERE = Section(
    N_("Where it takes place"),
    (
        Question(
            field="decentralised",
            label=N_("Regions, provinces or cities cooperate"),
            kind=Answer.YESNO,
            help=N_("Yes when a subnational government is one of the institutions."),
        ),
        Question(
            field="decentralised_levels",
            label=N_("At which levels"),
            kind=Answer.CODES,
            codes="org_level",
            view="initiative_decentralised_level",
            applies=_decentralised,
        ),
        Question(
            field="locations",
            label=N_("Places"),
            kind=Answer.ROWS,
            rows=PLACE,
            view="initiative_location",
            help=N_("Where the work is done; a country or a department is enough."),
        ),
    ),
    "where",
)
