"""Notes at the answers of records; they stay here, no bundle carries them."""

from dataclasses import replace

from desktop_app.records.note import Note
from desktop_app.store.database import Store

_NAMES = ("kind", "uid", "field", "words", "at", "who", "done_at", "done_by")
_SELECT = f"select id, {', '.join(_NAMES)} from note"


def add(store: Store, note: Note) -> Note:
    """Keep a new note and return it with its number."""
    marks = ", ".join("?" * len(_NAMES))
    sql = f"insert into note ({', '.join(_NAMES)}) values ({marks})"
    with store.writing() as db:
        number = db.execute(sql, [getattr(note, name) for name in _NAMES]).lastrowid
    return replace(note, number=number or 0)


def close(store: Store, number: int, *, at: str, who: str) -> None:
    """Write down that a note was seen to; the first who said so stands."""
    with store.writing() as db:
        db.execute(
            "update note set done_at = ?, done_by = ? where id = ? and done_at = ''",
            (at, who, number),
        )


def of_record(store: Store, uid: str) -> list[Note]:
    """Return the notes of a record in the order in which they were written."""
    with store.reading() as db:
        rows = db.execute(f"{_SELECT} where uid = ? order by id", (uid,)).fetchall()
    return [_note(row) for row in rows]


def numbered(store: Store, number: int) -> Note | None:
    """Return the note of this number, None when there is none."""
    with store.reading() as db:
        row = db.execute(f"{_SELECT} where id = ?", (number,)).fetchone()
    return _note(row) if row else None


def open_by_kind(store: Store) -> dict[str, int]:
    """Return how many notes are open at the records of each kind that has any, most first."""
    sql = (
        "select note.kind, count(*) from note join listing "
        "on listing.uid = note.uid and listing.kind = note.kind "
        "where note.done_at = '' and listing.withdrawn = 0 "
        "group by note.kind order by count(*) desc, note.kind"
    )
    with store.reading() as db:
        return dict(db.execute(sql).fetchall())


def _note(row: tuple[object, ...]) -> Note:
    number, *told = row
    return Note(number=int(str(number)), **dict(zip(_NAMES, map(str, told), strict=True)))
