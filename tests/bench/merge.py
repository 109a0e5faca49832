"""The Secretariat merges a bundle of each of 33 offices; half of the records in them changed."""

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.actions.merging import apply_plan
from desktop_app.actions.office import set_up
from desktop_app.actions.planning import plan_bundle
from desktop_app.exchange.bundle import Outgoing
from desktop_app.exchange.bundle_writing import write_bundle
from desktop_app.exchange.signing import kid_of, make_key, open_key
from desktop_app.store import trust
from desktop_app.store.rows import encode, layout_of
from tests.bench.data import COUNTRIES, changed, initiative
from tests.bench.offices import AT, flat, flat_values, reopened, sealed, sqlite_utils_table
from tests.bench.rounds import Benchmark, Trio, timed


@dataclass(frozen=True, slots=True)
class _Sent:
    """What one office sent: its records before and after, and the second bundle."""

    before: list[Any]
    after: list[Any]
    bundle: Path
    lines: Path


@contextmanager
def _merging(size, folder):
    home = folder / "secretariat"
    each = max(1, size // len(COUNTRIES))
    with set_up(home, code="SELA", name="Secretaría de medición", role="secretariat") as office:
        sent = [_sent(office, code, each, folder) for code in COUNTRIES]
    before = [record for one in sent for record in one.before]
    rows = [encode(record) for record in before]
    attached = [_attached(folder / f"{one.bundle.stem}.db", one.after) for one in sent]

    def merge():
        with reopened(home, folder) as office:
            return timed(
                lambda: [apply_plan(office, plan_bundle(office, one.bundle)) for one in sent]
            )

    def attach():
        path = _attached(folder / "limit.db", (), rows)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("pragma journal_mode = wal")
            return timed(lambda: [_taken_in(db, other) for other in attached])

    def upsert():
        with sqlite_utils_table(folder / "peer.db", [flat(record) for record in before]) as peer:
            return timed(lambda: [_upserted(peer["initiative"], one.lines) for one in sent])

    yield Trio(
        ours=merge,
        limit=attach,
        peer=upsert,
        limit_is="ATTACH and INSERT ... ON CONFLICT of the same rows, without seal and history",
        peer_is="json and sqlite-utils upsert_all, without seal, versions and history",
    )


def _sent(office, code, count, folder):
    """Let an office send its records once, merged at once, and half of them changed again."""
    key = folder / f"{code}.key"
    public = make_key(key)
    known = trust.TrustedOffice(
        office=code,
        name=f"Oficina {code}",
        role="office",
        public_key=public,
        kid=kid_of(public),
        status="active",
        since=AT,
    )
    trust.add_trusted(office.store, known)
    first = [sealed(initiative(number, code)) for number in range(count)]
    second = [
        sealed(changed(record)) if place % 2 else (record, revision)
        for place, (record, revision) in enumerate(first)
    ]
    bundles = []
    for number, pairs in enumerate((first, second), start=1):
        lines = sorted(revision.line for _record, revision in pairs)
        path = folder / f"{code}-{number}.surco"
        outgoing = Outgoing(
            kind="submission",
            office=code,
            stream=f"stream-{code}".lower(),
            to="SELA",
            seq=number,
            made_at=AT,
            app="bench",
            counts={"initiative": count},
        )
        with open_key(key, None) as signer:
            write_bundle(path, outgoing, {"revisions": lines}, signer)
        bundles.append(path)
    apply_plan(office, plan_bundle(office, bundles[0]))
    plain = folder / f"{code}.jsonl"
    plain.write_bytes(b"\n".join(revision.line for _record, revision in second))
    return _Sent(
        [record for record, _revision in first],
        [record for record, _revision in second],
        bundles[1],
        plain,
    )


def _attached(path, records, rows=()):
    """Keep records in a table of the same columns as ours, without anything else of ours."""
    layout = layout_of("initiative")
    path.unlink(missing_ok=True)
    columns = ", ".join(f'"{name}"' for name in layout.names).replace('"uid"', '"uid" primary key')
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"create table initiative ({columns})")
        db.executemany(layout.insert, [*rows, *(encode(record) for record in records)])
        db.commit()
    return path


def _taken_in(db, other):
    names = [f'"{name}"' for name in layout_of("initiative").names]
    assigned = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    db.execute("attach ? as other", (str(other),))
    db.execute(
        f"insert into main.initiative select * from other.initiative where true "  # noqa: S608 - our names
        f"on conflict (uid) do update set {assigned} where excluded.hash <> initiative.hash"
    )
    db.execute("detach other")


def _upserted(table, lines):
    told = [json.loads(line) for line in lines.read_bytes().split(b"\n")]
    rows = [{"uid": one["rec"], **flat_values(one["fields"])} for one in told]
    table.upsert_all(rows, pk="uid", alter=True)


MERGE = Benchmark(name="merge", size=3_300, rounds=3, goal=4.0, prepare=_merging)
