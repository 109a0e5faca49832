"""Organisations and the persons who answer for them."""

from desktop_app.language import N_
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values

ORG_ID = (
    Question(
        field="scheme",
        label=N_("List"),
        kind=Answer.LINE,
        need=Need.DRAFT,
        help=N_("The list the number comes from. Examples: IATI, CRS, ROR"),
    ),
    Question(field="number", label=N_("Number"), kind=Answer.LINE, need=Need.DRAFT),
)


def _closed(values: Values) -> bool:
    return bool(values.get("valid_to"))


ORGANISATION = Kind(
    name="organisation",
    title=N_("Organisation"),
    plural=N_("Organisations"),
    sections=(
        Section(
            N_("Who it is"),
            (
                Question(
                    field="name",
                    label=N_("Name of the organisation"),
                    kind=Answer.LOCAL,
                    need=Need.DRAFT,
                    limit=250,
                    in_title=True,
                ),
                Question(
                    field="acronym",
                    label=N_("Acronym"),
                    kind=Answer.LINE,
                    limit=30,
                    in_title=True,
                ),
                Question(
                    field="org_type",
                    label=N_("Type of organisation"),
                    kind=Answer.CODE,
                    codes="org_type",
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
                    field="org_level",
                    label=N_("Level"),
                    kind=Answer.CODE,
                    codes="org_level",
                    need=Need.READY,
                ),
                Question(
                    field="parent",
                    label=N_("Is part of"),
                    kind=Answer.REF,
                    ref="organisation",
                ),
                Question(
                    field="valid_from",
                    label=N_("Under this name since"),
                    kind=Answer.DATE,
                ),
                Question(
                    field="valid_to",
                    label=N_("Under this name until"),
                    kind=Answer.DATE,
                    help=N_("What is renamed gets a new record; this one keeps its history."),
                ),
                Question(
                    field="succeeded_by",
                    label=N_("Succeeded by"),
                    kind=Answer.REF,
                    ref="organisation",
                    applies=_closed,
                ),
                Question(
                    field="aliases",
                    label=N_("Other names"),
                    kind=Answer.TEXT,
                    help=N_("One name a line, in any language; they help to find it."),
                ),
                Question(
                    field="org_ids",
                    label=N_("Numbers in other lists"),
                    kind=Answer.ROWS,
                    rows=ORG_ID,
                    key=("scheme", "number"),
                    view="organisation_number",
                ),
                Question(field="web", label=N_("Web page"), kind=Answer.LINE),
            ),
            "identity",
        ),
        REGISTER,
    ),
    title_field="name",
    acronym_field="acronym",
)

CONTACT = Kind(
    name="contact",
    title=N_("Contact person"),
    plural=N_("Contact persons"),
    sections=(
        Section(
            N_("Who it is"),
            (
                Question(
                    field="name",
                    label=N_("Name of the person or desk"),
                    kind=Answer.LINE,
                    need=Need.DRAFT,
                    in_title=True,
                ),
                Question(field="job_title", label=N_("Position"), kind=Answer.LOCAL),
                Question(
                    field="organisation",
                    label=N_("In the list of organisations"),
                    kind=Answer.REF,
                    ref="organisation",
                ),
                Question(field="organisation_name", label=N_("Organisation"), kind=Answer.LINE),
                Question(
                    field="country",
                    label=N_("Country or mechanism"),
                    kind=Answer.CODE,
                    codes="party",
                ),
                Question(field="email", label=N_("E-mail"), kind=Answer.LINE),
                Question(field="phone", label=N_("Telephone"), kind=Answer.LINE),
                Question(
                    field="languages",
                    label=N_("Languages"),
                    kind=Answer.CODES,
                    codes="language",
                    view="contact_language",
                ),
                Question(
                    field="consent",
                    label=N_("Agreed to be listed on"),
                    kind=Answer.DATE,
                    need=Need.READY,
                    help=N_("When the person agreed that name and address are passed on."),
                ),
                Question(
                    field="consent_text",
                    label=N_("What was agreed to"),
                    kind=Answer.LINE,
                    help=N_("The wording or its version. Example: consent 2026, one page"),
                ),
                Question(
                    field="contact_role",
                    label=N_("Part"),
                    kind=Answer.CODE,
                    codes="contact_role",
                ),
                Question(
                    field="alternate",
                    label=N_("In absence ask"),
                    kind=Answer.REF,
                    ref="contact",
                ),
                Question(
                    field="handover",
                    label=N_("Hand-over note"),
                    kind=Answer.TEXT,
                    help=N_("What a successor has to know in the first week."),
                ),
                Question(
                    field="valid_to",
                    label=N_("In this position until"),
                    kind=Answer.DATE,
                    help=N_("Who leaves is closed with a date, not deleted."),
                ),
            ),
            "identity",
        ),
        REGISTER,
    ),
    title_field="name",
)
