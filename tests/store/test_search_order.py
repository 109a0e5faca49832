"""Lists in the order of a column: the same whatever leads the query, page by page."""

from dataclasses import replace

import pytest

from desktop_app.records.listing import Filters, Order
from desktop_app.records.ordering import SORTED
from desktop_app.records.revision import seal
from desktop_app.store import indexing, journal, query, records, revisions, search
from desktop_app.store.journal import BundleRow
from tests.builders import a_project, a_source

AT = "2026-11-23T17:08:51Z"


def titled(text, **values):
    return a_project(title={"original": "es", "es": text}, **values)


@pytest.fixture
def ordered(store):
    """Return how a test asks: the Spanish titles in the order of a column."""

    def ask(column, *, kind="initiative", falling=False, language="es", **asked):
        order = Order(column, falling=falling, language=language)
        return [row.title["es"] for row in search.rows(store, kind, order=order, **asked)]

    return ask


def test_titles_are_put_in_order_without_minding_case_and_accents(save, ordered):
    for title in ("zonas", "Árboles", "agua"):
        save(titled(title))

    assert ordered("title") == ["agua", "Árboles", "zonas"]
    assert ordered("title", falling=True) == ["zonas", "Árboles", "agua"]


def test_titles_are_put_in_order_as_the_reader_sees_them(save, ordered):
    save(a_project(title={"original": "es", "es": "Agua", "en": "Water"}))
    save(a_project(title={"original": "es", "es": "Zonas", "en": "Areas"}))
    save(a_project(title={"original": "es", "es": "Bosques"}))

    assert ordered("title", language="en") == ["Zonas", "Bosques", "Agua"]
    assert ordered("title", language="fr") == ["Agua", "Bosques", "Zonas"]


def test_codes_are_put_in_order_by_their_labels_and_nothing_stands_last(save, ordered):
    for title, sector in (("Salud", "S03"), ("Sin", None), ("Agua", "S05"), ("Educación", "S01")):
        save(titled(title, sector=sector))

    rising, falling = ordered("sector"), ordered("sector", falling=True)

    assert rising[-1] == "Sin"
    assert falling == [*reversed(rising)]
    assert ordered("sector", limit=2, offset=1) == rising[1:3]


def test_what_is_to_do_comes_first_in_the_order_of_states(save, ordered):
    for title, status, missing in (
        ("Lista", "ready", 0),
        ("Borrador", "draft", 0),
        ("Por revisar", "draft", 2),
        ("Aceptada", "accepted", 0),
    ):
        save(titled(title, status=status), counts=lambda _record, n=missing: (0, 0, n))

    assert ordered("state") == ["Por revisar", "Borrador", "Lista", "Aceptada"]


def test_lists_of_instruments_are_put_in_order_by_their_labels(store, save):
    for instruments in (["LOA"], ["GRA"], []):
        save(a_source(instruments=instruments))

    rows = search.rows(store, "source", order=Order("instruments", language="en"))

    assert [row.instruments for row in rows] == [("GRA",), ("LOA",), ()]


@pytest.fixture
def eight(save, monkeypatch):
    monkeypatch.setattr(query, "_ENOUGH", 3)  # so that a filter of eight lines is a common one
    for number in range(8):
        save(titled(f"Agua {number % 3}", sector=("S01", "S05", None)[number % 3]))


@pytest.mark.parametrize("column", sorted(SORTED))
@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize(
    "asked",
    [{}, {"search": "agua"}, {"filters": Filters(partner="AR")}, {"filters": Filters(year="2025")}],
)
@pytest.mark.usefixtures("eight")
def test_pages_of_every_order_make_up_the_whole_list(store, column, falling, asked):
    order = Order(column, falling=falling)

    whole = search.rows(store, "initiative", order=order, **asked)
    pages = [
        row
        for offset in range(0, 8, 3)
        for row in search.rows(store, "initiative", order=order, limit=3, offset=offset, **asked)
    ]

    assert pages == whole
    assert len({row.uid for row in whole}) == 8


def test_an_order_of_a_newer_program_is_the_newest_first(save, ordered):
    for title in ("Agua", "Bosques"):
        save(titled(title))

    assert ordered("colour") == ["Bosques", "Agua"]


def test_goals_of_any_rank_narrow_a_list(store, save):
    save(titled("Con agua", sdgs=[{"id": "6", "goal": "6"}, {"id": "4", "goal": "4"}]))
    save(titled("Sin"))

    found = search.rows(store, "initiative", filters=Filters(sdg="4"))

    assert [row.title["es"] for row in found] == ["Con agua"]
    assert "4" in search.choices(store, "initiative")["sdg"]


@pytest.mark.parametrize(
    ("findings", "left"),
    [("missing", ["Abierta"]), ("none", ["Lista"]), ("errors", []), ("conflicts", [])],
)
def test_findings_narrow_a_list(store, save, findings, left):
    save(titled("Lista"), counts=lambda _record: (0, 0, 0))
    save(titled("Abierta"), counts=lambda _record: (0, 1, 2))

    asked = {"filters": Filters(findings=findings)}

    assert [row.title["es"] for row in search.rows(store, "initiative", **asked)] == left
    assert search.count(store, "initiative", **asked) == len(left)


def test_a_line_tells_the_last_bundle_it_went_in_and_whether_it_changed_since(store, save):
    record = save(titled("Agua"))
    save(titled("Otra"))
    for seq in (6, 7):
        send(store, record, seq)
    asked = {"filters": Filters(status="changed")}
    changed = search.rows(store, "initiative", **asked)
    none_yet = search.choices(store, "initiative")["status"]

    later = records.load(store, record.uid)
    records.save(store, replace(later, status="draft", draft=True), who="BO", at=AT)
    [row] = search.rows(store, "initiative", **asked)

    assert (changed, "changed" in none_yet) == ([], False)
    assert (row.uid, row.sent_seq) == (record.uid, 7)
    assert "changed" in search.choices(store, "initiative")["status"]
    assert search.count(store, "initiative", **asked) == 1


def test_a_list_made_anew_knows_the_bundles_still(store, save):
    record = save(titled("Agua"))
    send(store, record, 7)

    with store.writing() as db:
        indexing.rebuild(db)

    assert [row.sent_seq for row in search.rows(store, "initiative")] == [7]


def send(store, record, seq):
    revision = seal(replace(record, version=seq), parents=(), author="BO", at=f"2026-01-0{seq}")
    with store.writing():
        revisions.add(store, [revision])
        journal.add_bundle(store, bundle(seq))
        revisions.sent(store, f"b{seq}", [revision.id])


def bundle(seq):
    return BundleRow(
        id=f"b{seq}",
        direction="out",
        kind="submission",
        office="BO",
        addressee="SELA",
        stream="s",
        seq=seq,
        prev="",
        made_at=AT,
        at=AT,
        file_name=f"{seq}.surco",
        records=1,
        size=1,
        check_code="",
        state="",
        note="",
    )
