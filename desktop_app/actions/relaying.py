"""What offices further up say of records: taken from their answers, and passed on to units."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.actions import roads
from desktop_app.actions.office import SECRETARIAT, Office
from desktop_app.actions.trusting import scope_of
from desktop_app.records.merge import Outcome
from desktop_app.records.record import Record
from desktop_app.records.scope import speaks_for
from desktop_app.store import records as stored
from desktop_app.store import revisions, told, trust
from desktop_app.store.tellers import by_way_of

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.receipt import Receipt, ReceiptRecord

ARRIVED = "national"  # where a record stands that is with the national office
_OPEN = ("sent", "received", "returned", ARRIVED)
SENT = (*_OPEN, "accepted")


def chief(office: Office) -> str:
    """Return the code of the Secretariat whose card was taken, empty while none was."""
    known = [one.office for one in trust.trusted(office.store) if one.role == SECRETARIAT]
    return known[-1] if known else ""


def said_above(
    office: Office, addressee: str
) -> "tuple[str, tuple[ReceiptRecord, ...], tuple[str, ...]]":
    """Return the Secretariat's code, what it said of a unit's records, and what arrived there."""
    from desktop_app.exchange.receipt import ReceiptRecord

    by = "" if office.is_secretariat else chief(office)
    if not by or not roads.is_below(office, addressee):
        return "", (), ()
    scope = scope_of(office, addressee)
    lines = tuple(
        ReceiptRecord(uid=uid, human_code=code, outcome=Outcome(outcome), reason=reason)
        for uid, code, outcome, reason in told.of_records(office.store, scope, by)
    )
    return by, lines, tuple(sorted(revisions.acknowledged(office.store, scope, by)))


def may_decide(office: Office, receipt: "Receipt", sender: str, author: str) -> bool:
    """Tell whether a line in an answer of `sender` can be a decision on our records, or our own.

    Who the Secretariat is, its card says here; without one it is who the answer names.
    """
    if author in (sender, chief(office) or receipt.above_by):
        return True
    return speaks_for(scope_of(office), author) or roads.is_above(office, author)


def take(office: Office, bundle: "Bundle", receipt: "Receipt") -> None:
    """Write down what an answer says of each record, and show where it stands."""
    said = {line.uid: line for line in receipt.records}
    above = {line.uid: line for line in receipt.above} if receipt.above_by else {}
    _keep(office, bundle.office, said)
    if receipt.above_by:
        _keep(office, receipt.above_by, above)
        way = by_way_of(bundle.office, receipt.above_by)
        revisions.acknowledge(office.store, receipt.above_revisions, bundle.manifest_hash, way)
    scope = scope_of(office)
    here, there = set(receipt.revisions), set(receipt.above_revisions)
    asked = {one.uid for one in receipt.questions}
    arrived = "accepted" if bundle.role == SECRETARIAT else ARRIVED
    marked = []
    for record in stored.load_many(office.store, [*{*said, *above, *asked}]):
        if record.status not in _OPEN or not speaks_for(scope, record.office):
            continue
        status = _standing(record, said.get(record.uid), here, arrived) or record.status
        if bundle.role != SECRETARIAT:
            status = _standing(record, above.get(record.uid), there, "accepted") or status
        if record.uid in asked and set(record.heads) <= here:
            status = "returned"
        if status != record.status:
            marked.append(replace(record, status=status))
    why = f"answer to bundle {receipt.seq}"
    stored.save_many(office.store, marked, who=office.who, at=office.moment(), why=why)


def _standing(
    record: Record, line: "ReceiptRecord | None", acknowledged: set[str], arrived: str
) -> str:
    """Return where a record stands by what is said of it, nothing while that is an earlier one."""
    if line is None:
        return ""
    if line.outcome is Outcome.REFUSED:
        return "returned"
    if not set(record.heads) <= acknowledged:
        return ""
    return "received" if line.outcome is Outcome.CONFLICT or record.draft else arrived


def _keep(office: Office, by: str, lines: "dict[str, ReceiptRecord]") -> None:
    rows = [(line.uid, line.outcome.value, line.reason) for line in lines.values()]
    told.put(office.store, by, rows)
