"""Taking in files of other programs: what would come, taking it, and taking it back as a whole."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.actions.office import Office
from desktop_app.actions.people import require
from desktop_app.actions.records import blank, draft_of
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.access import leaving
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.records.slots import fields_of, slots_of
from desktop_app.records.stamp import free_codes, new_uid
from desktop_app.store import journal
from desktop_app.store import records as stored
from desktop_app.store.journal import ImportRow

if TYPE_CHECKING:
    from desktop_app.exchange.iati_piece import IatiFile, IatiRecord

LEFTOVERS = "iati"  # the name in `extra` of what has no field of its own
_UNDONE = "import undone"
_WRITTEN_AT = re.compile(r' last-updated-datetime="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedImport:
    """One record of the file; `before` is ours so far, `after` what it would be."""

    outcome: Outcome  # new, changed or same
    before: Record | None
    after: Record
    imported: Mapping[str, Any]  # the file's own answers, the base of the next import


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What a file would bring; nothing was written yet."""

    path: Path
    sha256: str
    records: tuple[PlannedImport, ...]
    refused: tuple[tuple[str, UserError], ...]
    unmapped: Mapping[str, int]

    @property
    def read(self) -> int:
        return len(self.records) + len(self.refused)

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in self.records)


def plan_import(office: Office, path: Path, step: Progress = SILENT) -> ImportPlan:
    """Read an IATI 2.03 file and work out what it would bring. Raises UserError for another file.

    An answer that somebody typed over since the last import stays; only what changed in the file
    since then comes in.
    """
    from desktop_app.exchange.iati import read_iati

    if office.is_guest:
        raise UserError(
            N_("An institution types its source profile here; files are imported by offices.")
        )
    with file_errors_told(path):
        if not path.is_file():
            raise UserError(N_("There is no file {path}."), path=path)
    file = read_iati(path, step)
    known = stored.uid_by_iati_id(office.store, office.code, file.kind)
    ours = {row.uid: row for row in stored.load_many(office.store, list(known.values()))}
    records = tuple(
        _planned(office, file, one, ours.get(known.get(one.iati_id, ""))) for one in file.records
    )
    return ImportPlan(
        path=path,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        records=records,
        refused=tuple(file.refused),
        unmapped=dict(file.unmapped),
    )


def apply_import(office: Office, planned: ImportPlan, step: Progress = SILENT) -> str:
    """Take the file in as drafts, in one transaction; return the name by which it can be undone.

    Nothing new or changed: nothing is written and the name is empty.
    """
    coming = [one for one in planned.records if one.outcome is not Outcome.SAME]
    if not coming:
        return ""
    year = office.clock().year
    name = new_uid()[:8]
    with office.store.writing():
        taken = stored.human_codes(office.store, office.code, year)
        codes = free_codes(office.code, year, taken)
        numbered = []
        for one in coming:
            after = one.after
            if not after.human_code:
                after = replace(after, human_code=next(codes))
            numbered.append(after)
        saved = stored.save_many(
            office.store,
            numbered,
            who=office.who,
            at=office.moment(),
            why=f"import {name}",
            step=step,
        )
        journal.add_import(
            office.store,
            ImportRow(
                id=name,
                file_name=planned.path.name,
                sha256=planned.sha256,
                at=office.moment(),
                undone_at="",
                report=report(planned),
            ),
            {one.after.uid: one.before for one in coming},
            {record.uid: record for record in saved},
            {one.after.uid: one.imported for one in coming},
        )
    return name


def undo_import(office: Office, name: str, step: Progress = SILENT) -> tuple[int, int]:
    """Take an import back; return how many records went back and how many stay.

    A record that was changed since, or holds typing that is not saved, stays as it is. Raises
    UserError for an unknown import; when `step` stops it, the import stands as before.
    """
    require(office, Role.REVIEWS)
    row = next((one for one in journal.imports(office.store) if one.id == name), None)
    if row is None:
        raise UserError(N_("There is no import named “{name}”."), name=name)
    if row.undone_at:
        raise UserError(N_("The import “{name}” was undone before."), name=name)
    with office.store.writing():
        steps = {
            uid: (before, version)
            for uid, before, version in journal.import_rows(office.store, name)
        }
        back = []
        step(0, len(steps))
        for record in stored.load_many(office.store, list(steps)):
            before, version = steps[record.uid]
            if record.version != version or draft_of(office, record) is not None:
                continue
            if before is None:
                back.append(replace(record, deleted=_UNDONE, status="withdrawn"))
            else:
                back.append(replace(before, version=record.version))
        why = f"undo import {name}"
        stored.save_many(office.store, back, who=office.who, at=office.moment(), why=why, step=step)
        journal.undo_import_row(office.store, name, office.moment())
    return len(back), len(steps) - len(back)


def imports(office: Office) -> list[ImportRow]:
    """Return the imports so far, the newest first."""
    return journal.imports(office.store)


def report(planned: ImportPlan) -> dict[str, Any]:
    """Return the counts of an import as JSON has them."""
    return {
        "read": planned.read,
        "new": planned.count(Outcome.NEW),
        "changed": planned.count(Outcome.CHANGED),
        "same": planned.count(Outcome.SAME),
        "refused": len(planned.refused),
        "unmapped": dict(sorted(planned.unmapped.items())),
    }


def _planned(
    office: Office, file: "IatiFile", one: "IatiRecord", ours: Record | None
) -> PlannedImport:
    extra = {LEFTOVERS: one.leftovers} if one.leftovers else {}
    if ours is None:
        fresh = blank(office, file.kind)
        after = replace(fresh.with_values(**one.values), extra=extra, origin="import")
        return PlannedImport(outcome=Outcome.NEW, before=None, after=after, imported=one.values)
    if ours.deleted == _UNDONE:
        fresh = replace(ours, values=blank(office, file.kind).values, deleted="", status="draft")
        after = replace(fresh.with_values(**one.values), extra=extra)
        return PlannedImport(outcome=Outcome.NEW, before=None, after=after, imported=one.values)
    values = _three_ways(ours, journal.last_import_of(office.store, ours.uid) or {}, one.values)
    others = {name: value for name, value in ours.extra.items() if name != LEFTOVERS}
    after = replace(ours, values=values, extra={**others, **extra})
    same = after.values == ours.values
    if ours.deleted or (same and _told(after.extra) == _told(ours.extra)):
        return PlannedImport(outcome=Outcome.SAME, before=ours, after=ours, imported=one.values)
    if leaving(after).values != leaving(ours).values:
        after = replace(after, status="draft", draft=True)
    return PlannedImport(outcome=Outcome.CHANGED, before=ours, after=after, imported=one.values)


def _told(extra: Mapping[str, Any]) -> list[Any]:
    """Return what a file says beside its answers, but for when it was written."""
    return [{**left, "xml": _WRITTEN_AT.sub("", left["xml"])} for left in extra.get(LEFTOVERS, ())]


def _three_ways(ours: Record, base: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Return our answers with what changed in the file since `base`, unless we changed it too."""
    kind = KINDS[ours.kind]
    mine, old, new = slots_of(kind, ours.values), slots_of(kind, base), slots_of(kind, theirs)
    if old == new:
        return dict(ours.values)
    for slot in old.keys() | new.keys():
        changed_there = old.get(slot) != new.get(slot)
        untouched_here = mine.get(slot) == old.get(slot)
        if changed_there and untouched_here:
            if slot in new:
                mine[slot] = new[slot]
            else:
                mine.pop(slot, None)
    return fields_of(kind, mine)
