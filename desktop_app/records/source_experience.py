"""What a cooperation source has funded so far."""

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Need, Question, Section

FUNDED = (
    Question(field="title", label=N_("Title"), kind=Answer.LINE, need=Need.DRAFT),
    Question(field="year", label=N_("Year"), kind=Answer.DATE),
    Question(field="country", label=N_("Country"), kind=Answer.CODE, codes="country"),
    Question(field="sector", label=N_("Sector"), kind=Answer.CODE, codes="sector"),
    Question(field="currency", label=N_("Currency"), kind=Answer.CODE, codes="currency"),
    Question(field="amount", label=N_("Amount"), kind=Answer.AMOUNT),
    Question(
        field="initiative",
        label=N_("In the list of initiatives"),
        kind=Answer.REF,
        ref="initiative",
    ),
)
EXPERIENCE = Section(
    N_("Experience"),
    (
        Question(
            field="experience",
            label=N_("Experience with South-South cooperation"),
            kind=Answer.LOCAL_TEXT,
        ),
        Question(field="experience_since", label=N_("Since"), kind=Answer.DATE),
        Question(
            field="usual_roles",
            label=N_("Its usual part"),
            kind=Answer.CODES,
            codes="source_role",
            view="source_usual_role",
        ),
        Question(
            field="track_record",
            label=N_("What it has funded"),
            kind=Answer.ROWS,
            rows=FUNDED,
            view="source_funded",
            help=N_("Begin with initiatives of your own list."),
        ),
    ),
    "experience",
)
