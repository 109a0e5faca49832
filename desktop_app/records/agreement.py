"""Legal instruments and acts of joint commissions with their items."""

from desktop_app.language import N_
from desktop_app.records.documents import DOCUMENT
from desktop_app.records.envelope import REGISTER
from desktop_app.records.questionnaire import Answer, Kind, Need, Question, Section, Values

JOINT_COMMISSION = "JCM"


def _act(values: Values) -> bool:
    return values.get("legal_kind") == JOINT_COMMISSION


ITEM = (
    Question(field="number", label=N_("No."), kind=Answer.LINE, need=Need.DRAFT, limit=20),
    Question(field="title", label=N_("Title"), kind=Answer.LINE, need=Need.READY),
    Question(field="result", label=N_("Agreed result"), kind=Answer.LINE),
    Question(
        field="initiative",
        label=N_("In the list of initiatives"),
        kind=Answer.REF,
        ref="initiative",
    ),
)

AGREEMENT = Kind(
    name="agreement",
    title=N_("Agreement"),
    plural=N_("Agreements"),
    sections=(
        Section(
            N_("What it is"),
            (
                Question(
                    field="title",
                    label=N_("Title of the instrument"),
                    kind=Answer.LOCAL,
                    need=Need.DRAFT,
                    limit=250,
                    in_title=True,
                ),
                Question(
                    field="legal_kind",
                    label=N_("Kind"),
                    kind=Answer.CODE,
                    codes="legal",
                    need=Need.READY,
                ),
                Question(
                    field="parties",
                    label=N_("Countries and mechanisms"),
                    kind=Answer.CODES,
                    codes="party",
                    view="agreement_party",
                    need=Need.READY,
                ),
                Question(field="signed_on", label=N_("Signed on"), kind=Answer.DATE),
                Question(field="in_force", label=N_("In force since"), kind=Answer.DATE),
                Question(field="expires_on", label=N_("Expires on"), kind=Answer.DATE),
                Question(
                    field="documents",
                    label=N_("Documents"),
                    kind=Answer.ROWS,
                    rows=DOCUMENT,
                    view="agreement_document",
                ),
            ),
            "what",
        ),
        Section(
            N_("Joint commission"),
            (
                Question(
                    field="act_code",
                    label=N_("Name of the act"),
                    kind=Answer.LINE,
                    limit=60,
                    need=Need.READY,
                    applies=_act,
                    in_title=True,
                    help=N_("As both sides quote it. Example: JCM AR-BO 2023"),
                ),
                Question(
                    field="items",
                    label=N_("Items"),
                    kind=Answer.ROWS,
                    rows=ITEM,
                    key=("number",),
                    view="agreement_item",
                    need=Need.READY,
                    applies=_act,
                    help=N_("Each with its number: act and number are the code of both sides."),
                ),
            ),
            "act",
        ),
        REGISTER,
    ),
)
