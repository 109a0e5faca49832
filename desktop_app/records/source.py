"""Cooperation sources: who funds what for whom (data-model 1.10, the at-a-glance box first)."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values


def _refundable(values: Values) -> bool:
    return values.get("refundability") in ("R", "MIX")


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
    Question(field="link", label=N_("Link"), kind=Answer.LINE),
)
DOCUMENT = (
    Question(field="name", label=N_("Document"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="link", label=N_("Link"), kind=Answer.LINE),
    Question(field="date", label=N_("Date"), kind=Answer.DATE),
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
        Question(field="amount_not_fixed", label=N_("The amount is not fixed"), kind=Answer.YESNO),
        Question(
            field="cofinancing_pct",
            label=N_("Own contribution asked for (% of the total)"),
            kind=Answer.AMOUNT,
        ),
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
    ),
    "amounts",
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
    ),
    "procedure",
)
VERIFICATION = Question(
    field="verification",
    label=N_("Verified with"),
    kind=Answer.CODE,
    codes="verification",
    need=Need.READY,
    help=N_("A source that nobody has verified for twelve months is printed as such."),
)
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
        Section(REGISTER.title, (*REGISTER.questions, VERIFICATION, IDENTIFIER), REGISTER.name),
    ),
    title_field="name",
    acronym_field="acronym",
)
