"""Cooperation sources: who funds what for whom."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values
from desktop_app.records.source_experience import EXPERIENCE
from desktop_app.records.source_procedure import PROCEDURE


def _refundable(values: Values) -> bool:
    return values.get("refundability") in ("R", "MIX")


def _mixed(values: Values) -> bool:
    return values.get("refundability") == "MIX"


INSTRUMENT_TERMS = (
    Question(
        field="instrument",
        label=N_("Instrument"),
        kind=Answer.CODE,
        codes="instrument",
        need=Need.DRAFT,
    ),
    Question(
        field="refund", label=N_("Refundable"), kind=Answer.CODE, codes="refund", need=Need.READY
    ),
)

IDENTITY = Section(
    N_("Who it is"),
    (
        Question(
            field="name",
            label=N_("Name of the source"),
            kind=Answer.LOCAL,
            need=Need.DRAFT,
            limit=250,
            in_title=True,
            help=N_("The fund, bank, agency or programme, as it calls itself."),
        ),
        Question(field="acronym", label=N_("Acronym"), kind=Answer.LINE, limit=30, in_title=True),
        Question(
            field="source_type",
            label=N_("Type of source"),
            kind=Answer.CODE,
            codes="source_type",
            need=Need.READY,
        ),
        Question(
            field="owner",
            label=N_("Organisation that runs it"),
            kind=Answer.LOCAL,
            need=Need.READY,
        ),
        Question(
            field="owner_organisation",
            label=N_("In the list of organisations"),
            kind=Answer.REF,
            ref="organisation",
        ),
        Question(
            field="parent_mechanism",
            label=N_("Mechanism it belongs to"),
            kind=Answer.CODE,
            codes="mechanism",
        ),
        Question(field="founded", label=N_("Founded"), kind=Answer.DATE),
        Question(field="legal_basis", label=N_("Legal basis"), kind=Answer.LOCAL),
        Question(field="headquarters", label=N_("Seat"), kind=Answer.CODE, codes="country"),
        Question(field="web", label=N_("Web page"), kind=Answer.LINE),
    ),
    "identity",
)
PURPOSE = Section(
    N_("What it funds"),
    (
        Question(
            field="objective",
            label=N_("Objective"),
            kind=Answer.LOCAL_TEXT,
            need=Need.READY,
            limit=1500,
            help=N_("What the source wants to achieve, in two or three sentences."),
        ),
        Question(
            field="sectors",
            label=N_("Sectors"),
            kind=Answer.CODES,
            codes="sector",
            view="source_sector",
            need=Need.READY,
            help=N_("The sectors it gives priority to; all of them when it has none."),
        ),
        Question(
            field="modalities",
            label=N_("Modalities"),
            kind=Answer.CODES,
            codes="modality",
            view="source_modality",
            need=Need.READY,
        ),
        Question(
            field="instruments",
            label=N_("Instruments"),
            kind=Answer.CODES,
            codes="instrument",
            view="source_instrument",
            need=Need.READY,
        ),
        Question(
            field="refundability",
            label=N_("Refundable or not"),
            kind=Answer.CODE,
            codes="refund",
            need=Need.READY,
        ),
        Question(
            field="instrument_terms",
            label=N_("Which instruments are refundable"),
            kind=Answer.ROWS,
            rows=INSTRUMENT_TERMS,
            key=("instrument",),
            view="source_instrument_terms",
            applies=_mixed,
        ),
        Question(
            field="forms",
            label=N_("Forms of cooperation"),
            kind=Answer.CODES,
            codes="form",
            view="source_form",
        ),
        Question(
            field="sdgs",
            label=N_("Sustainable Development Goals"),
            kind=Answer.CODES,
            codes="sdg_goal",
            view="source_goal",
        ),
        Question(
            field="markers",
            label=N_("Cross-cutting subjects"),
            kind=Answer.CODES,
            codes="marker",
            view="source_marker",
        ),
        Question(
            field="keywords",
            label=N_("Words to find it by"),
            kind=Answer.TEXT,
            help=N_("One a line, in any language."),
        ),
        Question(field="exclusions", label=N_("What it does not fund"), kind=Answer.LOCAL_TEXT),
    ),
    "purpose",
)
ELIGIBILITY = Section(
    N_("Who may apply"),
    (
        Question(
            field="applicant_types",
            label=N_("Who may apply"),
            kind=Answer.CODES,
            codes="applicant_type",
            view="source_applicant_type",
            need=Need.READY,
        ),
        Question(
            field="eligible_countries",
            label=N_("Eligible countries"),
            kind=Answer.CODES,
            codes="country",
            view="source_eligible_country",
        ),
        Question(
            field="eligible_groups",
            label=N_("Eligible groups of countries"),
            kind=Answer.CODES,
            codes="mechanism",
            view="source_eligible_group",
            help=N_("All member states of these mechanisms may apply."),
        ),
        Question(
            field="eligible_text",
            label=N_("Other rules on who may apply"),
            kind=Answer.LOCAL_TEXT,
        ),
        Question(field="min_countries", label=N_("Least number of countries"), kind=Answer.COUNT),
        Question(
            field="min_south_countries",
            label=N_("Of them from the South"),
            kind=Answer.COUNT,
        ),
        Question(
            field="income_rule",
            label=N_("Rule on the income of countries"),
            kind=Answer.LINE,
            help=N_("Example: only least developed countries"),
        ),
        Question(
            field="max_proposals",
            label=N_("Most proposals of one institution a year"),
            kind=Answer.COUNT,
        ),
        Question(
            field="national_projects",
            label=N_("Projects of one country alone are accepted"),
            kind=Answer.YESNO,
            help=N_("Many proposals fail because they are national in nature."),
        ),
        Question(
            field="endorsement",
            label=N_("Endorsement needed"),
            kind=Answer.CODE,
            codes="endorsement",
        ),
    ),
    "eligibility",
)
AMOUNTS = Section(
    N_("Amounts and terms"),
    (
        Question(field="currency", label=N_("Currency"), kind=Answer.CODE, codes="currency"),
        Question(field="amount_min", label=N_("Smallest amount"), kind=Answer.AMOUNT),
        Question(field="amount_max", label=N_("Largest amount"), kind=Answer.AMOUNT),
        Question(field="amount_typical", label=N_("Usual amount"), kind=Answer.AMOUNT),
        Question(field="amount_not_fixed", label=N_("The amount is not fixed"), kind=Answer.YESNO),
        Question(
            field="cofinancing_pct",
            label=N_("Own contribution asked for (% of the total)"),
            kind=Answer.AMOUNT,
        ),
        Question(
            field="cofinancing_kind",
            label=N_("How the own contribution is given"),
            kind=Answer.CODE,
            codes="cofinancing_kind",
        ),
        Question(field="overhead", label=N_("Rules on overheads"), kind=Answer.LOCAL_TEXT),
        Question(field="annual_envelope", label=N_("Money for one year"), kind=Answer.AMOUNT),
        Question(field="duration_max", label=N_("Longest duration (months)"), kind=Answer.COUNT),
        Question(
            field="interest",
            label=N_("Interest rate (% a year)"),
            kind=Answer.AMOUNT,
            applies=_refundable,
        ),
        Question(
            field="grace_months",
            label=N_("Grace period (months)"),
            kind=Answer.COUNT,
            applies=_refundable,
        ),
        Question(
            field="maturity_months",
            label=N_("Maturity (months)"),
            kind=Answer.COUNT,
            applies=_refundable,
        ),
        Question(
            field="interest_kind",
            label=N_("Fixed or variable rate"),
            kind=Answer.CODE,
            codes="interest_kind",
            applies=_refundable,
        ),
        Question(field="fees", label=N_("Fees"), kind=Answer.LINE, applies=_refundable),
        Question(field="guarantee", label=N_("Guarantee"), kind=Answer.LINE, applies=_refundable),
        Question(
            field="repayment_currency",
            label=N_("Currency of repayment"),
            kind=Answer.CODE,
            codes="currency",
            applies=_refundable,
        ),
    ),
    "amounts",
)
VERIFICATION = Question(
    field="verification",
    label=N_("Verified with"),
    kind=Answer.CODE,
    codes="verification",
    need=Need.READY,
    help=N_("A source that nobody has verified for twelve months is printed as such."),
)
VERIFIED_BY = Question(field="verified_by", label=N_("Verified by"), kind=Answer.LINE)
NEXT_REVIEW = Question(field="next_review", label=N_("Next review"), kind=Answer.DATE)
IDENTIFIER = Question(field="iati_id", label=N_("IATI identifier"), kind=Answer.LINE, in_title=True)

SOURCE = Kind(
    name="source",
    title=N_("Source of cooperation"),
    plural=N_("Sources of cooperation"),
    sections=(
        IDENTITY,
        PURPOSE,
        ELIGIBILITY,
        AMOUNTS,
        PROCEDURE,
        EXPERIENCE,
        Section(
            REGISTER.title,
            (*REGISTER.questions, VERIFICATION, VERIFIED_BY, NEXT_REVIEW, IDENTIFIER),
            REGISTER.name,
        ),
    ),
    title_field="name",
    acronym_field="acronym",
)
