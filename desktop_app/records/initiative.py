"""Initiatives: programmes, projects and actions (data-model 1.4 to 1.7, short form of 8)."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values

_IN_KIND = "KIND"


def _in_kind(row: Values) -> bool:
    return row.get("cash_kind") == _IN_KIND


PARTICIPANT = (
    Question(
        field="party",
        label=N_("Country or mechanism"),
        kind=Answer.CODE,
        codes="party",
        need=Need.DRAFT,
    ),
    Question(field="role", label=N_("Role"), kind=Answer.CODE, codes="role", need=Need.READY),
    Question(
        field="partner_code",
        label=N_("The partner's own number"),
        kind=Answer.LINE,
        limit=60,
        help=N_("It lets the Secretariat find the partner's record of the same initiative."),
    ),
)
INSTITUTION = (
    Question(
        field="party",
        label=N_("Country or mechanism"),
        kind=Answer.CODE,
        codes="party",
        need=Need.READY,
    ),
    Question(field="name", label=N_("Institution"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="org_role", label=N_("Its part"), kind=Answer.CODE, codes="org_role"),
    Question(
        field="organisation",
        label=N_("In the list of organisations"),
        kind=Answer.REF,
        ref="organisation",
    ),
)
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
)
MONEY_LINE = (
    Question(field="kind", label=N_("Kind"), kind=Answer.CODE, codes="money_kind", need=Need.DRAFT),
    Question(field="payer", label=N_("Paid by"), kind=Answer.CODE, codes="party", need=Need.READY),
    Question(field="receiver", label=N_("Received by"), kind=Answer.CODE, codes="party"),
    Question(field="period_start", label=N_("From"), kind=Answer.DATE, need=Need.READY),
    Question(field="period_end", label=N_("Until"), kind=Answer.DATE, need=Need.READY),
    Question(
        field="cash_kind",
        label=N_("Cash or in kind"),
        kind=Answer.CODE,
        codes="cash_kind",
        need=Need.READY,
    ),
    Question(
        field="refund", label=N_("Refundable"), kind=Answer.CODE, codes="refund", need=Need.READY
    ),
    Question(field="currency", label=N_("Currency"), kind=Answer.CODE, codes="currency"),
    Question(field="amount", label=N_("Amount"), kind=Answer.AMOUNT),
    Question(
        field="inkind_cat",
        label=N_("What was given in kind"),
        kind=Answer.CODE,
        codes="inkind",
        applies=_in_kind,
    ),
    Question(field="quantity", label=N_("Quantity"), kind=Answer.AMOUNT, applies=_in_kind),
    Question(field="unit", label=N_("Unit"), kind=Answer.CODE, codes="unit", applies=_in_kind),
    Question(
        field="unit_value", label=N_("Value of one unit"), kind=Answer.AMOUNT, applies=_in_kind
    ),
    Question(
        field="valuation",
        label=N_("How it was valued"),
        kind=Answer.CODE,
        codes="valuation",
        applies=_in_kind,
    ),
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
    ),
    "what",
)
WHO = Section(
    N_("Who takes part"),
    (
        Question(
            field="participants",
            label=N_("Parties and roles"),
            kind=Answer.ROWS,
            need=Need.READY,
            rows=PARTICIPANT,
            key=("party", "role"),
            view="initiative_participant",
            help=N_(
                "Each country or mechanism with its role. Bilateral: one provider and one "
                "recipient, or both sides in both roles."
            ),
        ),
        Question(
            field="institutions",
            label=N_("Institutions"),
            kind=Answer.ROWS,
            need=Need.READY,
            rows=INSTITUTION,
            view="initiative_institution",
            help=N_("Who does the work in each country; at least your own institution."),
        ),
        Question(
            field="contact",
            label=N_("Contact person"),
            kind=Answer.REF,
            ref="contact",
            need=Need.RECOMMENDED,
            help=N_("Whom the partner or the Secretariat may ask."),
        ),
    ),
    "who",
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
        Question(field="approval_date", label=N_("Approved on"), kind=Answer.DATE),
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
    ),
    "when",
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
    ),
    "how",
)
MONEY = Section(
    N_("Money and contributions in kind"),
    (
        Question(
            field="money",
            label=N_("Money and in-kind lines"),
            kind=Answer.ROWS,
            rows=MONEY_LINE,
            view="initiative_money_line",
            help=N_(
                "Who paid what, when. What was given in kind needs a quantity, never an amount."
            ),
        ),
    ),
    "money",
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
        MONEY,
        Section(REGISTER.title, (*REGISTER.questions, IDENTIFIER), REGISTER.name),
    ),
)
