"""The statistics of an office: all figures, beside thirteen of them by SQL and by a plain loop."""

import json
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from datetime import date
from statistics import mean, median

from desktop_app.actions.figures import statistics
from desktop_app.records.codes import code_list
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, timed
from tests.records.figures import twin

_SINCE, _UNTIL = "2008-01-01", "2026-11-23"
_READ = (
    "select uid, modality, level, sector, stage, form, refundability, planned_start, planned_end, "
    "actual_start, actual_end, participants, sdgs, money from initiative where deleted = ''"
)


@contextmanager
def _counting(size, folder):
    home = filled(folder, size)
    with reopened(home, folder) as office:
        path = office.store.path
        yield Trio(
            ours=lambda: timed(lambda: statistics(office)),
            limit=lambda: timed(lambda: _by_sql(path)),
            peer=lambda: timed(lambda: _by_loop(path)),
            limit_is="SQLite: thirteen of the figures over the flat views, no records behind them",
            peer_is="json and statistics: the same thirteen, all rows in memory as dictionaries",
        )


def _by_sql(path):
    with closing(sqlite3.connect(path)) as db:
        countries = code_list("country").codes
        return [twin.asked(db, sql, _SINCE, _UNTIL, countries) for sql in twin.ALL]


def _by_loop(path):
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        rows = [dict(row) for row in db.execute(_READ)]
    for row in rows:
        for name in ("participants", "sdgs", "money"):
            row[name] = json.loads(row[name] or "[]")
    counted = [row for row in rows if _is_counted(row)]
    return [_of_people(counted), _of_subjects(counted), _of_time(counted), _of_money(counted)]


def _is_counted(row):
    start, end = row["actual_start"] or row["planned_start"], row["actual_end"]
    return (
        row["stage"] in ("EXE", "SUS", "COM")
        and row["modality"] in ("BIL", "TRI", "REG")
        and row["form"] != "HUM"
        and start
        and start <= _UNTIL
        and (not end or end >= _SINCE)
    )


def _of_people(rows):
    volume = Counter((row["modality"], row["level"]) for row in rows)
    parties = Counter(
        party for row in rows for party in {one["party"] for one in row["participants"]}
    )
    shares = {party: number / len(rows) for party, number in parties.items()}
    matrix, both = Counter(), Counter()
    for row in rows:
        roles = {}
        for one in row["participants"]:
            roles.setdefault(one["role"], []).append(one["party"])
        if row["modality"] == "BIL":
            matrix.update(
                (giver, taker) for giver in roles.get("PRO", ()) for taker in roles.get("REC", ())
            )
            both[tuple(sorted(roles.get("BOTH", ())))] += 1
    sides = Counter((one["party"], one["role"]) for row in rows for one in row["participants"])
    return volume, shares, matrix, both, sides


def _of_subjects(rows):
    sectors = Counter(row["sector"] for row in rows if row["sector"])
    goals = Counter(goal["goal"] for row in rows for goal in row["sdgs"] if goal.get("rank") == 1)
    return sectors, goals, Counter(row["refundability"] for row in rows)


def _of_time(rows):
    starts = [_days(row["planned_start"], row["actual_start"]) for row in rows]
    lasted = [_days(row["actual_start"], row["actual_end"]) for row in rows if row["actual_end"]]
    return [(mean(days), median(days)) for days in (starts, lasted) if days]


def _days(first, last):
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _of_money(rows):
    ratios, paid, things = [], Counter(), 0
    for row in rows:
        lines = [line for line in row["money"] if line["currency"] == "USD"]
        budget = sum(float(line["amount"]) for line in lines if line["kind"] == "BUD")
        spent = [line for line in lines if line["kind"] == "EXE"]
        executed = sum(float(line["amount"]) for line in spent)
        if budget and spent:
            ratios.append(executed / budget)
        roles = {one["party"]: one["role"] for one in row["participants"]}
        for line in spent:
            paid[roles.get(line["payer"], "")] += float(line["amount"])
            things += float(line["amount"]) if line["cash_kind"] == "KIND" else 0
    return (median(ratios) if ratios else None), paid, things


INDICATORS = Benchmark(name="indicators", size=100_000, rounds=1, goal=1.0, prepare=_counting)
