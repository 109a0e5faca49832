"""The journal: bundles that went out and came in, what merging them did, and imported files."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from desktop_app.records.plain import canonical
from desktop_app.records.record import Record
from desktop_app.store.database import Store
from desktop_app.store.rows import record_from_json, record_json, structured_text


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRow:
    """One bundle; `id` is the hash of its manifest, `prev` that of the one before in its stream.

    `made_at` is what its maker claims, `at` when it went out or came in here. `direction` is "out"
    or "in"; `state` is the word of whoever keeps it (made, merged, answered ...).
    """

    id: str
    direction: str
    kind: str
    office: str
    addressee: str
    stream: str
    seq: int
    prev: str
    made_at: str
    at: str
    file_name: str
    records: int
    size: int
    check_code: str
    state: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """One merge; `undone_at` is empty while it counts, `counts` is outcome -> number of records."""

    id: str
    bundle_id: str
    at: str
    who: str
    undone_at: str
    counts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One imported file; `undone_at` is empty while it counts, `report` is what was shown."""

    id: str
    file_name: str
    sha256: str
    at: str
    undone_at: str
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One bundle that carried a record, and what came of it.

    `answered_at` is the moment its answer was read here, `outcome` what merging it here did; each
    is empty where there is none.
    """

    bundle: BundleRow
    answered_at: str = ""
    outcome: str = ""


_BUNDLE = ", ".join(field.name for field in fields(BundleRow))
_MERGE = ", ".join(field.name for field in fields(MergeRow))


def add_bundle(store: Store, row: BundleRow) -> None:
    """Write a bundle down; one that is there already stays as it was first written."""
    values = astuple(row)
    marks = ", ".join("?" * len(values))
    with store.writing() as db:
        db.execute(
            f"insert into bundle ({_BUNDLE}) values ({marks}) on conflict (id) do nothing", values
        )


def bundle(store: Store, bundle_id: str) -> BundleRow | None:
    """Return the bundle of this id, None when it never passed here."""
    return next(iter(_bundles(store, "id = ?", [bundle_id])), None)


def bundles(store: Store, direction: str = "", office: str = "") -> list[BundleRow]:
    """Return the bundles, the latest first; `office` is the one that made them."""
    return _bundles(
        store,
        "? in ('', direction) and ? in ('', office) order by rowid desc",
        [direction, office],
    )


def last_out(store: Store, stream: str) -> BundleRow | None:
    """Return the bundle of the highest number that went out in a stream."""
    found = _bundles(store, "stream = ? and direction = 'out' order by seq desc limit 1", [stream])
    return next(iter(found), None)


def _bundles(store: Store, condition: str, values: list[str]) -> list[BundleRow]:
    with store.reading() as db:
        rows = db.execute(f"select {_BUNDLE} from bundle where {condition}", values).fetchall()
    names = [field.name for field in fields(BundleRow)]
    return [BundleRow(**dict(zip(names, row, strict=True))) for row in rows]


def passages(store: Store, uid: str) -> list[Passage]:
    """Return which bundles carried a record out of here, or in and were merged; oldest first."""
    names = [field.name for field in fields(BundleRow)]
    columns = ", ".join(f"bundle.{name}" for name in names)
    with store.reading() as db:
        rows = db.execute(
            f"select {columns}, coalesce(max(answer.at), ''), '', bundle.rowid as place "
            "from revision "
            "join sent on sent.revision_id = revision.id join bundle on bundle.id = sent.bundle_id "
            "left join bundle as answer on answer.id = revision.acknowledged_by "
            "where revision.uid = ? and bundle.kind = 'submission' group by bundle.id "
            f"union all select {columns}, '', merge_result.outcome, bundle.rowid as place "
            "from merge_result "
            "join merge on merge.id = merge_result.merge_id and merge.undone_at = '' "
            "join bundle on bundle.id = merge.bundle_id "
            "where merge_result.uid = ? and bundle.kind <> 'answer' "
            "and not exists (select 1 from merge as more where more.bundle_id = merge.bundle_id "
            "and more.rowid > merge.rowid and more.undone_at = '') order by place",
            (uid, uid),
        ).fetchall()
    return [
        Passage(
            bundle=BundleRow(**dict(zip(names, row[:-3], strict=True))),
            answered_at=row[-3],
            outcome=row[-2],
        )
        for row in rows
    ]


def add_merge(store: Store, row: MergeRow, results: Iterable[tuple[str, str, str, str]]) -> None:
    """Write a merge down with its (uid, kind, outcome, reason) of every record."""
    with store.writing() as db:
        db.execute(
            f"insert into merge ({_MERGE}) values (?, ?, ?, ?, ?, ?)",
            (
                row.id,
                row.bundle_id,
                row.at,
                row.who,
                row.undone_at,
                canonical(dict(row.counts)).decode(),
            ),
        )
        db.executemany(
            "insert into merge_result (merge_id, number, uid, kind, outcome, reason) "
            "values (?, ?, ?, ?, ?, ?)",
            [(row.id, number, *result) for number, result in enumerate(results, start=1)],
        )


def merge(store: Store, merge_id: str) -> MergeRow | None:
    """Return the merge of this id, None when there is none."""
    return next((row for row in merges(store) if row.id == merge_id), None)


def merges(store: Store) -> list[MergeRow]:
    """Return all merges, the latest first, undone ones too."""
    with store.reading() as db:
        rows = db.execute(f"select {_MERGE} from merge order by rowid desc").fetchall()
    return [
        MergeRow(
            id=name,
            bundle_id=bundle_id,
            at=at,
            who=who,
            undone_at=undone_at,
            counts=json.loads(counts),
        )
        for name, bundle_id, at, who, undone_at, counts in rows
    ]


def merged(store: Store) -> list[tuple[str, str, str]]:
    """Return (merge, bundle, when it was undone or empty) of all merges, the latest first."""
    with store.reading() as db:
        sql = "select id, bundle_id, undone_at from merge order by rowid desc"
        return [(name, bundle, undone) for name, bundle, undone in db.execute(sql)]


def undo_merge_row(store: Store, merge_id: str, at: str) -> None:
    """Mark a merge as undone: what came with it alone counts no more."""
    with store.writing() as db:
        db.execute("update merge set undone_at = ? where id = ?", (at, merge_id))


def added_to(store: Store, merge_id: str) -> list[str]:
    """Return the merges, not undone, that took more of the same bundle after this one."""
    with store.reading() as db:
        sql = (
            "select more.id from merge join merge as more on more.bundle_id = merge.bundle_id "
            "where merge.id = ? and more.rowid > merge.rowid and more.undone_at = ''"
        )
        return [name for (name,) in db.execute(sql, [merge_id])]


def results(store: Store, merge_id: str) -> list[tuple[str, str, str, str]]:
    """Return (uid, kind, outcome, reason) of every record of a merge, in the order of its plan."""
    with store.reading() as db:
        sql = (
            "select uid, kind, outcome, reason from merge_result where merge_id = ? order by number"
        )
        return list(db.execute(sql, [merge_id]))


def record_results(store: Store, merge_id: str) -> list[tuple[str, str, str]]:
    """Return (uid, outcome, reason) of every record of a merge, in the order of its plan."""
    return [(uid, outcome, why) for uid, _kind, outcome, why in results(store, merge_id)]


def add_import(
    store: Store,
    row: ImportRow,
    befores: Mapping[str, Record | None],
    afters: Mapping[str, Record],
    imported: Mapping[str, Mapping[str, Any]],
) -> None:
    """Write an import down, all by uid: the records before (None when new) and after, and answers.

    `imported` are the answers as the file had them, from which the next import tells what changed
    there and what was changed here.
    """
    with store.writing() as db:
        db.execute(
            "insert into import (id, file_name, sha256, at, undone_at, report) "
            "values (?, ?, ?, ?, ?, ?)",
            (
                row.id,
                row.file_name,
                row.sha256,
                row.at,
                row.undone_at,
                canonical(dict(row.report)).decode(),
            ),
        )
        db.executemany(
            "insert into import_row (import_id, uid, version, before, answers) "
            "values (?, ?, ?, ?, ?)",
            [
                (
                    row.id,
                    uid,
                    after.version,
                    _record_text(befores.get(uid)),
                    structured_text(dict(imported[uid])),
                )
                for uid, after in afters.items()
            ],
        )


def imports(store: Store) -> list[ImportRow]:
    """Return all imports, the latest first, undone ones too."""
    with store.reading() as db:
        rows = db.execute(
            "select id, file_name, sha256, at, undone_at, report from import order by rowid desc"
        ).fetchall()
    return [
        ImportRow(
            id=name,
            file_name=file_name,
            sha256=sha256,
            at=at,
            undone_at=undone_at,
            report=json.loads(report),
        )
        for name, file_name, sha256, at, undone_at, report in rows
    ]


def import_rows(store: Store, import_id: str) -> list[tuple[str, Record | None, int]]:
    """Return (uid, the record before, its version right after) of every record of an import."""
    with store.reading() as db:
        rows = db.execute(
            "select uid, before, version from import_row where import_id = ? order by rowid",
            (import_id,),
        ).fetchall()
    return [
        (uid, record_from_json(before) if before else None, version)
        for uid, before, version in rows
    ]


def last_import_of(store: Store, uid: str) -> dict[str, Any] | None:
    """Return the answers that the last import (not undone) had for a record, None without one."""
    with store.reading() as db:
        found = db.execute(
            "select import_row.answers from import_row join import "
            "on import.id = import_row.import_id and import.undone_at = '' "
            "where import_row.uid = ? order by import.rowid desc limit 1",
            (uid,),
        ).fetchone()
    return json.loads(found[0]) if found else None


def undo_import_row(store: Store, import_id: str, at: str) -> None:
    """Mark an import as undone."""
    with store.writing() as db:
        db.execute("update import set undone_at = ? where id = ?", (at, import_id))


def _record_text(record: Record | None) -> str | None:
    return record_json(record) if record else None
