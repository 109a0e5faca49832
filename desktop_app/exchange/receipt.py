"""The receipt inside an answer: what became of each record of a bundle."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from desktop_app.errors import BundleRejected
from desktop_app.exchange.questions import Question, questions_plain, read_questions
from desktop_app.exchange.zipguard import DAMAGED
from desktop_app.records.merge import Outcome
from desktop_app.records.plain import canonical, clean
from desktop_app.records.policy import Policy, policy_in
from desktop_app.records.stamp import is_uid

RECEIPT_LIMIT = 16 * 1024 * 1024
_REASON_LIMIT = 2_000
_CODE_LIMIT = 60
_HASH_LENGTH = 64
_MOST_SPANS = 10_000
_HEX = frozenset("0123456789abcdef")
_YEAR = re.compile("[0-9]{4}")
_MEMBERS = frozenset(["about", "missing_seqs", "office", "records", "revisions", "seq"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRecord:
    """One record: its outcome is that of the merge, the reason a text for a person."""

    uid: str
    outcome: Outcome
    human_code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of the bundle of `office` whose manifest has the SHA-256 `about`.

    `revisions` are the ids that arrived and need not be sent again, `missing_seqs` the numbers
    that never arrived, or whose merge was taken back since. `files` are the hashes of the files
    that are kept there, `missing_files` those that its records name and that did not come; `seals`
    the short names of the office's seals that are taken there. An older Surco tells none of these.
    `held` are the numbers, from and to, of all bundles of which something is held there, for each
    row in which the office ever counted; None when an older Surco does not tell it. `wanted` are
    the revisions that others were built upon and that are not held there.
    `came_open` says that the bundle was not encrypted though that is asked of all.
    `above` is what `above_by`, the Secretariat, said of records that a national office passed on
    to it, and `above_revisions` the ids that arrived there. `questions` are on records of `office`.
    """

    about: str
    seq: int
    office: str
    records: tuple[ReceiptRecord, ...] = ()
    missing_seqs: tuple[int, ...] = ()
    revisions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    missing_files: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    policy: Policy | None = None  # what the Secretariat asks of all, if it chose
    above_by: str = ""
    above: tuple[ReceiptRecord, ...] = ()
    above_revisions: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    held: Mapping[str, tuple[tuple[int, int], ...]] | None = None
    wanted: tuple[str, ...] = ()
    shared_row: str = ""  # the stream in which two installations count, if that was seen
    codes: Mapping[int, int] = field(default_factory=dict)  # year -> the last number of a code
    came_open: bool = False

    def count(self, outcome: Outcome) -> int:
        return sum(record.outcome is outcome for record in self.records)


def receipt_bytes(receipt: Receipt) -> bytes:
    """Return the canonical JSON of a receipt; records and ids in a fixed order."""
    return canonical(
        {
            "about": receipt.about,
            "above": sorted((asdict(record) for record in receipt.above), key=_order),
            "above_by": receipt.above_by,
            "above_revisions": sorted(receipt.above_revisions),
            "files": sorted(receipt.files),
            "missing_files": sorted(receipt.missing_files),
            "missing_seqs": sorted(receipt.missing_seqs),
            "office": receipt.office,
            "questions": questions_plain(receipt.questions),
            "records": sorted((asdict(record) for record in receipt.records), key=_order),
            "revisions": sorted(receipt.revisions),
            "seals": sorted(receipt.seals),
            "seq": receipt.seq,
        }
        | ({"policy": receipt.policy.plain()} if receipt.policy else {})
        | ({"shared_row": receipt.shared_row} if receipt.shared_row else {})
        | ({"held": _held_plain(receipt.held)} if receipt.held is not None else {})
        | ({"wanted": sorted(receipt.wanted)} if receipt.wanted else {})
        | ({"came_open": True} if receipt.came_open else {})
        | _told_codes(receipt)
    )


def _told_codes(receipt: Receipt) -> dict[str, dict[str, int]]:
    told = {str(year): last for year, last in receipt.codes.items()}
    return {"codes": told} if told else {}


def read_receipt(plain: Mapping[str, Any]) -> Receipt:
    """Return the receipt that `Bundle.receipt` holds. Raises BundleRejected."""
    lists = [plain.get(name) for name in ("records", "missing_seqs", "revisions")]
    if not plain.keys() >= _MEMBERS or not all(isinstance(value, list) for value in lists):
        raise BundleRejected(DAMAGED)
    names = ("files", "missing_files", "above_revisions", "wanted")
    files = [plain.get(name, []) for name in names]
    above = plain.get("above", [])
    if not isinstance(above, list) or not all(
        isinstance(some, list) and all(map(_is_hash, some)) for some in files
    ):
        raise BundleRejected(DAMAGED)
    seals = plain.get("seals", [])
    if not isinstance(seals, list) or not all(isinstance(one, str) for one in seals):
        raise BundleRejected(DAMAGED)
    numbers = [plain["seq"], *plain["missing_seqs"]]
    if (
        not all(type(number) is int and number >= 0 for number in numbers)
        or not all(_is_hash(name) for name in [plain["about"], *plain["revisions"]])
        or not isinstance(plain["office"], str)
        or not _is_text(plain.get("above_by", ""), _CODE_LIMIT)
        or not _is_text(plain.get("shared_row", ""), _CODE_LIMIT)
    ):
        raise BundleRejected(DAMAGED)
    return Receipt(
        about=plain["about"],
        seq=plain["seq"],
        office=plain["office"],
        records=tuple(_record(line) for line in plain["records"]),
        missing_seqs=tuple(plain["missing_seqs"]),
        revisions=tuple(plain["revisions"]),
        files=tuple(files[0]),
        missing_files=tuple(files[1]),
        seals=tuple(seals),
        policy=policy_in(plain.get("policy")),
        questions=read_questions(plain.get("questions", [])),
        above_by=plain.get("above_by", ""),
        above=tuple(_record(line) for line in above),
        above_revisions=tuple(files[2]),
        wanted=tuple(files[3]),
        held=_held(plain["held"]) if "held" in plain else None,
        shared_row=plain.get("shared_row", ""),
        codes=_codes(plain.get("codes", {})),
        came_open=plain.get("came_open") is True,
    )


def _held_plain(held: Mapping[str, tuple[tuple[int, int], ...]]) -> dict[str, list[list[int]]]:
    return {row: [list(span) for span in spans] for row, spans in sorted(held.items())}


def _held(plain: object) -> dict[str, tuple[tuple[int, int], ...]]:
    if not isinstance(plain, dict) or not all(
        _is_text(row, _CODE_LIMIT) and isinstance(spans, list) and all(map(_is_span, spans))
        for row, spans in plain.items()
    ):
        raise BundleRejected(DAMAGED)
    if sum(map(len, plain.values())) > _MOST_SPANS:  # each number that went is looked for in them
        raise BundleRejected(DAMAGED)
    return {row: tuple((first, last) for first, last in spans) for row, spans in plain.items()}


def _is_span(plain: object) -> bool:
    return (
        isinstance(plain, list)
        and len(plain) == 2  # noqa: PLR2004 - from and to
        and all(type(number) is int and number >= 0 for number in plain)
    )


def _codes(plain: object) -> dict[int, int]:
    if not isinstance(plain, dict) or not all(
        isinstance(year, str) and _YEAR.fullmatch(year) and type(last) is int and last > 0
        for year, last in plain.items()
    ):
        raise BundleRejected(DAMAGED)
    return {int(year): last for year, last in plain.items()}


def _record(plain: object) -> ReceiptRecord:
    if not isinstance(plain, dict):
        raise BundleRejected(DAMAGED)
    uid, code = plain.get("uid"), plain.get("human_code")
    outcome, reason = plain.get("outcome"), plain.get("reason")
    if (
        not isinstance(uid, str)
        or not is_uid(uid)
        or not isinstance(outcome, str)
        or outcome not in set(Outcome)
        or not _is_text(code, _CODE_LIMIT)
        or not _is_text(reason, _REASON_LIMIT)
    ):
        raise BundleRejected(DAMAGED)
    return ReceiptRecord(
        uid=uid, outcome=Outcome(outcome), human_code=str(code), reason=str(reason)
    )


def _is_text(value: object, limit: int) -> bool:
    return isinstance(value, str) and len(value) <= limit and clean(value) == value


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == _HASH_LENGTH and set(value) <= _HEX


def _order(line: Mapping[str, str]) -> tuple[str, str, str]:
    return line["uid"], line["outcome"], line["reason"]
