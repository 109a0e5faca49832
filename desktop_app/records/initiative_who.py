"""Who takes part in an initiative and whom it serves."""

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Need, Question, Section

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
    Question(
        field="partner_confirmed",
        label=N_("Confirmed by the partner"),
        kind=Answer.CODE,
        codes="partner_confirmed",
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
    Question(field="org_level", label=N_("Level"), kind=Answer.CODE, codes="org_level"),
    Question(field="contact", label=N_("Contact person"), kind=Answer.REF, ref="contact"),
    Question(field="since", label=N_("From"), kind=Answer.DATE),
    Question(field="until", label=N_("Until"), kind=Answer.DATE),
)
BENEFICIARY = (
    Question(
        field="group",
        label=N_("Group"),
        kind=Answer.CODE,
        codes="beneficiary_group",
        need=Need.DRAFT,
    ),
    Question(field="planned", label=N_("Planned"), kind=Answer.COUNT),
    Question(field="actual", label=N_("Reached"), kind=Answer.COUNT),
    Question(field="women", label=N_("Women"), kind=Answer.COUNT),
    Question(field="men", label=N_("Men"), kind=Answer.COUNT),
    Question(field="unspecified", label=N_("Not told apart"), kind=Answer.COUNT),
    Question(field="note", label=N_("Note"), kind=Answer.LINE),
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
        Question(
            field="beneficiaries",
            label=N_("Who benefits"),
            kind=Answer.ROWS,
            rows=BENEFICIARY,
            view="initiative_beneficiary",
            help=N_("How many people, and how many of them are women and men, where it is known."),
        ),
    ),
    "who",
)
