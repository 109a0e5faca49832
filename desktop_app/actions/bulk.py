"""Changing one answer of many records, with a look at it before and one step back; many ready."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.actions import records
from desktop_app.actions.context import StoreContext
from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records import checks
from desktop_app.records.finding import Finding
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.plain import normal
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import Record
from desktop_app.records.stamp import new_uid
from desktop_app.store import bulk, drafts
from desktop_app.store import records as stored
from desktop_app.store.bulk import BulkRow

_SINGLE = frozenset(
    {Answer.CODE, Answer.DATE, Answer.YESNO, Answer.LINE, Answer.AMOUNT, Answer.COUNT, Answer.REF}
)
_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a change would do to one record.

    `findings` are those that it brings; `refused` says why the record stays as it is, empty texts
    are none.
    """

    uid: str
    title: str
    before: Any
    after: Any
    findings: tuple[Finding, ...] = ()
    refused: str = ""  # marked for translation

    @property
    def changes(self) -> bool:
        return not self.refused and self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReady:
    """How many records are ready now, and why the others are not: (uid, title, the reason)."""

    ready: int
    open: tuple[tuple[str, str, UserError], ...]


def changeable(kind: str) -> list[Question]:
    """Return the questions that can be answered for many records at once: those of one value."""
    asked = KINDS[kind]
    return [
        question
        for question in asked.questions
        if question.kind in _SINGLE and question.field != asked.title_field
    ]


def preview_change(
    office: Office,
    uids: Sequence[str],
    field: str,
    value: Any,  # noqa: ANN401 - a plain value, None takes the answer away
    step: Progress = SILENT,
) -> list[Preview]:
    """Return what `change_all` would do, record by record. Raises BadAnswer for the value."""
    found = []
    for record in _records(office, uids, step):
        after = _after(office, record, field, value)
        refused = _refusal(office, record, field)
        fresh = (
            () if refused or after == record[field] else _new_findings(office, record, field, after)
        )
        found.append(
            Preview(
                uid=record.uid,
                title=records.title_of(record, office.language),
                before=record[field],
                after=record[field] if refused else after,
                findings=fresh,
                refused=refused,
            )
        )
    return found


def change_all(
    office: Office,
    uids: Sequence[str],
    field: str,
    value: Any,  # noqa: ANN401 - a plain value, None takes the answer away
    step: Progress = SILENT,
) -> str:
    """Change an answer of all records that may be changed, all or none; return the step's name.

    The name is empty when nothing was to change. Raises BadAnswer, Cancelled from `step`.
    """
    require(office, Role.REVIEWS)
    befores: list[Record] = []
    versions: dict[str, int] = {}
    with office.store.writing():
        for record in _records(office, uids, step):
            after = _after(office, record, field, value)
            if after == record[field] or _refusal(office, record, field):
                continue
            changed = record.with_values(**{field: after})
            saved = records.enter_record(office, changed, N_("changed together with others"))
            befores.append(record)
            versions[saved.uid] = saved.version
        if not befores:
            return ""
        row = BulkRow(
            name=new_uid(),
            kind=befores[0].kind,
            field=field,
            at=office.moment(),
            records=len(befores),
        )
        bulk.add(office.store, row, befores, versions)
    return row.name


def undo_change_all(office: Office, name: str, step: Progress = SILENT) -> tuple[int, int]:
    """Take a change of many back; return how many records went back and how many stay.

    A record that was touched since stays as it is. Raises UserError when it was undone before.
    """
    require(office, Role.REVIEWS)
    with office.store.writing():
        befores = bulk.befores(office.store, name)
        if befores is None:
            raise UserError(N_("This change was taken back already."))
        made = {before.uid: (before, version) for before, version in befores}
        back = []
        for start in range(0, len(made), _PAGE):
            step(start, len(made))
            for record in stored.load_many(office.store, list(made)[start : start + _PAGE]):
                before, version = made[record.uid]
                if record.version == version and drafts.draft(office.store, record.uid) is None:
                    back.append(_as_before(record, before))
        stored.save_many(
            office.store,
            back,
            who=office.who,
            at=office.moment(),
            why=N_("a change of many taken back"),
            step=step,
        )
        bulk.mark_undone(office.store, name, office.moment())
    return len(back), len(made) - len(back)


def _as_before(record: Record, before: Record) -> Record:
    """Return the record as it was; what it was sealed as may have been set aside meanwhile."""
    back = replace(before, version=record.version)
    if record.heads == before.heads:
        return back
    return replace(back, heads=record.heads, status="draft", draft=True)


def last_change(office: Office, kind: str) -> BulkRow | None:
    """Return the last change of many records of a kind that can still be taken back."""
    return bulk.last(office.store, kind)


def ready_all(office: Office, uids: Sequence[str], step: Progress = SILENT) -> MadeReady:
    """Mark as ready all records that are; the others stay as they are, each with its reason."""
    require(office, Role.REVIEWS)
    ready = 0
    waiting = []
    with office.store.writing():
        for record in _records(office, uids, step):
            try:
                made = records.mark_ready(office, record)
            except UserError as error:
                title = records.title_of(record, office.language)
                waiting.append((record.uid, title, error))
            else:
                ready += made.version != record.version
    return MadeReady(ready=ready, open=tuple(waiting))


def _records(office: Office, uids: Sequence[str], step: Progress) -> Iterator[Record]:
    """Yield the records in their order, a page at a time; `step` is told after each."""
    done = 0
    step(0, len(uids))
    for start in range(0, len(uids), _PAGE):
        for record in stored.load_many(office.store, uids[start : start + _PAGE]):
            yield record
            done += 1
            step(done, len(uids))
    step(len(uids), len(uids))


def _after(office: Office, record: Record, field: str, value: Any) -> Any:  # noqa: ANN401 - a plain value
    return normal(KINDS[record.kind].question(field), value, office.language)


def _refusal(office: Office, record: Record, field: str) -> str:
    if record.office != office.code:
        return N_("belongs to another office")
    if record.deleted:
        return N_("was withdrawn")
    if not KINDS[record.kind].question(field).applies(record.values):
        return N_("is not asked this")
    kept = drafts.draft(office.store, record.uid)
    if kept is not None and kept != record.values:
        return N_("holds typing that is not saved")
    return ""


def _new_findings(office: Office, record: Record, field: str, after: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - a plain value
    # Titles stay as they are: only a reference asks the rules that look at other records.
    refers = KINDS[record.kind].question(field).kind is Answer.REF
    around = StoreContext(office) if refers else None
    known = checks.findings(record, around)
    found = checks.findings(record.with_values(**{field: after}), around)
    return tuple(one for one in found if one not in known)
