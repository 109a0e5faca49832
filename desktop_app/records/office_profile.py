"""The office itself: who it is, whom to write to, its year and its currency."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section

FOCAL_POINT = (
    Question(
        field="contact",
        label=N_("Contact person"),
        kind=Answer.REF,
        ref="contact",
        need=Need.DRAFT,
    ),
    Question(
        field="role",
        label=N_("Part"),
        kind=Answer.CODE,
        codes="contact_role",
        need=Need.READY,
    ),
    Question(field="note", label=N_("Note"), kind=Answer.LINE),
)
DUTY = (
    Question(
        field="period",
        label=N_("Period"),
        kind=Answer.LINE,
        need=Need.DRAFT,
        help=N_("As it is called. Example: 2026, first half"),
    ),
    Question(field="due", label=N_("Due on"), kind=Answer.DATE),
    Question(field="sent", label=N_("Sent on"), kind=Answer.DATE),
    Question(field="received", label=N_("Received on"), kind=Answer.DATE),
)

OFFICE = Kind(
    name="office",
    title=N_("Office"),
    plural=N_("Offices"),
    sections=(
        Section(
            N_("Who it is"),
            (
                Question(
                    field="name",
                    label=N_("Name of the office"),
                    kind=Answer.LOCAL,
                    need=Need.DRAFT,
                    limit=250,
                    in_title=True,
                    help=N_("As your ministry writes it, in each language there is."),
                ),
                Question(
                    field="office_kind",
                    label=N_("Kind of office"),
                    kind=Answer.CODE,
                    codes="office_kind",
                    need=Need.READY,
                ),
                Question(
                    field="country",
                    label=N_("Country or mechanism"),
                    kind=Answer.CODE,
                    codes="party",
                    need=Need.READY,
                ),
                Question(field="ministry", label=N_("Ministry"), kind=Answer.LOCAL),
                Question(
                    field="address",
                    label=N_("Postal address"),
                    kind=Answer.TEXT,
                    need=Need.READY,
                ),
                Question(field="phone", label=N_("Telephone"), kind=Answer.LINE),
                Question(field="email", label=N_("E-mail"), kind=Answer.LINE, need=Need.READY),
                Question(field="web", label=N_("Web page"), kind=Answer.LINE),
                Question(field="legal_basis", label=N_("Legal basis"), kind=Answer.LOCAL_TEXT),
                Question(field="mandate", label=N_("Mandate"), kind=Answer.LOCAL_TEXT),
            ),
            "identity",
        ),
        Section(
            N_("How it works"),
            (
                Question(
                    field="languages",
                    label=N_("Languages"),
                    kind=Answer.CODES,
                    codes="language",
                    view="office_language",
                    need=Need.READY,
                ),
                Question(
                    field="default_language",
                    label=N_("First language"),
                    kind=Answer.CODE,
                    codes="language",
                ),
                Question(
                    field="default_currency",
                    label=N_("Usual currency"),
                    kind=Answer.CODE,
                    codes="currency",
                    need=Need.READY,
                ),
                Question(
                    field="fiscal_year_start",
                    label=N_("The fiscal year begins on"),
                    kind=Answer.LINE,
                    limit=5,
                    need=Need.READY,
                    help=N_("Month and day. Example: 04-01; the calendar year is 01-01"),
                ),
                Question(
                    field="fx_source",
                    label=N_("Where exchange rates come from"),
                    kind=Answer.LINE,
                    help=N_("Example: average of the year, central bank"),
                ),
                Question(
                    field="focal_points",
                    label=N_("Focal points"),
                    kind=Answer.ROWS,
                    rows=FOCAL_POINT,
                    key=("contact", "role"),
                    view="office_focal_point",
                    need=Need.READY,
                    help=N_("The first one and a second one: people change posts."),
                ),
                Question(
                    field="handover",
                    label=N_("Hand-over note"),
                    kind=Answer.LOCAL_TEXT,
                    help=N_("What a successor has to know in the first week."),
                ),
                Question(
                    field="duties",
                    label=N_("Reporting periods"),
                    kind=Answer.ROWS,
                    rows=DUTY,
                    key=("period",),
                    view="office_duty",
                ),
            ),
            "work",
        ),
        REGISTER,
    ),
    title_field="name",
)
