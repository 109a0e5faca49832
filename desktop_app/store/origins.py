"""Where the records of units came from: their own sealed bundles, before a national office's."""

from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields

from desktop_app.store.database import Store

RECEIVED, SEALED, TOLD = "received", "sealed", "told"
_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """One bundle of a unit; `id` is the hash of its manifest, `role` the unit's.

    `proof` says how well it is known: received here, sealed with a key that is known here, or told
    by the office that brought it. `manifest` and `seal` are its bytes, the evidence.
    """

    id: str
    office: str
    role: str
    stream: str
    seq: int
    made_at: str
    check_code: str
    public_key: str
    proof: str
    manifest: bytes
    seal: bytes


_COLUMNS = tuple(field.name for field in fields(OriginRow))
_LISTED = ", ".join(f"origin.{name}" for name in _COLUMNS)


def put(store: Store, row: OriginRow, ids: Sequence[str]) -> None:
    """Write down which revisions a unit's bundle carried, unless that is known as well."""
    marks = ", ".join("?" * len(_COLUMNS))
    with store.writing() as db:
        known = db.execute("select proof from origin where id = ?", [row.id]).fetchone()
        if known and known[0] <= row.proof:  # received, sealed, told: by the alphabet
            return
        db.execute("delete from origin_line where origin = ?", [row.id])
        db.execute(
            f"insert or replace into origin ({', '.join(_COLUMNS)}) values ({marks})", astuple(row)
        )
        db.executemany(
            "insert into origin_line (origin, number, revision_id) values (?, ?, ?)",
            [(row.id, number, name) for number, name in enumerate(ids)],
        )


def forget(store: Store, origin: str) -> None:
    """Forget a bundle that proves nothing after all."""
    with store.writing() as db:
        db.execute("delete from origin_line where origin = ?", [origin])
        db.execute("delete from origin where id = ?", [origin])


def of_lines(store: Store, ids: Collection[str]) -> list[OriginRow]:
    """Return the bundles of units that carried any of these revisions, in a fixed order."""
    found: dict[str, OriginRow] = {}
    wanted = sorted(ids)
    with store.reading() as db:
        for start in range(0, len(wanted), _PAGE):
            page = wanted[start : start + _PAGE]
            sql = (
                f"select distinct {_LISTED} from origin join origin_line on origin = origin.id "
                f"where revision_id in ({', '.join('?' * len(page))})"
            )
            found.update((row[0], _row(row)) for row in db.execute(sql, page))
    return sorted(found.values(), key=lambda one: (one.office, one.stream, one.seq, one.id))


def lines_of(store: Store, origin: str) -> list[str]:
    """Return the ids of the revisions of a unit's bundle, in its order."""
    sql = "select revision_id from origin_line where origin = ? order by number"
    with store.reading() as db:
        return [name for (name,) in db.execute(sql, [origin])]


def of_record(store: Store, uid: str) -> list[tuple[str, OriginRow]]:
    """Return (the bundle that brought it here, the unit's bundle) of the lines of one record."""
    sql = (
        f"select distinct merge.bundle_id, {_LISTED} from revision "
        "join arrival on arrival.revision_id = revision.id "
        "join merge on merge.id = arrival.merge_id and merge.undone_at = '' "
        "join origin_line on origin_line.revision_id = revision.id "
        "join origin on origin.id = origin_line.origin "
        "where revision.uid = ? order by origin.office, origin.seq"
    )
    with store.reading() as db:
        return [(row[0], _row(row[1:])) for row in db.execute(sql, [uid])]


def _row(row: Sequence[object]) -> OriginRow:
    return OriginRow(**dict(zip(_COLUMNS, row, strict=True)))  # type: ignore[arg-type] # as written
