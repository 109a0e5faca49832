"""The one codec between a record and its row, and the seal in each row that is proved on reading.

A row holds the envelope and one column a question; what is more than one value is canonical JSON.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from desktop_app.errors import StoreRefused
from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Kind
from desktop_app.records.record import Conflict, Record

ENVELOPE = (
    ("uid", str),
    ("office", str),
    ("human_code", str),
    ("status", str),
    ("draft", int),
    ("version", int),
    ("conflicts", str),
    ("heads", str),
    ("extra", str),
    ("deleted", str),
    ("origin", str),
    ("created_at", str),
    ("created_by", str),
    ("updated_at", str),
    ("updated_by", str),
    ("hash", str),
)
_FIRST_ANSWER = len(ENVELOPE)
_HASH = _FIRST_ANSWER - 1
_DOMAIN = b"surco-row-v1\n"
# As records.plain.canonical writes it; made once, for a bulk of records asks it 15 times each.
_PLAIN_JSON = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
STRUCTURED = frozenset({Answer.LOCAL, Answer.LOCAL_TEXT, Answer.CODES, Answer.ROWS, Answer.FILE})

Row = Sequence[Any]


def columns_of(kind: Kind) -> list[tuple[str, type]]:
    """Return name and type of every column of the table of a kind."""
    answers = [
        (question.field, int if question.kind is Answer.COUNT else str)
        for question in kind.questions
    ]
    return [*ENVELOPE, *answers]


@dataclass(frozen=True, slots=True)
class Layout:
    """The table of a kind in words of SQL; a row is always in the order of `names`."""

    kind: Kind
    names: tuple[str, ...]
    structured: frozenset[str]  # columns of canonical JSON
    counted: frozenset[str]  # columns of whole numbers
    select: str
    insert: str


@cache
def layout_of(name: str) -> Layout:
    """Return the layout of the kind of this name; KeyError if there is none."""
    kind = KINDS[name]
    names = tuple(column for column, _ in columns_of(kind))
    quoted = [f'"{column}"' for column in names]
    listed, marks = ", ".join(quoted), ", ".join("?" * len(names))
    return Layout(
        kind=kind,
        names=names,
        structured=frozenset(
            question.field for question in kind.questions if question.kind in STRUCTURED
        ),
        counted=frozenset(
            question.field for question in kind.questions if question.kind is Answer.COUNT
        ),
        select=f'select {listed} from "{name}"',
        insert=f'insert into "{name}" ({listed}) values ({marks})',
    )


def changing(before: Record, after: Record) -> tuple[str, list[Any]]:
    """Return the statement that makes the row of `before` that of `after`, and its values.

    Only columns that differ are named: SQLite writes every index anew of which a column is named.
    """
    layout = layout_of(after.kind)
    envelope, answers = layout.names[:_HASH], layout.names[_FIRST_ANSWER:]
    differing = [name for name in envelope if getattr(before, name) != getattr(after, name)]
    differing += [name for name in answers if before.values.get(name) != after.values.get(name)]
    differing.append("hash")
    cells = dict(zip(layout.names, encode(after), strict=True))
    assigned = ", ".join(f'"{name}" = ?' for name in differing)
    sql = f'update "{after.kind}" set {assigned} where uid = ?'
    return sql, [*(cells[name] for name in differing), after.uid]


def row_hash(kind: str, names: Sequence[str], row: Row) -> str:
    """Return the seal of a row; columns that are empty or added later do not change it."""
    cells = [
        f"{name} {len(str(value))} {value}"
        for name, value in zip(names, row, strict=True)
        if value is not None and name != "hash"
    ]
    cells.sort()  # by their names: the order of the columns is that of their age
    content = f"{kind} {''.join(cells)}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(_DOMAIN + content).hexdigest()


def encode(record: Record) -> list[Any]:
    """Return the row of a record. Raises TypeError or ValueError for what is not in plain form."""
    layout = layout_of(record.kind)
    known = layout.names[_FIRST_ANSWER:]
    answers = [_cell(layout, name, record.values.get(name)) for name in known]
    strange = record.values.keys() - set(known)
    if strange:
        raise ValueError(f"no question of {record.kind} is named {sorted(strange)}")
    row = [
        record.uid,
        record.office,
        record.human_code,
        record.status,
        int(record.draft),
        record.version,
        structured_text([[one.slot, dict(one.values)] for one in record.conflicts]),
        structured_text(list(record.heads)),
        structured_text(dict(record.extra)),
        record.deleted,
        record.origin,
        record.created_at,
        record.created_by,
        record.updated_at,
        record.updated_by,
        "",
        *answers,
    ]
    row[_HASH] = row_hash(record.kind, layout.names, row)
    return row


def _cell(layout: Layout, name: str, value: object) -> str | int | None:
    if value is None:
        return None
    if name in layout.structured:
        return structured_text(value)
    # STRICT would quietly turn a number into text, and the row would no longer match its seal.
    if type(value) is not (int if name in layout.counted else str):
        raise TypeError(f"“{name}” does not take {value!r}")
    return value


def structured_text(value: object) -> str:
    """Return the canonical JSON of a plain value. Raises TypeError for a float at any depth."""
    if not value:
        return _PLAIN_JSON.encode(value)
    _refuse_floats(value)
    return _PLAIN_JSON.encode(value)


def _refuse_floats(value: object) -> None:
    parts: Iterable[object] = (
        value.values() if isinstance(value, dict) else cast("list[Any]", value)
    )
    forms = set(map(type, parts))
    if float in forms:
        raise TypeError(f"no number with a floating point is kept: {value!r}")
    if dict in forms or list in forms:
        for part in parts:
            if isinstance(part, dict | list):
                _refuse_floats(part)


def decode(name: str, row: Row) -> Record:
    """Return the record of a row whose seal holds. Raises StoreRefused naming the record."""
    layout = layout_of(name)
    if row[_HASH] != row_hash(name, layout.names, row):
        raise StoreRefused(
            N_(
                "The record “{record}” in the file is damaged. Restore a copy of the file; "
                "the other records are not touched."
            ),
            record=readable(row[2] or row[0]),
        )
    values = {
        column: json.loads(value) if column in layout.structured else value
        for column, value in zip(layout.names[_FIRST_ANSWER:], row[_FIRST_ANSWER:], strict=True)
        if value is not None
    }
    return Record(
        kind=name,
        uid=row[0],
        office=row[1],
        human_code=row[2],
        status=row[3],
        draft=bool(row[4]),
        version=row[5],
        values=values,
        conflicts=tuple(Conflict(slot=slot, values=said) for slot, said in json.loads(row[6])),
        heads=tuple(json.loads(row[7])),
        extra=json.loads(row[8]),
        deleted=row[9],
        origin=row[10],
        created_at=row[11],
        created_by=row[12],
        updated_at=row[13],
        updated_by=row[14],
    )


def fetch(db: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> list[Row]:
    """Return the rows; bytes that are no text any more come as they are, for the seal to find."""
    try:
        return db.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
        with lenient(db):
            return db.execute(sql, values).fetchall()


@contextmanager
def lenient(db: sqlite3.Connection) -> Iterator[None]:
    """Read damaged text too, its broken bytes as lone surrogates."""
    db.text_factory = lambda found: found.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        db.text_factory = str


def readable(text: str) -> str:
    """Return a text that can be shown even when its bytes were damaged."""
    return text.encode("utf-8", "replace").decode()


def record_json(record: Record) -> str:
    """Return a whole record as JSON, for what is kept beside the tables."""
    plain: Mapping[str, Any] = {
        "kind": record.kind,
        "row": dict(zip(layout_of(record.kind).names, encode(record), strict=True)),
    }
    return structured_text(plain)


def record_from_json(text: str) -> Record:
    """Return the record of `record_json`; a column that came later is empty."""
    plain = json.loads(text)
    names = layout_of(plain["kind"]).names
    return decode(plain["kind"], [plain["row"].get(name) for name in names])
