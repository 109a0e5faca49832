"""Entering, changing, finishing and withdrawing records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from desktop_app.actions.context import StoreContext
from desktop_app.actions.given import ENVELOPE, answers_of, patched
from desktop_app.actions.holding import held_back, leaves_the_same
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.errors import BadAnswer, DiskFull, Sentence, UserError
from desktop_app.language import N_
from desktop_app.records import checks
from desktop_app.records.access import MARKS, refuse_strange_marks
from desktop_app.records.envelope import DEFAULTS
from desktop_app.records.finding import Finding
from desktop_app.records.kinds import KINDS, kind_named
from desktop_app.records.people import Role
from desktop_app.records.plain import clean, normal
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, seal
from desktop_app.records.slots import slot_field, slots_of
from desktop_app.records.stamp import new_uid, next_human_code
from desktop_app.store import changes, drafts, reserve, revisions
from desktop_app.store import records as stored

Saved = TypeVar("Saved")
_LONGEST_REASON = 500
_DONE = ("ready", "sent", "national", "received", "accepted")


def blank(office: Office, kind: str) -> Record:
    """Return a new record of this office, not saved yet.

    Raises UserError for a kind that is not entered here.
    """
    refuse_kind(office, kind_named(kind).name)
    return Record(
        kind=kind_named(kind).name, uid=new_uid(), office=office.code, values=dict(DEFAULTS)
    )


def refuse_kind(office: Office, kind: str) -> None:
    """Raise UserError for a kind of record that a guest does not enter."""
    if kind not in office.kinds:
        raise UserError(
            N_("{name} describes its sources here, and whom to ask; “{kind}” is for offices."),
            name=office.name,
            kind=KINDS[kind].title,
        )


def from_plain(office: Office, kind: str, given: Mapping[str, Any]) -> Record:
    """Return a new record with the answers given; envelope names such as uid are passed over.

    Raises BadAnswer for a value its question does not accept, UserError for an unknown name.
    """
    record = blank(office, kind)
    return _titled(record.with_values(**answers_of(office, KINDS[kind], given)))


def enter_record(office: Office, record: Record, why: str = "") -> Record:
    """Save the next version of a record of this office and return it; its draft is folded in.

    What changed takes its normal form. Raises BadAnswer for a value its question does not accept,
    UserError for a withdrawn record or one of another office, StaleRecord.
    """
    return enter_records(office, [record], why)[0]


def enter_records(office: Office, records: Sequence[Record], why: str = "") -> list[Record]:
    """Save several records in one transaction: all or none."""
    return _with_reserve(office, lambda: _entered(office, records, why))


def _entered(office: Office, records: Sequence[Record], why: str) -> list[Record]:
    with office.store.writing():
        saved = []
        for record in records:
            refuse_foreign(office, record)
            refuse_kind(office, record.kind)
            before = _stored(office, record) if record.version else None
            edited = _edited(office, record, before)
            saved.append(save_version(office, edited, why, before) if edited else before or record)
            drafts.drop(office.store, record.uid)
    return saved


def edit_record(office: Office, code: str, patch: Mapping[str, Any], kind: str = "") -> Record:
    """Change a record by a JSON merge patch (RFC 7396): null takes an answer away."""
    record = find(office, code, kind)
    if kept := sorted(ENVELOPE & patch.keys()):
        raise UserError(N_("“{name}” is kept by Surco and cannot be typed."), name=kept[0])
    changed = {name: patched(record[name], value) for name, value in patch.items()}
    answers = answers_of(office, KINDS[record.kind], changed)
    gone = {name: None for name in changed if name not in answers}
    typed = draft_of(office, record)
    with office.store.writing():
        saved = enter_record(office, _titled(record.with_values(**answers, **gone)))
        if typed is not None:  # left by a crash: what was typed is still offered
            untouched = {name: saved[name] for name in changed if typed[name] == record[name]}
            keep_draft(office, typed.with_values(**untouched))
    return saved


def mark_ready(office: Office, record: Record) -> Record:
    """Seal a record as ready to send; one that nobody changed since it was stays as it is.

    Raises UserError saying how many answers are open, or who may do it.
    """
    require(office, Role.REVIEWS)
    refuse_foreign(office, record)
    _refuse_withdrawn(office, record)
    if not record.draft and record.status in _DONE:
        return record
    stopping = checks.open_for_ready(findings_of(office, record))
    if stopping:
        first = stopping[0]
        raise UserError(
            N_("“{title}” is not ready: {count} to mend. The first, at “{field}”: {finding}"),
            title=title_of(record, office.language),
            count=len(stopping),
            field=KINDS[record.kind].question(first.field).label,
            finding=Sentence(first.text, first.values),
        )
    if record.conflicts:
        raise UserError(
            N_("“{title}” holds two values for the same answer. Decide which one stands first."),
            title=title_of(record, office.language),
        )
    with office.store.writing():
        return seal_record(office, replace(record, status="ready", draft=False), N_("marked ready"))


def withdraw(office: Office, record: Record, reason: str) -> Record:
    """Withdraw a record: it stays as a tombstone; a sent one is told of with the next bundle.

    Who enters withdraws what was never ready; the rest is for who reviews.
    """
    require(office, Role.REVIEWS if record.heads else Role.ENTERS)
    refuse_foreign(office, record)
    _refuse_withdrawn(office, record)
    reason = clean(reason, lines=False)[:_LONGEST_REASON].rstrip()
    if not reason:
        raise UserError(N_("Say why it is withdrawn; the Secretariat will be told."))
    gone = replace(record, deleted=reason, status="withdrawn", draft=False, conflicts=())
    with office.store.writing():
        drafts.drop(office.store, record.uid)
        if record.heads:
            return seal_record(office, gone, reason)
        return save_version(office, gone, reason)


def find(office: Office, code: str, kind: str = "") -> Record:
    """Return the record of this human code or uid. Raises UnknownRecord."""
    return stored.load(office.store, clean(code, lines=False), kind)


def title_of(record: Record, language: str) -> str:
    """Return how a record is called in a list or a sentence."""
    title = record.local(KINDS[record.kind].title_field, language)
    return title or record.human_code or record.uid[:8]


def findings_of(office: Office, record: Record) -> list[Finding]:
    """Return what is missing or doubtful in it."""
    return checks.findings(record, StoreContext(office))


def history_of(office: Office, uid: str) -> list[changes.Change]:
    """Return every change of a field, the newest first."""
    return changes.history(office.store, uid)


def keep_draft(office: Office, record: Record) -> None:
    """Keep what is being typed, so that a power cut takes nothing."""
    values, at = dict(record.values), office.moment()
    _with_reserve(office, lambda: drafts.keep(office.store, record.uid, record.kind, values, at))


def draft_of(office: Office, record: Record) -> Record | None:
    """Return the record with what was typed and not saved, None when there is nothing."""
    kept = drafts.draft(office.store, record.uid)
    return None if kept is None or kept == record.values else replace(record, values=kept)


def draft_kept_at(office: Office, uid: str) -> str:
    """Return when what is typed was kept last, empty when nothing is."""
    return drafts.kept_at(office.store, uid)


def drop_draft(office: Office, uid: str) -> None:
    """Forget what was typed and not saved."""
    drafts.drop(office.store, uid)


def to_plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON has it: the fields of its questions and its envelope."""
    return {
        "kind": record.kind,
        "uid": record.uid,
        "human_code": record.human_code,
        "status": record.status,
        "draft": record.draft,
        "office": record.office,
        **record.values,
        "extra": dict(record.extra),
        "conflicts": [
            {
                "slot": conflict.slot,
                "field": slot_field(conflict.slot),
                "values": [
                    {"revision": revision, "value": value}
                    for revision, value in sorted(conflict.values.items())
                ],
            }
            for conflict in record.conflicts
        ],
        "deleted": record.deleted,
        "origin": record.origin,
        "version": record.version,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
    }


def seal_record(office: Office, record: Record, why: str) -> Record:
    """Seal the record as it stands and save it; no revision when nothing changed since the last.

    Call it inside one transaction with what belongs to it.
    """
    last = _last_sealed(office, record)
    fresh = seal(record, parents=record.heads, author=office.code, at=office.moment())
    if last is None or _content(last) != _content(fresh):
        if not record.human_code:
            record = replace(record, human_code=_new_code(office))
            fresh = seal(record, parents=record.heads, author=office.code, at=office.moment())
        revisions.add(office.store, [fresh])
        record = replace(record, heads=(fresh.id,))
    return save_version(office, record, why)


def _with_reserve(office: Office, save: Callable[[], Saved]) -> Saved:
    """Save; on a full disk give the reserve up for it and try once more.

    Not inside a larger transaction: a full disk takes all of it back, not this save alone.
    """
    try:
        return save()
    except DiskFull:
        if office.store.is_writing or not reserve.free(office.store.path):
            raise
    return save()


def _titled(record: Record) -> Record:
    """Return the record itself if a draft can be told from another: it has a title or name."""
    kind = KINDS[record.kind]
    if not record[kind.title_field]:
        raise BadAnswer(
            N_("“{field}” is still empty; a draft needs it too."), field=kind.title_field
        )
    return record


def _content(revision: Revision) -> tuple[Any, ...]:
    return (revision.fields, revision.draft, revision.deleted)


def _last_sealed(office: Office, record: Record) -> Revision | None:
    if len(record.heads) != 1:
        return None
    known = revisions.of_records(office.store, [record.uid]).get(record.uid, {})
    return known.get(record.heads[0])


def save_version(office: Office, record: Record, why: str, loaded: Record | None = None) -> Record:
    """Save the next version of a record as it stands, with a code if it has none yet.

    `loaded` is as in `stored.save`.
    """
    if not record.human_code:
        record = replace(record, human_code=_new_code(office))
    who, at = office.who, office.moment()
    return stored.save(office.store, record, who=who, at=at, why=why, loaded=loaded)


def _new_code(office: Office) -> str:
    year = office.clock().year
    return next_human_code(office.code, year, stored.human_codes(office.store, office.code, year))


def _edited(office: Office, record: Record, before: Record | None) -> Record | None:
    """Return the record as a draft again, None when it says what is stored already.

    What is for this office only is not sent, so a record changed in that alone stands as it did.
    """
    kind = KINDS[record.kind]
    if before is None:
        record = _normalised(office, record, {})
        refuse_strange_marks(record, kind)
        return replace(record, status="draft", draft=True)
    record = _normalised(office, record, before.values)
    if before.values == record.values and before.extra == record.extra:
        return None
    _refuse_withdrawn(office, before)
    if (before[MARKS], before["access"]) != (record[MARKS], record["access"]):
        refuse_strange_marks(record, kind)
    if leaves_the_same(before, record):
        return replace(record, status=before.status, draft=before.draft)
    record = held_back(office, before, record)
    old, new = slots_of(kind, before.values), slots_of(kind, record.values)
    decided = {slot for slot in old.keys() | new.keys() if old.get(slot) != new.get(slot)}
    open_still = tuple(one for one in record.conflicts if one.slot not in decided)
    return replace(record, status="draft", draft=True, conflicts=open_still)


def _stored(office: Office, record: Record) -> Record:
    return stored.load(office.store, record.uid)


def _normalised(office: Office, record: Record, before: Mapping[str, Any]) -> Record:
    """Bring what changed into its normal form: the Secretariat takes nothing else."""
    kind = KINDS[record.kind]
    changed = {name: value for name, value in record.values.items() if before.get(name) != value}
    return record.with_values(
        **{
            name: normal(kind.question(name), value, office.language)
            for name, value in changed.items()
        }
    )


def _refuse_withdrawn(office: Office, record: Record) -> None:
    if record.deleted:
        raise UserError(
            N_("“{title}” was withdrawn: {reason}. It can be read, not changed."),
            title=title_of(record, office.language),
            reason=record.deleted,
        )


def refuse_foreign(office: Office, record: Record) -> None:
    """Raise UserError for a record of another office: it is changed there alone."""
    if record.office != office.code:
        raise UserError(
            N_("“{title}” belongs to {office}. Only that office changes it."),
            title=title_of(record, office.language),
            office=record.office,
        )
