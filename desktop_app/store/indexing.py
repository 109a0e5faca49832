"""What lists and searches read, kept beside each record: its line, its codes and its words.

All of it can be made again from the records. The words of a record that changes are taken out of
the index by naming them as they went in, so they must be made the same way as then: `_RECIPE` says
how, and a file with another recipe gets its index anew when it is opened.
"""

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from desktop_app.records.checks import counts as counts_of
from desktop_app.records.folding import fold
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import ListRow, list_codes, list_row
from desktop_app.records.ordering import ORDER_COLUMNS, order_keys
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.questionnaire import Answer, Kind, Question
from desktop_app.records.record import Record
from desktop_app.store.rows import decode, layout_of, structured_text

Counts = Callable[[Record], tuple[int, int, int]]

# What comes from a record itself; in which bundle it went last (sent_seq) its revisions know.
LIST_COLUMNS = tuple(name for name in ListRow.__dataclass_fields__ if name != "sent_seq")
# The lines of one kind are numbered from n * ROOM on: a search stays within its kind.
KIND_NUMBERS = {
    "initiative": 1,
    "source": 2,
    "organisation": 3,
    "contact": 4,
    "offer": 5,
    "practice": 6,
    "agreement": 7,
    "meeting": 8,
    "commitment": 9,
    "office": 10,
}
ROOM = 1 << 40

_RECIPE = 2  # one more when words, codes or lines are made in another way
_RECIPE_NAME = "store.recipe"
_LONGEST_WORD = 60
_MOST_PIECES = 100_000
# Letters that unicode61 and `fold` take for the same, and marks that both take for spaces.
_PLAIN = (
    " -^`-~\\n¡¢£¤¥¦§¨©«¬®°±¶·¿À-ÅÇ-ÏÑ-ÖÙ-Ýà-åç-ïñ-öù-ýÿ€\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
)
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_WRITTEN = frozenset({Answer.LINE, Answer.TEXT})
_LOCAL = frozenset({Answer.LOCAL, Answer.LOCAL_TEXT})
_SEARCHED = _WRITTEN | _LOCAL | {Answer.ROWS}
_PAGE = 500
_ALL_COLUMNS = ("id", "withdrawn", *LIST_COLUMNS, *ORDER_COLUMNS)
_NAMED = ", ".join(f'"{name}"' for name in _ALL_COLUMNS)
_ADD_LINE = f"insert into listing ({_NAMED}) values ({', '.join('?' * len(_ALL_COLUMNS))})"
_FIND_LINE = f"select {_NAMED} from listing where uid = ? and kind = ?"
_COUNT_BUNDLES = """
    update listing set sent_seq = (
        select max(bundle.seq) from revision join sent on sent.revision_id = revision.id
        join bundle on bundle.id = sent.bundle_id where revision.uid = listing.uid)
    where uid in (select uid from revision join sent on sent.revision_id = revision.id
        join bundle on bundle.id = sent.bundle_id)"""
_ADD_CODE = "insert or ignore into listing_code (what, code, id) values (?, ?, ?)"
_DROP_CODE = "delete from listing_code where what = ? and code = ? and id = ?"


def ids_of(kind: str) -> tuple[int, int]:
    """Return the lowest and the highest number that a line of this kind may have."""
    lowest = KIND_NUMBERS[kind] * ROOM
    return lowest, lowest + ROOM - 1


class _Folded(dict[str, tuple[str, ...]]):
    """Piece of a text between spaces -> its folded words; a language has few different ones."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) > _MOST_PIECES:
            self.clear()
        letters = fold(unicodedata.normalize("NFC", piece))
        apart = "".join(letter if _in_word(letter) else " " for letter in letters)
        found = self[piece] = tuple(word[:_LONGEST_WORD] for word in apart.split())
        return found


_FOLDED = _Folded()


def _in_word(letter: str) -> bool:
    # SQLite's letters are those of Unicode 6.1. A newer one would part a word in its eyes, and a
    # search for a word in parts is an error: only letters that both have known for long count.
    return (letter.isascii() and letter.isalnum()) or unicodedata.ucd_3_2_0.category(letter)[
        0
    ] in "LN"


def words(text: str) -> set[str]:
    """Return the different folded words of a text."""
    return set().union(*map(_FOLDED.__getitem__, set(text.split())))


def add(db: sqlite3.Connection, records: Sequence[Record], counts: Counts) -> None:
    """Index new records of one kind."""
    lowest, highest = ids_of(records[0].kind)
    last = db.execute(
        "select max(id) from listing where id between ? and ?", (lowest, highest)
    ).fetchone()[0]
    numbered = list(enumerate(records, start=(last or lowest - 1) + 1))
    db.executemany(_ADD_LINE, [(number, *_line(one, counts(one))) for number, one in numbered])
    db.executemany(
        _ADD_CODE, [(*code, number) for number, one in numbered for code in list_codes(one)]
    )
    for table, texts in _INDEXES:
        db.executemany(
            f"insert into {table} (rowid, words) values (?, ?)",
            [(number, indexed(texts(one))) for number, one in numbered],
        )


def change(db: sqlite3.Connection, before: Record, after: Record, counts: Counts) -> None:
    """Index a record anew; only what differs is written."""
    line = dict(
        zip(_ALL_COLUMNS, db.execute(_FIND_LINE, (before.uid, before.kind)).fetchone(), strict=True)
    )
    number = line["id"]
    # Findings look at answers alone: a record that was only sent or merged keeps its counts.
    same = before.values == after.values
    told = (line["errors"], line["warnings"], line["missing"]) if same else counts(after)
    _change_line(db, line, _line(after, told, line))
    if same and before.human_code == after.human_code:
        return
    old, new = list_codes(before), list_codes(after)
    db.executemany(_DROP_CODE, [(*code, number) for code in old - new])
    db.executemany(_ADD_CODE, [(*code, number) for code in new - old])
    titled, rest = _asked(after.kind)
    if before.human_code == after.human_code and all(
        before.values.get(question.field) == after.values.get(question.field)
        for question in (*titled, *rest)
    ):
        return
    for table, texts in _INDEXES:
        was, now = texts(before), texts(after)
        if was != now:
            _take_out(db, table, number, was)
            db.execute(f"insert into {table} (rowid, words) values (?, ?)", (number, indexed(now)))


def _change_line(
    db: sqlite3.Connection, line: Mapping[str, Any], cells: Sequence[str | int]
) -> None:
    """Write the cells that differ: SQLite writes every index anew of which a column is named."""
    named = zip(_ALL_COLUMNS[1:], cells, strict=True)
    differing = {name: cell for name, cell in named if line[name] != cell}
    if differing:
        assigned = ", ".join(f'"{name}" = ?' for name in differing)
        sql = f"update listing set {assigned} where id = ?"
        db.execute(sql, (*differing.values(), line["id"]))


def remove(db: sqlite3.Connection, record: Record) -> None:
    """Take a record out of lists and searches."""
    number = _number(db, record)
    db.executemany(_DROP_CODE, [(*code, number) for code in list_codes(record)])
    for table, texts in _INDEXES:
        _take_out(db, table, number, texts(record))
    db.execute("delete from listing where id = ?", (number,))


def is_current(db: sqlite3.Connection) -> bool:
    """Tell whether the index was made as this program makes it."""
    found = db.execute("select value from setting where name = ?", (_RECIPE_NAME,)).fetchone()
    return found is not None and found[0] == _recipe()


def rebuild(db: sqlite3.Connection, counts: Counts = counts_of, step: Progress = SILENT) -> None:
    """Make all lines, codes and words again; a line keeps its number, so lists keep their order."""
    order = db.execute("select uid, kind from listing order by id").fetchall()
    db.execute("delete from listing")
    db.execute("delete from listing_code")
    for table, _texts in _INDEXES:
        db.execute(f"insert into {table} ({table}) values ('delete-all')")
    made = 0
    for kind in KINDS:
        select = layout_of(kind).select
        listed = [uid for uid, of_kind in order if of_kind == kind]
        known = set(listed)
        uids = [uid for (uid,) in db.execute(f'select uid from "{kind}" order by rowid')]
        present = set(uids)
        wanted = [uid for uid in listed if uid in present]
        wanted += [uid for uid in uids if uid not in known]
        for start in range(0, len(wanted), _PAGE):
            page = wanted[start : start + _PAGE]
            rows = [db.execute(f"{select} where uid = ?", (uid,)).fetchone() for uid in page]
            add(db, [decode(kind, row) for row in rows], counts)
            made += len(page)
            step(made, max(made, len(order)))
    db.execute(_COUNT_BUNDLES)
    db.execute(
        "insert or replace into setting (name, value) values (?, ?)", (_RECIPE_NAME, _recipe())
    )


def _recipe() -> str:
    asked = [
        (kind.name, question.field, question.kind, question.in_title)
        for kind in KINDS.values()
        for question in kind.questions
    ]
    said = f"{_RECIPE} {unicodedata.unidata_version} {asked}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _number(db: sqlite3.Connection, record: Record) -> int:
    number: int = db.execute(
        "select id from listing where uid = ? and kind = ?", (record.uid, record.kind)
    ).fetchone()[0]
    return number


def _line(
    record: Record, counts: tuple[int, int, int], before: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Any, ...]:
    """Return `withdrawn` and the columns of ListRow, lists and multilingual texts as JSON.

    What it is put in order by is taken from its line `before` when it comes from the same cells.
    """
    row = list_row(record, counts)
    plain = [getattr(row, name) for name in LIST_COLUMNS]
    cells = [value if isinstance(value, str | int) else structured_text(value) for value in plain]
    cells[_TITLE] = structured_text(row.title)
    if before and all(cells[place] == before[LIST_COLUMNS[place]] for place in _ORDERING):
        keys = tuple(before[name] for name in ORDER_COLUMNS)
    else:
        keys = order_keys(row)
    return (int(bool(record.deleted)), *cells, *keys)


_TITLE = LIST_COLUMNS.index("title")
_ORDERING = tuple(map(LIST_COLUMNS.index, ("title", "acronym", "parties")))  # as `order_keys` reads


def _take_out(db: sqlite3.Connection, table: str, number: int, texts: list[str]) -> None:
    db.execute(
        f"insert into {table} ({table}, rowid, words) values ('delete', ?, ?)",
        (number, indexed(texts)),
    )


def indexed(texts: Iterable[str]) -> str:
    """Return what goes into an index, so that its words are those that `words` finds.

    SQLite folds plain accented letters itself, as `fold` does; all else is folded before.
    """
    text = "\n".join(texts)
    return " ".join(sorted(words(text))) if _NOT_PLAIN.search(text) else text


def _title_texts(record: Record) -> list[str]:
    titled, _rest = _asked(record.kind)
    return [record.human_code, *_texts_of(titled, record.values)]


def _other_texts(record: Record) -> list[str]:
    _titled, rest = _asked(record.kind)
    return _texts_of(rest, record.values)


_INDEXES = (("search_title", _title_texts), ("search_text", _other_texts))


class _Searched(NamedTuple):
    """A question whose words are searched, and of rows the columns that are."""

    field: str
    local: bool
    columns: "tuple[_Searched, ...] | None"


@cache
def _asked(kind: str) -> tuple[tuple[_Searched, ...], tuple[_Searched, ...]]:
    """Return what is searched of a kind: the questions of the title, and the others."""
    searched = [one for one in KINDS[kind].questions if one.kind in _SEARCHED]
    titled = [_titles(KINDS[kind], one) for one in searched]
    every = [(_with_columns(one), first) for one, first in zip(searched, titled, strict=True)]
    return tuple(one for one, first in every if first), tuple(
        one for one, first in every if not first
    )


def _with_columns(question: Question) -> _Searched:
    columns = [one for one in question.rows if one.kind in _SEARCHED or one.open_list]
    return _Searched(
        field=question.field,
        local=question.kind in _LOCAL,
        columns=tuple(map(_with_columns, columns)) if question.kind is Answer.ROWS else None,
    )


def _titles(kind: Kind, question: Question) -> bool:
    return question.in_title or question.field in (kind.title_field, kind.acronym_field)


def _texts_of(searched: Iterable[_Searched], values: Any) -> list[str]:  # noqa: ANN401 - answers or a row
    texts: list[str] = []
    for field, local, columns in searched:
        value = values.get(field)
        if not value:
            continue
        if local:
            texts.extend(text for language, text in value.items() if language != "original")
        elif columns is None:
            texts.append(value)
        else:
            for row in value:
                texts.extend(_texts_of(columns, row))
    return texts
