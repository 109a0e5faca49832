"""Money and contributions in kind of an initiative."""

from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Need, Question, Section, Values

_IN_KIND = "KIND"
BASE_CURRENCY = "USD"
BY_HAND = "MAN"


def _in_kind(row: Values) -> bool:
    return row.get("cash_kind") == _IN_KIND


def _refundable(row: Values) -> bool:
    return row.get("refund") == "R"


def _foreign(row: Values) -> bool:
    return row.get("currency") not in (None, "", BASE_CURRENCY)


def _by_hand(row: Values) -> bool:
    return _foreign(row) and row.get("rate_kind") == BY_HAND


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
        field="rate",
        label=N_("Units of the currency for one US dollar"),
        kind=Answer.AMOUNT,
        applies=_foreign,
        help=N_("The rate for the period. Example: 6.91"),
    ),
    Question(
        field="rate_kind",
        label=N_("Kind of rate"),
        kind=Answer.CODE,
        codes="fx_kind",
        applies=_foreign,
    ),
    Question(
        field="rate_source", label=N_("Source of the rate"), kind=Answer.LINE, applies=_foreign
    ),
    Question(
        field="rate_reason",
        label=N_("Why a rate typed by hand"),
        kind=Answer.LINE,
        applies=_by_hand,
    ),
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
    Question(
        field="finance_type",
        label=N_("Type of finance"),
        kind=Answer.CODE,
        codes="finance_type",
        help=N_("Only when “refundable or not” says too little. Example: 421, standard loan"),
    ),
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
        field="evidence",
        label=N_("Evidence"),
        kind=Answer.LINE,
        help=N_("The document that shows it: number of a report, an invoice, a letter."),
    ),
    Question(
        field="confirmed_by",
        label=N_("Confirmed by"),
        kind=Answer.CODE,
        codes="line_confirmed",
    ),
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
