"""Meetings and the commitments made there, each followed until it is kept."""

from desktop_app.language import N_
from desktop_app.records.documents import DOCUMENT
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section

PRESENT = (
    Question(field="party", label=N_("Country or mechanism"), kind=Answer.CODE, codes="party"),
    Question(field="institution", label=N_("Institution"), kind=Answer.LINE),
    Question(field="persons", label=N_("Persons"), kind=Answer.COUNT),
)

MEETING = Kind(
    name="meeting",
    title=N_("Meeting"),
    plural=N_("Meetings"),
    sections=(
        Section(
            N_("What it is"),
            (
                Question(
                    field="name",
                    label=N_("Name of the meeting"),
                    kind=Answer.LOCAL,
                    need=Need.DRAFT,
                    limit=250,
                    in_title=True,
                ),
                Question(
                    field="series",
                    label=N_("Kind of meeting"),
                    kind=Answer.CODE,
                    codes="meeting_series",
                ),
                Question(field="start", label=N_("From"), kind=Answer.DATE, need=Need.READY),
                Question(field="end", label=N_("Until"), kind=Answer.DATE, need=Need.READY),
                Question(field="place", label=N_("Place"), kind=Answer.LINE),
                Question(
                    field="document_symbol",
                    label=N_("Symbol of its documents"),
                    kind=Answer.LINE,
                    limit=60,
                    in_title=True,
                    help=N_("As it is quoted. Example: SP/XXXI-RDCIALC/DF"),
                ),
                Question(field="agenda", label=N_("Agenda"), kind=Answer.LOCAL_TEXT),
                Question(
                    field="attendance",
                    label=N_("Who was there"),
                    kind=Answer.ROWS,
                    rows=PRESENT,
                    view="meeting_attendance",
                ),
                Question(
                    field="agreement",
                    label=N_("Act of the meeting"),
                    kind=Answer.REF,
                    ref="agreement",
                ),
                Question(
                    field="documents",
                    label=N_("Documents"),
                    kind=Answer.ROWS,
                    rows=DOCUMENT,
                    view="meeting_document",
                ),
            ),
            "what",
        ),
        REGISTER,
    ),
    title_field="name",
)

COMMITMENT = Kind(
    name="commitment",
    title=N_("Commitment"),
    plural=N_("Commitments"),
    sections=(
        Section(
            N_("What it is"),
            (
                Question(
                    field="text",
                    label=N_("What was promised"),
                    kind=Answer.LOCAL,
                    need=Need.DRAFT,
                    limit=400,
                    in_title=True,
                ),
                Question(
                    field="party",
                    label=N_("Who is responsible"),
                    kind=Answer.CODE,
                    codes="party",
                    need=Need.READY,
                ),
                Question(field="due", label=N_("Due on"), kind=Answer.DATE),
                Question(
                    field="state",
                    label=N_("State"),
                    kind=Answer.CODE,
                    codes="commitment_state",
                    need=Need.READY,
                ),
                Question(
                    field="evidence",
                    label=N_("Evidence"),
                    kind=Answer.LINE,
                    help=N_("The document or the place where one sees that it was done."),
                ),
                Question(
                    field="meeting",
                    label=N_("Made at the meeting"),
                    kind=Answer.REF,
                    ref="meeting",
                ),
                Question(
                    field="initiative",
                    label=N_("In the list of initiatives"),
                    kind=Answer.REF,
                    ref="initiative",
                ),
                Question(
                    field="source",
                    label=N_("In the list of sources"),
                    kind=Answer.REF,
                    ref="source",
                ),
            ),
            "what",
        ),
        REGISTER,
    ),
    title_field="text",
)
