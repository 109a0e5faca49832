"""A record as one line of a list, what narrows a list, and the codes a record is found under."""

from dataclasses import dataclass
from typing import Any

from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Values
from desktop_app.records.record import Record

# kind -> the question that `what` and `state` of a line come from
WHAT = {
    "offer": "dimension",
    "agreement": "legal_kind",
    "meeting": "series",
    "organisation": "org_type",
    "office": "office_kind",
}
STATE = {"offer": "state", "practice": "state", "commitment": "state"}
_STARTS = ("actual_start", "planned_start", "start", "period_start", "valid_from", "signed_on")
_ENDS = ("actual_end", "planned_end", "end", "period_end", "valid_to", "expires_on", "due")
# A status that no record has: a draft again after it was sent.
CHANGED = "changed"
_LONGEST_PERIOD = 40  # years; a longer one is a slip of the keyboard


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """What a list shows of a record; `title` is a multilingual text or, of a person, a plain one.

    `parties` are (country or mechanism, role); `errors`, `warnings` and `missing` count the
    findings, `conflicts` the open differences.
    """

    kind: str
    uid: str
    office: str
    human_code: str
    status: str
    draft: bool  # nobody has marked it ready, whether it was sent or not
    title: Any
    acronym: str
    stage: str
    modality: str
    sector: str
    parties: tuple[tuple[str, str], ...]
    start: str
    end: str
    source_type: str
    instruments: tuple[str, ...]
    what: str  # offer or request, kind of agreement, meeting or office; its list is in WHAT
    state: str  # of an offer, a practice or a commitment; its list is in STATE
    errors: int
    warnings: int
    missing: int
    conflicts: int
    updated_at: str
    sent_seq: int = 0  # the last bundle it went in; the store knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a list; empty means all, withdrawn records only when `status` asks for them.

    `status` may also be CHANGED.
    """

    status: str = ""
    office: str = ""
    stage: str = ""
    modality: str = ""
    partner: str = ""
    sector: str = ""
    year: str = ""
    source_type: str = ""
    instrument: str = ""
    what: str = ""
    state: str = ""
    sdg: str = ""
    findings: str = ""  # errors, missing, warnings, conflicts, notes or none
    to_check: bool = False  # only records with a finding or an open difference


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is put in order; none is the newest first.

    `language` is the reader's: titles and labels are sorted as they are read.
    """

    column: str = ""
    falling: bool = False
    language: str = "es"


def list_row(record: Record, counts: tuple[int, int, int]) -> ListRow:
    """Return the line of a record; `counts` are its errors, warnings and missing answers."""
    kind = KINDS[record.kind]
    answers = record.values
    errors, warnings, missing = counts
    return ListRow(
        kind=record.kind,
        uid=record.uid,
        office=record.office,
        human_code=record.human_code,
        status=record.status,
        draft=record.draft,
        title=answers.get(kind.title_field) or "",
        acronym=answers.get(kind.acronym_field) or "",
        stage=answers.get("stage") or "",
        modality=answers.get("modality") or "",
        sector=answers.get("sector") or next(iter(answers.get("sectors") or ()), ""),
        parties=_parties(record),
        start=_first(answers, _STARTS),
        end=_first(answers, _ENDS),
        source_type=answers.get("source_type") or "",
        instruments=tuple(answers.get("instruments") or ()),
        what=answers.get(WHAT.get(record.kind, "")) or "",
        state=answers.get(STATE.get(record.kind, "")) or "",
        errors=errors,
        warnings=warnings,
        missing=missing,
        conflicts=len(record.conflicts),
        updated_at=record.updated_at,
    )


def _first(answers: Values, names: tuple[str, ...]) -> str:
    return next((str(answers[name]) for name in names if answers.get(name)), "")


def _parties(record: Record) -> tuple[tuple[str, str], ...]:
    answers = record.values
    if alone := answers.get("country") or answers.get("party"):
        return ((alone, ""),)
    if together := answers.get("parties"):
        return tuple((party, "") for party in together)
    rows = answers.get("participants") or answers.get("attendance") or ()
    return tuple((row.get("party", ""), row.get("role", "")) for row in rows)


def list_codes(record: Record) -> frozenset[tuple[str, str]]:
    """Return (name in Filters, code) of all that a record is found under, several of one name too.

    A record is found under every year from its start to its end.
    """
    answers = record.values
    codes = {("partner", party) for party, _role in _parties(record)}
    for name in ("stage", "modality", "sector", "source_type"):
        codes.add((name, answers.get(name) or ""))
    codes.add(("sector", answers.get("sector_2") or ""))
    codes.update(("sector", code) for code in answers.get("sectors") or ())
    codes.update(("modality", code) for code in answers.get("modalities") or ())
    codes.update(("instrument", code) for code in answers.get("instruments") or ())
    codes.update(("sdg", goal) for goal in _goals(answers))
    codes.update(("year", str(year)) for year in _years(record))
    for name, fields in (("what", WHAT), ("state", STATE)):
        codes.add((name, answers.get(fields.get(record.kind, "")) or ""))
    return frozenset((name, code) for name, code in codes if code)


def _goals(answers: Values) -> set[str]:
    """Return the goals of initiatives (rows with a target each) and of others (codes)."""
    given = answers.get("sdgs") or ()
    return {one.get("goal") or "" if isinstance(one, dict) else one for one in given}


def _years(record: Record) -> range:
    start = _first(record.values, _STARTS) or str(record.values.get("due") or "")
    if not start:
        return range(0)
    end = _first(record.values, _ENDS) or start
    first, last = int(start[:4]), int(end[:4])
    return range(first, min(max(first, last), first + _LONGEST_PERIOD) + 1)
