"""Files that arrived and cannot be taken yet: kept as they came, by their SHA-256, in a folder.

Nothing of one is parsed here. What came of each stays written down when its content is gone.
"""

import hashlib
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.store.database import Store

FOLDER = "inbox"
WAITING, TAKEN, LET_GO = "waiting", "taken", "let go"
_HASH_LENGTH = 64
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One file; `id` is its SHA-256, `bundle_id` the hash of its manifest once that is proved.

    `cause` says for a program what it waits for, `told` (JSON) for a person; the rest is what came
    of it, when, by whom and why.
    """

    id: str
    file_name: str
    size: int
    at: str
    kid: str
    bundle_id: str
    cause: str
    told: str
    state: str = WAITING
    ended_at: str = ""
    ended_by: str = ""
    reason: str = ""


_COLUMNS = tuple(field.name for field in fields(InboxRow))
_LISTED = ", ".join(_COLUMNS)


def put(store: Store, row: InboxRow, content: bytes) -> None:
    """Keep a file whole, then write it down; one that was let go waits again."""
    path = path_of(store, row.id)
    if not (path.is_file() and _hash_of(path) == row.id):
        with file_errors_told(store.path.parent / row.file_name):
            path.parent.mkdir(exist_ok=True)
            with written_beside(path, private=True) as file:
                file.write(content)
    marks = ", ".join("?" * len(_COLUMNS))
    with store.writing() as db:
        db.execute(f"insert or replace into inbox ({_LISTED}) values ({marks})", astuple(row))


def rows(store: Store, state: str = WAITING) -> list[InboxRow]:
    """Return the files in a state in the order in which they came."""
    with store.reading() as db:
        found = db.execute(
            f"select {_LISTED} from inbox where state = ? order by at, file_name, id", (state,)
        ).fetchall()
    return [InboxRow(**dict(zip(_COLUMNS, row, strict=True))) for row in found]


def waiting(store: Store, name: str) -> InboxRow | None:
    """Return the file of this hash, None when it does not wait any more."""
    return next((row for row in rows(store) if row.id == name), None)


def count(store: Store) -> int:
    """Return how many files wait."""
    with store.reading() as db:
        sql = "select count(*) from inbox where state = 'waiting'"
        number: int = db.execute(sql).fetchone()[0]
    return number


def update(store: Store, row: InboxRow) -> None:
    """Write down anew what is known of a file."""
    changed = ", ".join(f"{name} = ?" for name in _COLUMNS)
    with store.writing() as db:
        db.execute(f"update inbox set {changed} where id = ?", (*astuple(row), row.id))


def drop_content(store: Store, name: str) -> None:
    """Take the content of a file away for good, after it was written down what came of it."""
    path = path_of(store, name)
    with file_errors_told(path):
        path.unlink(missing_ok=True)


def path_of(store: Store, name: str) -> Path:
    """Return where the content of this hash lies, whether it is there or not."""
    if len(name) != _HASH_LENGTH or not set(name) <= _HEX:
        raise ValueError(name)
    return store.path.parent / FOLDER / name


def is_whole(store: Store, name: str) -> bool:
    """Tell whether the content of this hash is there as it came."""
    path = path_of(store, name)
    return path.is_file() and _hash_of(path) == name


def strays(store: Store) -> list[Path]:
    """Return whole files in the folder that nothing is written down of: after a restore."""
    folder = store.path.parent / FOLDER
    if not folder.is_dir():
        return []
    with store.reading() as db:
        known = {name for (name,) in db.execute("select id from inbox where state = 'waiting'")}
    there = (path for path in sorted(folder.iterdir()) if path.name not in known)
    return [path for path in there if path.is_file() and _hash_of(path) == path.name]


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
