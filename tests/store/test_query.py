"""Which index a list is read through; none is sorted after it was found."""

from dataclasses import replace

import pytest

from desktop_app.records.listing import Filters
from desktop_app.store import query, records
from tests.builders import a_project

ALL = Filters()
AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def plan(store):
    """Return how a test asks which steps SQLite takes for a list."""

    def steps(search="", filters=ALL, *, everywhere=False):
        with store.reading() as db:
            asked = query.list_query(db, "initiative", search, filters, everywhere=everywhere)
            found = db.execute(
                f"explain query plan select line.uid {asked.sql} order by {asked.number} desc",
                asked.values,
            ).fetchall()
        return "; ".join(step[3] for step in found)

    return steps


@pytest.mark.parametrize(
    ("search", "filters", "index"),
    [
        ("", Filters(), "listing_live"),
        ("", Filters(to_check=True), "listing_to_check"),
        ("", Filters(status="draft"), "listing_status"),
        ("", Filters(office="BO"), "listing_office"),
        ("", Filters(partner="BO"), "first USING PRIMARY KEY (what=? AND code=?"),
        ("agua", Filters(), "search_title VIRTUAL TABLE"),
        ("agua", Filters(partner="BO", status="draft"), "search_title VIRTUAL TABLE"),
    ],
)
def test_each_list_is_read_through_an_index_in_its_order(plan, search, filters, index):
    steps = plan(search, filters)

    assert steps.startswith(("SEARCH line", "SEARCH first", "SCAN search_title"))
    assert index in steps
    assert "TEMP B-TREE" not in steps


def test_the_rarest_filter_leads(store, plan):
    many = [a_project(status="draft", stage="EXE", sector="S01") for _ in range(9)]
    records.save_many(store, many, who="BO", at=AT)
    records.save_many(store, [replace(a_project(stage="COM"), status="ready")], who="BO", at=AT)

    assert "listing_status" in plan(filters=Filters(stage="EXE", status="ready"))
    assert "first USING" in plan(filters=Filters(stage="COM", status="draft"))


def test_words_are_searched_the_longest_first_and_not_without_end():
    asked = query.hits_query("initiative", "de la gestión " + " ".join("abcdefghijk"))

    assert asked is not None
    assert asked.values[0].startswith('"gestion"* AND "de"* AND "la"*')
    assert asked.values[0].count("AND") == 7


def test_signs_alone_are_no_search():
    assert query.hits_query("initiative", "… *") is None
