"""How the file is made and upgraded: one function a step, append only, each in one transaction.

A released step is never changed; what a record is asked comes from the questions, so that a new
field is a question and a step that calls `add_missing_columns`.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Kind
from desktop_app.store.opening import APPLICATION
from desktop_app.store.rows import ENVELOPE, columns_of
from desktop_app.store.views import views_of

if TYPE_CHECKING:
    from sqlite_utils.db import Table

Step = Callable[[sqlite3.Connection], None]

_KEPT = (
    """create table change (
        id integer primary key, kind text not null, uid text not null, version integer not null,
        at text not null, who text not null, why text not null,
        slot text not null, before text, after text) strict""",
    "create index change_of_record on change (uid)",
    "create table setting (name text primary key, value text not null) strict, without rowid",
    """create table draft (
        uid text primary key, kind text not null, answers text not null, at text not null)
        strict""",
)
_LISTS = (
    """create table listing (
        id integer primary key, kind text not null, uid text not null, office text not null,
        human_code text not null, status text not null, draft integer not null,
        withdrawn integer not null,
        title text not null, acronym text not null, stage text not null, modality text not null,
        sector text not null, parties text not null, start text not null, "end" text not null,
        source_type text not null, instruments text not null, errors integer not null,
        warnings integer not null, missing integer not null, conflicts integer not null,
        updated_at text not null, unique (uid, kind)) strict""",
    "create index listing_live on listing (kind, withdrawn)",
    "create index listing_status on listing (kind, status)",
    "create index listing_office on listing (kind, office, withdrawn)",
    "create index listing_human_code on listing (human_code)",
    """create index listing_to_check on listing (kind, withdrawn)
        where errors + warnings + missing + conflicts > 0""",
    """create table listing_code (
        what text not null, code text not null, id integer not null,
        primary key (what, code, id)) strict, without rowid""",
    # No content and no positions: what was indexed can be made again from the record, and while
    # typing only “which records” is asked. The first letters cost the titles 1 % of the file and
    # spare a search of one letter a walk through every word (0.1 instead of 20 ms at 100,000).
    """create virtual table search_title using fts5 (words, content = '', detail = none,
        columnsize = 0, prefix = '1 2 3 4', tokenize = "unicode61 remove_diacritics 2")""",
    """create virtual table search_text using fts5 (words, content = '', detail = none,
        columnsize = 0, tokenize = "unicode61 remove_diacritics 2")""",
)
_EXCHANGED = (
    """create table revision (
        id text primary key, uid text not null, kind text not null, office text not null,
        author text not null, line blob not null, stays integer not null,
        acknowledged_by text not null default '') strict, without rowid""",
    "create index revision_of_record on revision (uid)",
    "create index revision_by_author on revision (author, office, uid)",
    "create index revision_open on revision (office, uid) where acknowledged_by = ''",
    """create table bundle (
        id text primary key, direction text not null check (direction in ('in', 'out')),
        kind text not null, office text not null, addressee text not null, stream text not null,
        seq integer not null, prev text not null, made_at text not null, at text not null,
        file_name text not null, records integer not null, size integer not null,
        check_code text not null, state text not null, note text not null) strict""",
    "create index bundle_of_stream on bundle (stream, direction, seq)",
    """create table sent (
        revision_id text not null references revision (id) deferrable initially deferred,
        bundle_id text not null references bundle (id) deferrable initially deferred,
        primary key (revision_id, bundle_id)) strict, without rowid""",
    "create index sent_in_bundle on sent (bundle_id)",
    """create table merge (
        id text primary key, bundle_id text not null references bundle (id)
            deferrable initially deferred,
        at text not null, who text not null, undone_at text not null, counts text not null)
        strict""",
    """create table arrival (
        revision_id text not null references revision (id) deferrable initially deferred,
        merge_id text not null references merge (id) deferrable initially deferred,
        primary key (revision_id, merge_id)) strict, without rowid""",
    "create index arrival_of_merge on arrival (merge_id)",
    """create table merge_result (
        merge_id text not null references merge (id) deferrable initially deferred,
        number integer not null, uid text not null, kind text not null, outcome text not null,
        reason text not null, primary key (merge_id, number)) strict, without rowid""",
    """create table import (
        id text primary key, file_name text not null, sha256 text not null, at text not null,
        undone_at text not null, report text not null) strict""",
    """create table import_row (
        uid text not null,
        import_id text not null references import (id) deferrable initially deferred,
        version integer not null, before text, answers text not null,
        primary key (uid, import_id)) strict""",
    "create index import_row_of_import on import_row (import_id)",
    """create table trusted (
        kid text primary key, office text not null, name text not null, role text not null,
        public_key text not null, status text not null, since text not null) strict""",
)


_TITLED = ("es", "en", "pt", "fr")
_ORDER_COLUMNS = (
    ("sent_seq", "integer not null default 0"),
    ("order_title", "text not null default ''"),
    *((f"order_{code}", "text") for code in _TITLED),
    ("order_parties", "text not null default ''"),
)
# Where a record stands, what is to do first; the same words are in the order of a list.
STANDING = (
    "(case when conflicts > 0 then 0 when status = 'returned' then 1 when status = 'draft' then "
    "case when errors + warnings + missing > 0 then 2 when sent_seq > 0 then 3 else 4 end "
    "when status = 'ready' then 5 when status = 'sent' then 6 when status = 'national' then 7 "
    "when status = 'received' then 8 when status = 'accepted' then 9 else 10 end)"
)
# name of an order -> its columns; read from the index alone, a page is found without sorting
ORDERS: dict[str, tuple[str, ...]] = {
    **{f"title_{code}": (f"coalesce(order_{code}, order_title)",) for code in _TITLED},
    "parties": ("order_parties",),
    "dates": ("start", '"end"'),
    "state": (STANDING,),
    "code": ("human_code",),
    "updated": ("updated_at",),
    "sector": ("sector",),
    "modality": ("modality",),
    "stage": ("stage",),
    "type": ("source_type",),
    "what": ("what",),
    "standing": ("state",),
    "office": ("office",),
    "instruments": ("instruments",),
}
# All that findings and states narrow by, in the order of entry: counted without reading a line.
_FOUND = "(kind, withdrawn, id, status, sent_seq, errors, warnings, missing, conflicts)"


_BULK = (
    """create table bulk (
        name text primary key, kind text not null, field text not null, at text not null,
        records integer not null, undone_at text not null) strict""",
    """create table bulk_row (
        bulk text not null references bulk (name), uid text not null, version integer not null,
        before text not null, primary key (bulk, uid)) strict""",
)

_ATTACHED = (
    """create table attachment (
        sha256 text primary key, size integer not null, type text not null,
        original text not null, acknowledged_by text not null default '') strict, without rowid""",
    "create index attachment_open on attachment (sha256) where acknowledged_by = ''",
)


def add_missing_columns(db: sqlite3.Connection, kinds: Mapping[str, Kind] = KINDS) -> None:
    """Make the tables of the kinds, add the columns they lack, and lay their lists flat anew."""
    from sqlite_utils import Database

    tables = Database(db)
    laid = _views(db)
    for name, kind in kinds.items():
        columns = dict(columns_of(kind))
        table = tables.table(name)
        if not table.exists():
            _make_table(table, columns)
        present = {column.name for column in table.columns}
        for column, form in columns.items():
            if column not in present:
                table.add_column(column, form)
        for view, sql in views_of(kind):
            if laid.get(view) != sql:
                tables.create_view(view, sql, replace=True)


def _views(db: sqlite3.Connection) -> dict[str, str]:
    """Return what each view there is selects, by its name."""
    found = db.execute("select name, sql from sqlite_schema where type = 'view'")
    return {name: sql.partition(" AS ")[2] for name, sql in found}


def _make_table(table: "Table", columns: Mapping[str, type]) -> None:
    envelope = {name for name, _ in ENVELOPE}
    table.create(dict(columns), pk="uid", not_null=envelope, strict=True)
    if "iati_id" in columns:
        table.create_index(["office", "iati_id", "uid"])


def _records(db: sqlite3.Connection) -> None:
    db.execute(f"pragma application_id = {APPLICATION}")
    add_missing_columns(db)
    _run(db, _KEPT)


def _lists(db: sqlite3.Connection) -> None:
    _run(db, _LISTS)


def _exchanged(db: sqlite3.Connection) -> None:
    _run(db, _EXCHANGED)


def _all_kinds(db: sqlite3.Connection) -> None:
    """Offers, practices, agreements, meetings, commitments, offices; all fields of the others.

    A file made by today's first step has the columns already: they come from the questions.
    """
    add_missing_columns(db)
    present = {name for _, name, *_ in db.execute("pragma table_info(listing)")}
    for column in ("what", "state"):
        if column not in present:
            db.execute(f"alter table listing add column {column} text not null default ''")


def _ordered(db: sqlite3.Connection) -> None:
    """Every column of a list has its order, and a line the number of the bundle it went in."""
    for column, form in _ORDER_COLUMNS:
        db.execute(f"alter table listing add column {column} {form}")
    for name, columns in ORDERS.items():
        named = ", ".join(("kind", "withdrawn", *columns))
        db.execute(f"create index listing_by_{name} on listing ({named})")
    db.execute(f"create index listing_found on listing {_FOUND}")


def _many(db: sqlite3.Connection) -> None:
    """Answers changed in many records at once, and what these were before."""
    _run(db, _BULK)


def _people(db: sqlite3.Connection) -> None:
    """Who works with this installation; the history names them by their uid."""
    db.execute(
        "create table person (uid text primary key, name text not null, role text not null, "
        "since text not null, until text not null default '') strict"
    )


_NOTES = (
    """create table note (
        id integer primary key, kind text not null, uid text not null, field text not null,
        words text not null, at text not null, who text not null,
        done_at text not null default '', done_by text not null default '') strict""",
    "create index note_of_record on note (uid)",
    "create index note_open on note (kind, uid) where done_at = ''",
)


def _noted(db: sqlite3.Connection) -> None:
    """Keep notes at answers, and give single answers an access of their own."""
    add_missing_columns(db)
    _run(db, _NOTES)


def _attached(db: sqlite3.Connection) -> None:
    """Files added to records; their content lies in a folder beside the store."""
    add_missing_columns(db)  # the flat views of documents have the file as well
    _run(db, _ATTACHED)


_INBOX = (
    """create table inbox (
        id text primary key, file_name text not null, size integer not null, at text not null,
        kid text not null, bundle_id text not null, cause text not null, told text not null,
        state text not null check (state in ('waiting', 'taken', 'let go')),
        ended_at text not null default '', ended_by text not null default '',
        reason text not null default '') strict, without rowid""",
    "create index inbox_waiting on inbox (at) where state = 'waiting'",
)


def _inbox(db: sqlite3.Connection) -> None:
    """Files that arrived and cannot be taken yet; their content lies in a folder beside."""
    _run(db, _INBOX)


_REGISTERED = (
    """create table register (
        version integer primary key, id text not null, root integer not null, at text not null,
        file blob not null) strict""",
    """create table bundle_seal (
        bundle_id text primary key, kid text not null, registry_version integer not null)
        strict, without rowid""",
    "create index bundle_seal_of_key on bundle_seal (kid)",
)


def _registered(db: sqlite3.Connection) -> None:
    """Keep the list of offices, version by version, and which seal closed each bundle."""
    _run(db, _REGISTERED)


_LEVELS = (
    """create table acknowledgement (
        by text not null, revision_id text not null, primary key (by, revision_id))
        strict, without rowid""",
    """insert into acknowledgement (by, revision_id) select bundle.office, revision.id
        from revision join bundle on bundle.id = revision.acknowledged_by""",
    "drop index revision_open",
    "create index revision_of_office on revision (office, uid)",
    """create table origin (
        id text primary key, office text not null, role text not null, stream text not null,
        seq integer not null, made_at text not null, check_code text not null,
        public_key text not null, proof text not null, manifest blob not null, seal blob not null)
        strict, without rowid""",
    """create table origin_line (
        origin text not null references origin (id), number integer not null,
        revision_id text not null, primary key (origin, number)) strict, without rowid""",
    "create index origin_of_line on origin_line (revision_id)",
    """create table told (
        by text not null, uid text not null, outcome text not null, reason text not null,
        primary key (uid, by)) strict, without rowid""",
)


def _levels(db: sqlite3.Connection) -> None:
    """Who acknowledged what, where units' records came from, and what others said of records.

    Lists put in order by state have one state more.
    """
    _run(db, _LEVELS)
    db.execute("drop index listing_by_state")
    columns = ", ".join(("kind", "withdrawn", *ORDERS["state"]))
    db.execute(f"create index listing_by_state on listing ({columns})")


def _erasing(db: sqlite3.Connection) -> None:
    """Tell the orders to erase a record from other sealed lines."""
    db.execute("alter table revision add column purges integer not null default 0")
    db.execute("create index revision_purges on revision (uid) where purges = 1")


def _files_where(db: sqlite3.Connection) -> None:
    """Who said that a file has arrived: another addressee may not have it yet."""
    db.execute(
        "create table file_acknowledgement (by text not null, sha256 text not null, "
        "primary key (by, sha256)) strict, without rowid"
    )
    db.execute(
        "insert into file_acknowledgement (by, sha256) select bundle.office, attachment.sha256 "
        "from attachment join bundle on bundle.id = attachment.acknowledged_by"
    )


def _run(db: sqlite3.Connection, statements: Sequence[str]) -> None:
    # One by one: executescript would end the transaction that holds the step together.
    for statement in statements:
        db.execute(statement)


STEPS: tuple[Step, ...] = (
    *(_records, _lists, _exchanged, _all_kinds),
    *(_ordered, _many, _people, _noted, _attached, _inbox, _registered, _levels, _erasing),
    _files_where,
)
NEWEST = len(STEPS)


def upgrade(db: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the form after `steps`; each step is there whole or not at all."""
    form = db.execute("pragma user_version").fetchone()[0]
    for number, step in enumerate(steps, start=1):
        if number <= form:
            continue
        db.execute("begin immediate")
        try:
            step(db)
            db.execute(f"pragma user_version = {number}")
            db.execute("commit")
        except BaseException:
            if db.in_transaction:
                db.execute("rollback")
            raise


@cache
def blank() -> bytes:
    """Return the content of a file of the newest form without a record."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        upgrade(db)
        return db.serialize()
