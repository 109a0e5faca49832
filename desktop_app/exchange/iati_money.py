"""IATI budgets and transactions become money lines."""

import re
from xml.etree.ElementTree import Element

from desktop_app.exchange import iati_codes as codes
from desktop_app.exchange.iati_piece import Piece

_DECIMAL = re.compile(r"\+?(-?)(\d*)(?:\.(\d*))?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_COMMITTED = "2"
_REPAID = "REP"
_IN_KIND_AID = ("D01", "D02")  # experts and training: as often in kind as in cash


def read_budget(piece: Piece, child: Element) -> None:
    """Read an original or revised budget; who pays it, IATI does not say."""
    kind = codes.BUDGETS.get(child.get("type", "1"))
    start, end = child.find("period-start"), child.find("period-end")
    value = child.find("value")
    if not kind or start is None or end is None or value is None:
        return
    row = {
        "kind": kind,
        "period_start": _day(start),
        "period_end": _day(end),
        "cash_kind": "CASH",
        "refund": _refund(piece),
        **_money(piece, value),
    }
    if not _complete(row) or not piece.add_row("money", row):
        return
    piece.tell(child, "type", *(["status"] if child.get("status") == _COMMITTED else []))
    piece.tell(start, "iso-date")
    piece.tell(end, "iso-date")
    _tell_money(piece, value, _day(start))


def read_transaction(piece: Piece, child: Element) -> None:
    """Read a commitment, disbursement, expenditure or repayment."""
    code, day, value = (
        child.find(tag) for tag in ("transaction-type", "transaction-date", "value")
    )
    kind = codes.TRANSACTIONS.get(code.get("code", "")) if code is not None else None
    if not kind or code is None or day is None or value is None:
        return
    payer, receiver = _sides(piece, child, kind)
    row = {
        "kind": kind,
        "payer": payer,
        "receiver": receiver,
        "period_start": _day(day),
        "period_end": _day(day),
        "cash_kind": _cash_kind(child),
        "refund": _refund(piece, child),
        **_money(piece, value),
    }
    if not _complete(row) or not piece.add_row("money", row):
        return
    piece.tell(code, "code")
    piece.tell(day, "iso-date")
    _tell_money(piece, value, _day(day))
    for tag, party in (("provider-org", payer), ("receiver-org", receiver)):
        organisation = child.find(tag)
        if organisation is not None and party:
            piece.tell(organisation, *codes.told_by_party(organisation))
    finance = child.find("finance-type")
    if finance is not None and finance.get("code") in ("110", "421"):
        piece.tell(finance, "code")


def _sides(piece: Piece, child: Element, kind: str) -> tuple[str, str]:
    """Return payer and receiver; a repayment flows from the recipient to who reports it."""
    participants = piece.values.get("participants", [])
    own = child.find("recipient-country")
    countries = piece.recipients() if own is None else [own.get("code", "")]
    recipient = countries[0] if len(countries) == 1 else ""
    reporter = next((row["party"] for row in participants if not row.get("role")), "")
    usual = (recipient, reporter) if kind == _REPAID else (reporter, recipient)
    payer, receiver = (
        _party(child.find(tag), party)
        for tag, party in zip(("provider-org", "receiver-org"), usual, strict=True)
    )
    return payer, receiver


def _party(organisation: Element | None, usual: str) -> str:
    """Return the party named; the usual one only when no organisation is named at all."""
    return usual if organisation is None else codes.party_of(organisation.get("ref", ""))


def _cash_kind(child: Element) -> str:
    aid = child.find("aid-type")
    return "" if aid is not None and aid.get("code") in _IN_KIND_AID else "CASH"


def _refund(piece: Piece, child: Element | None = None) -> str:
    finance = child.find("finance-type") if child is not None else None
    if finance is not None:
        return codes.FINANCE.get(finance.get("code", ""), "")
    return str(piece.values.get("refundability", ""))


def _day(element: Element) -> str:
    return element.get("iso-date", "")


def _money(piece: Piece, value: Element) -> dict[str, str]:
    currency = value.get("currency", piece.element.get("default-currency", ""))
    return {
        "currency": currency if _CURRENCY.fullmatch(currency) else "",
        "amount": _amount(value.text or ""),
    }


def _complete(row: dict[str, str]) -> bool:
    return bool(row["amount"] and row["currency"] and row["period_start"])


def _amount(text: str) -> str:
    """Return an xsd:decimal as our amounts are written, nothing when it is none."""
    found = _DECIMAL.fullmatch(text.strip())
    if not found or not (found[2] or found[3]):
        return ""
    cents = (found[3] or "").rstrip("0")
    return f"{found[1]}{found[2] or '0'}{'.' if cents else ''}{cents}"


def _tell_money(piece: Piece, value: Element, day: str) -> None:
    same_day = value.get("value-date") == day
    piece.tell(value, "", "currency", *(["value-date"] if same_day else []))
    if value.get("currency") in (None, piece.element.get("default-currency")):
        piece.tell(piece.element, "default-currency")
