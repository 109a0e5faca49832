"""What holds whatever is recorded."""

from hypothesis import given, settings
from hypothesis import strategies as some

from desktop_app.records.figures.figure import Unit
from tests.records.figures import made
from tests.records.figures.counting import of
from tests.strategies import records

ANY = some.lists(records(kinds=("initiative", "offer", "source", "practice")), max_size=8)


def by_kind(given_records):
    kinds = {}
    for record in given_records:
        kinds.setdefault(record.kind, []).append(record)
    return kinds


@given(ANY, some.sampled_from(["BO", "CAF", ""]))
@settings(max_examples=40, deadline=None)
def test_whatever_is_answered_is_counted(given_records, party):
    kinds = by_kind(given_records)
    found = of(*kinds.pop("initiative", ()), party=party, since="", until="2030-12-31", **kinds)
    gone = {record.uid for record in given_records if record.deleted}

    for figure in found:
        assert 0 <= figure.coverage.n <= figure.coverage.of
        for row in (*figure.rows, *figure.totals):
            assert len(row.cells) == len(figure.columns)
            assert len(row.key) == len(figure.keys)
            assert not gone.intersection(uid for cell in row.cells for uid in cell.uids)


@given(some.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_records_does_not_matter(chance):
    initiatives = made.initiatives(60)
    mixed = list(initiatives)
    chance.shuffle(mixed)

    assert of(*mixed) == of(*initiatives)


@given(some.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_the_parts_add_up(seed):
    found = of(*made.initiatives(80, seed), since="2019-01-01")
    counted = found["I1-universe"].value("n", "counted") or 0
    weights = sum(row.cells[0].value for row in found["I4"].rows)

    assert sum(row.cells[0].value for row in found["I1"].rows) == counted
    assert sum(row.cells[0].value for row in found["I15"].rows) == counted
    assert sum(row.cells[0].value for row in found["I6"].rows) == found["I6"].coverage.n
    assert sum(row.cells[0].value for row in found["I6-area"].rows) == found["I6"].coverage.n
    assert abs(weights - found["I4"].coverage.n) < 1e-20
    matrix = (*found["I3"].rows, *found["I3-both"].rows)
    assert sum(row.cells[0].value for row in matrix) == found["I3"].coverage.n
    once, added = (found["I2"].value("n", key) or 0 for key in ("*", "+"))
    assert added >= found["I2"].coverage.n
    assert once == counted


@given(some.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_a_count_is_the_number_of_the_records_behind_it(seed):
    for figure in of(*made.initiatives(40, seed)):
        for row in (*figure.rows, *figure.totals):
            for column, cell in zip(figure.columns, row.cells, strict=True):
                if column.unit is Unit.COUNT and cell.uids and not figure.id.startswith("Q4"):
                    assert cell.value == len(set(cell.uids)), (figure.id, column.name)


def test_the_same_figures_are_told_of_nothing_and_of_much():
    assert list(of(*made.initiatives(30)).figures) == list(of().figures)
