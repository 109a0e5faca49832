"""What any SQLite program counts over the views of an office's file is what we count."""

import sqlite3
from decimal import Decimal

import pytest

from desktop_app.records.codes import code_list
from desktop_app.records.figures.every import statistics_of
from desktop_app.records.figures.figure import Period
from desktop_app.store import records as stored
from desktop_app.store.database import Store
from tests.records.figures import made, twin

SINCE, UNTIL = "2020-01-01", "2024-12-31"
AT = "2026-03-15T12:00:00Z"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("twin") / "surco.db"
    with Store.open(path) as store:
        stored.save_many(store, made.initiatives(700), who="BO", at=AT)
    return path


@pytest.fixture(scope="module")
def found(file):
    with Store.open(file, read_only=True) as store:
        return statistics_of(
            {"initiative": stored.every(store, "initiative")},
            party="BO",
            period=Period(SINCE, UNTIL),
            today="2026-03-15",
        )


@pytest.fixture
def by_sql(file):
    db = sqlite3.connect(file)
    yield lambda sql: twin.asked(db, sql, SINCE, UNTIL, code_list("country").codes)
    db.close()


def cents(value):
    return int(value * 100)


def test_volume(found, by_sql):
    rows = {row.key: row.cells[0].value for row in found["I1"].rows}

    assert rows == {(modality, level): n for modality, level, n in by_sql(twin.I1)}
    assert sum(rows.values()) > 150


def test_participation(found, by_sql):
    rows = {row.key[0]: (row.cells[0].value, row.cells[1].value) for row in found["I2"].rows}

    assert rows == {party: (n, Decimal(n) / of) for party, n, of in by_sql(twin.I2)}


@pytest.mark.parametrize(("figure", "sql"), [("I3", twin.I3), ("I3-both", twin.I3_BOTH)])
def test_role_matrix(found, by_sql, figure, sql):
    rows = {row.key: row.cells[0].value for row in found[figure].rows}

    assert rows == {(one, other): n for one, other, n in by_sql(sql)}
    assert rows


def test_balance(found, by_sql):
    told = found["I5"]
    names = ("provider", "recipient", "both")
    rows = {row.key[0]: tuple(told.value(name, *row.key) for name in names) for row in told.rows}

    assert rows == {party: tuple(numbers) for party, *numbers in by_sql(twin.I5)}
    for party, (given, taken, _) in rows.items():
        if given + taken:
            assert told.value("balance", party) == Decimal(given - taken) / (given + taken)


def test_sectors(found, by_sql):
    rows = {row.key[0]: (row.cells[0].value, row.cells[1].value) for row in found["I6"].rows}

    assert rows == {sector: (n, Decimal(n) / of) for sector, n, of in by_sql(twin.I6)}


def test_goals(found, by_sql):
    rows = {
        row.key[0]: (row.cells[0].value, row.cells[1].value)
        for row in found["I7"].rows
        if row.cells[0].value
    }

    assert rows == {goal: (n, Decimal(n) / of) for goal, n, of in by_sql(twin.I7)}


def test_punctuality_of_the_start(found, by_sql):
    [(number, days, on_time)] = by_sql(twin.I9)
    told = found["I9"]

    assert told.value("n", "plan") == number
    assert told.value("mean", "plan") == Decimal(days) / number
    assert told.value("on time", "plan") == Decimal(on_time) / number


def test_duration(found, by_sql):
    [(number, days)] = by_sql(twin.I11)

    assert found["I11"].value("n", "*", "*") == number
    assert found["I11"].value("mean", "*", "*") == Decimal(days) / number


def test_execution(found, by_sql):
    [(number, executed, budget)] = by_sql(twin.I12)
    total = found["I12"].totals[0]

    assert total.cells[0].value == number
    assert (cents(total.cells[2].value), cents(total.cells[1].value)) == (executed, budget)
    assert number >= 5


def test_burden(found, by_sql):
    rows = {row.key[0]: cents(row.cells[1].value) for row in found["I13"].rows}

    assert rows == dict(by_sql(twin.I13))
    assert rows


def test_refundability(found, by_sql):
    rows = {row.key[0]: row.cells[0].value for row in found["I15"].rows}

    assert rows == dict(by_sql(twin.I15))


def test_share_in_kind(found, by_sql):
    [(number, executed, things)] = by_sql(twin.I16)
    told = found["I16"]

    assert told.value("n", "*") == number
    assert cents(told.value("executed", "*")) == executed
    assert cents(told.value("kind", "*")) == things
    assert told.value("share", "*") == Decimal(things) / executed
