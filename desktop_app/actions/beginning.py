"""Beginning a record from what is known already: the last one, another one, a request."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.actions import records
from desktop_app.actions.lists import list_rows
from desktop_app.actions.office import Office
from desktop_app.actions.twins import tell_apart
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.access import OFFICE_ONLY, leaving, may_leave
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import Filters
from desktop_app.records.offer import REQUEST
from desktop_app.records.questionnaire import Question
from desktop_app.records.record import Record, answered
from desktop_app.records.rowids import with_row_ids

LIKE_LAST = "begin_like_last"  # setting: "no" when new records begin empty

# Answers that an office gives alike in record after record, and that harm nothing if overlooked.
ALIKE = {
    "initiative": ("access", "modality", "contact"),
    "source": ("access", "contact", "languages"),
    "offer": ("access", "country", "institution", "organisation", "contact", "languages"),
    "practice": ("access", "contact"),
    "agreement": ("access", "legal_kind"),
    "meeting": ("access", "series"),
    "commitment": ("access", "party", "meeting"),
    "organisation": ("access", "country"),
    "contact": ("access", "country", "organisation", "organisation_name"),
    "office": ("access",),
}
# What is of one record alone: numbers others know it by, how far it went, what came of it.
_OWN = frozenset(
    {"iati_id", "local_code", "act_code", "document_symbol", "last_verified", "verification"}
    | {"verified_by", "next_review", "stage", "stage_reason", "stage_history", "approval_date"}
    | {"approval_doc", "actual_start", "actual_end", "results_summary", "lessons"}
    | {"sustainability", "difficulties", "self_assessment", "events", "documents", "state"}
    | {"evidence", "criteria", "reviewer", "review_date", "photos", "consent", "consent_text"}
    | {"confidentiality_reason", "attendance"}
)
_SPENT = frozenset({"DIS", "EXE", "REP"})  # money that has moved belongs to the first alone
_OWN_COLUMNS = {
    "participants": ("partner_code", "partner_confirmed"),
    "money": ("evidence", "confirmed_by"),
    "results": ("actual", "actual_date", "women", "men", "in_words", "verification"),
    "beneficiaries": ("actual", "women", "men", "unspecified"),
}
NAMED = frozenset({*_OWN, *_OWN_COLUMNS}.union(*ALIKE.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new record, not saved yet, and where its answers come from.

    `taken` are fields filled from the last record of this kind; `left_out` are fields of
    `origin`, the title of the record it was made from, that were not copied whole.
    """

    record: Record
    taken: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    origin: str = ""
    of: str = ""  # the uid of the record that this one is a copy of


def begin(office: Office, kind: str) -> Begun:
    """Return a new record that begins like the last of its kind, unless that is switched off."""
    fresh = records.blank(office, kind)
    last = _last(office, kind) if begins_like_last(office) else None
    if last is None:
        return Begun(record=fresh)
    alike = {name: last[name] for name in ALIKE[kind] if answered(last[name])}
    alike |= _own_rows(office, last)
    filled = fresh.with_values(**alike)
    taken = tuple(name for name in alike if fresh[name] != filled[name])
    return Begun(record=filled, taken=taken)


def begins_like_last(office: Office) -> bool:
    """Tell whether new records begin with some answers of the last one."""
    return office.setting(LIKE_LAST, "yes") != "no"


def begin_like_last(office: Office, *, wanted: bool) -> None:
    """Switch on or off that new records begin with some answers of the last one."""
    office.change_setting(LIKE_LAST, "yes" if wanted else "no")


def duplicate(office: Office, record: Record) -> Begun:
    """Return a copy of `record` as a new one of this office, without what is its alone."""
    kind = KINDS[record.kind]
    copied: dict[str, Any] = {}
    left_out = []
    for question in kind.questions:
        value = record[question.field]
        if not answered(value):
            continue
        kept = _kept(question, value)
        if kept != value:
            left_out.append(question.field)
        if answered(kept):
            copied[question.field] = kept
    fresh = records.blank(office, record.kind)
    fresh = replace(fresh, values={**fresh.values, **copied})
    title = records.title_of(record, office.language)
    return Begun(record=fresh, left_out=tuple(left_out), origin=title, of=record.uid)


def project_from_request(office: Office, request: Record) -> Begun:
    """Return a new initiative that answers a request. Raises UserError for any other record."""
    if request.kind != "offer" or request["dimension"] != REQUEST:
        raise UserError(
            N_("“{title}” is not a request; only a request can become an initiative."),
            title=records.title_of(request, office.language),
        )
    request = leaving(request)  # the initiative has no marks that would keep its answers here
    title = records.title_of(request, office.language)
    forms = request.codes("forms")
    goals = request.codes("sdgs")
    answers = {
        **({} if may_leave(request) else {"access": OFFICE_ONLY}),
        "title": request["title"],
        "summary": request["description"],
        "background": request["problem"],
        "participants": _parties(office, request),
        "institutions": _institutions(request),
        "contact": request["contact"] if request.office == office.code else None,
        "form": forms[0] if len(forms) == 1 else None,
        "other_forms": forms if len(forms) > 1 else None,
        "sector": request["sector"],
        "sector_2": request["sector_2"],
        "sdgs": [{"goal": goal} for goal in goals],
        "request": request.uid,
        "demand_origin": " · ".join(part for part in (request.human_code, title) if part),
    }
    fresh = records.blank(office, "initiative").with_values(**answers)
    kind = KINDS["initiative"]
    rows = {
        name: with_row_ids(kind.question(name), fresh.rows(name))
        for name in ("participants", "institutions", "sdgs")
    }
    return Begun(record=fresh.with_values(**rows), origin=title)


def keep(office: Office, begun: Begun) -> Record:
    """Save what was begun from another record and return it; a copy is no twin of its first."""
    saved = records.enter_record(office, begun.record)
    if begun.of:
        tell_apart(office, saved.uid, begun.of)
    return saved


def _last(office: Office, kind: str) -> Record | None:
    """Return the last record without what is for this office only: a new one has no such marks."""
    newest = list_rows(office, kind, filters=Filters(office=office.code), limit=1)
    return leaving(records.find(office, newest[0].uid)) if newest else None


def _own_rows(office: Office, last: Record) -> dict[str, Any]:
    """Return the rows of this country alone: its role in the last initiative, nothing of others."""
    if last.kind != "initiative" or not office.country:
        return {}
    own = [
        {name: row[name] for name in ("id", "party", "role") if name in row}
        for row in last.rows("participants")
        if row.get("party") == office.country
    ]
    return {"participants": own} if own else {}


def _kept(question: Question, value: Any) -> Any:  # noqa: ANN401 - a plain value
    """Return what a copy has of an answer, None for what is of the first record alone."""
    field = question.field
    if field in _OWN:
        return None
    if field not in _OWN_COLUMNS:
        return value
    rows = [row for row in value if field != "money" or row.get("kind") not in _SPENT]
    return with_row_ids(question, [_without(row, _OWN_COLUMNS[field]) for row in rows])


def _without(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _parties(office: Office, request: Record) -> list[dict[str, str]]:
    """Return the asking party as the recipient, and this country beside it as the provider."""
    asking = request["country"] or ""
    rows = [{"party": asking, "role": "REC"}] if asking else []
    if office.country and office.country != asking:
        rows.append({"party": office.country, "role": "PRO"})
    return rows


def _institutions(request: Record) -> list[dict[str, str]]:
    if not request["institution"]:
        return []
    row = {
        "party": request["country"],
        "name": request["institution"],
        "organisation": request["organisation"],
    }
    return [{name: value for name, value in row.items() if value}]
