import re
from dataclasses import replace

import pytest

from desktop_app.errors import Cancelled
from desktop_app.language import LANGUAGES, Language
from desktop_app.records.record import Record
from desktop_app.reports.directory import Directory, write_directory
from tests.bench.sources import source
from tests.builders import a_contact, a_source, naughty_strings
from tests.reports.reading import (
    bookmarks_of,
    expected,
    fonts_of,
    links_of,
    page_texts_of,
    sizes_of,
    text_of,
    words_of,
)

DESK = a_contact()


def told(text):
    return {"original": "es", "es": text}


FUND = a_source(
    uid="00000000-0000-4000-8000-0000000000a1",
    human_code="BO-2026-0007",
    acronym="FPC",
    contact=DESK.uid,
    currency="USD",
    amount_max="35000",
    min_countries=3,
    calls=[{"id": "1", "name": "Convocatoria anual", "yearly": "04-30"}],
)
LOAN = a_source(
    uid="00000000-0000-4000-8000-0000000000a2",
    human_code="CO-2026-0003",
    office="CO",
    name=told("Ágil línea de crédito"),
    source_type="MDB",
    sectors=["S06", "S07"],
    instruments=["LOAN"],
    refundability="R",
    eligible_groups=[],
    eligible_countries=["BO", "CO"],
    calls=[{"id": "1", "name": "Primera ventana", "closes": "2026-12-15"}],
)
OLD = a_source(
    uid="00000000-0000-4000-8000-0000000000a3",
    human_code="BO-2026-0009",
    name=told("Zona de becas"),
    last_verified="2024-03",
)
BOOK = Directory(
    office_name="Secretaría de ejemplo",
    records=(FUND, OLD, LOAN),
    cut_off="2026-10-31",
    contacts={DESK.uid: DESK},
    address="Calle de ejemplo 1",
    email="directorio@example.org",
    list_versions={"sector": "2026.11"},
    check_code="48213 00917 55120 93371 20418 77001 64529 11830",
)
MANY = replace(BOOK, records=tuple(source(number) for number in range(1, 61)))


@pytest.fixture
def written(tmp_path):
    def write(data=BOOK, language="en", **options):
        path = tmp_path / "directory.pdf"
        write_directory(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_directory_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"directory.{language}", text)


def test_sources_stand_from_a_to_z_without_regard_to_accents_and_old_ones_apart(written):
    titles = [title for _, title, _ in bookmarks_of(written())]
    order = [
        "Sources from A to Z",
        "Ágil línea de crédito",
        "Fondo de prueba para la cooperación · FPC",
        "Annex: sources not verified",
        "Zona de becas",
        "How to read this directory",
        "Form for updates",
    ]

    assert titles[-len(order) :] == order


def test_the_calendar_tells_every_deadline_ahead_the_nearest_first(written):
    words = words_of(written())

    assert "2 of 3 sources tell a deadline ahead" in words
    assert words.index("15 Dec 2026 Ágil línea") < words.index("30 Apr 2027, each year Fondo")


def test_a_source_open_to_a_group_stands_there_once_and_countries_say_where_to_look(written):
    words = words_of(written())
    part = words[words.rindex("Index by country") : words.rindex("Calendar of deadlines")]

    assert part.count("Fondo de prueba") == 1
    assert "Open to members of: Latin American and Caribbean Economic System (SELA) (2)" in part
    assert "Bolivia (1) See also: Latin American and Caribbean Economic System (SELA)" in part


@pytest.mark.parametrize("data", [BOOK, MANY], ids=["three", "sixty"])
def test_every_number_in_an_index_is_the_page_of_what_it_names(written, data):
    path = written(data)
    pages = page_texts_of(path)
    place = {title: page + 1 for level, title, page in bookmarks_of(path) if level == 2}
    names = sorted(place, key=len, reverse=True)
    first = next(page for _, title, page in bookmarks_of(path) if title == "Sources from A to Z")
    index = " ".join(pages[1:first])
    told_of = [
        (name, int(number))
        for name in names
        for number in re.findall(re.escape(name) + r" ?\*? (\d+)\b", index)
    ]

    assert {name for name, _ in told_of} == set(names)
    assert [(name, number) for name, number in told_of if place[name] != number] == []


@pytest.mark.parametrize("data", [BOOK, MANY], ids=["three", "sixty"])
def test_every_link_leads_to_a_page(written, data):
    links = links_of(written(data))

    assert len(links) > 4 * len(data.records)
    assert all(goal for _, goal in links)


def test_a_source_that_nobody_verified_is_marked_in_the_indexes(written):
    words = words_of(written())

    assert "* not verified for twelve months: it stands in the annex." in words
    assert re.search(r"Zona de becas ?\*", words)


def test_what_is_for_one_office_only_or_withdrawn_is_never_there(written):
    closed = a_source(name=told("Interna"), access="OFC")
    gone = a_source(name=told("Retirada"), status="withdrawn", deleted="entered twice")
    words = words_of(written(replace(BOOK, records=(FUND, closed, gone))))

    assert "Interna" not in words
    assert "Retirada" not in words


def test_a_public_edition_is_unstamped_and_says_how_many_it_leaves_out(written):
    shared = a_source(name=told("Entre gobiernos"), access="GOV")
    draft = a_source(name=told("Sin terminar"), status="draft")
    data = replace(BOOK, records=(FUND, shared, draft))
    inside, outside = words_of(written(data)), words_of(written(replace(data, public=True)))

    assert "DRAFT GOVERNMENTS AND SECRETARIAT ONLY" in inside
    assert "ONLY" not in outside
    assert "Entre gobiernos" not in outside
    assert "so not in this edition: 2." in outside


def test_a_directory_of_nothing_says_so_and_still_has_its_form(written):
    path = written(replace(BOOK, records=()))
    words = words_of(path)

    assert "No source of cooperation is recorded here yet." in words
    assert "send it to: Secretaría de ejemplo · Calle de ejemplo 1" in words
    assert len(sizes_of(path)) == 2


def test_a_directory_of_one_source_is_no_book(written):
    assert len(sizes_of(written(replace(BOOK, records=(FUND,))))) <= 4


def test_a_source_that_says_nothing_is_listed(written):
    empty = Record(kind="source", uid="1", office="BO")
    words = words_of(written(replace(BOOK, records=(empty,))))

    assert "Type not reported (1)" in words
    assert "not reported" in words


def test_long_texts_are_cut_at_a_sentence_and_say_so(written):
    text = "Una frase que se repite. " * 300
    long = a_source(
        objective=told(text), channel=told("x" * 7000), exclusions=told(text), contact_text=text
    )
    words = words_of(written(replace(BOOK, records=(long, FUND))))

    assert "Una frase que se repite. […]" in words
    assert words.count("Una frase que se repite.") < 340


def test_naughty_strings_are_set_everywhere(written):
    records = [
        a_source(name=told(text or "x"), acronym=text[:30], objective=told(text or "x"), web=text)
        for text in naughty_strings()
    ]
    path = written(replace(BOOK, records=records))

    assert all(goal for _, goal in links_of(path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_sixty_sources_leave_no_page_nearly_empty(written, language, paper):
    path = written(MANY, language, paper=paper)
    pages = page_texts_of(path)
    starved = [at for at, text in enumerate(pages[:-1], 1) if len(text) < 500]
    marks = [page for _, _, page in bookmarks_of(path)]

    assert [at for at in starved if at + 1 not in [*marks, len(pages)]] == []


def test_the_same_directory_is_the_same_bytes_with_its_fonts(written):
    path = written()
    first = path.read_bytes()

    assert written().read_bytes() == first
    assert all(name[6] == "+" for name in fonts_of(path))


def test_it_can_be_stopped(written):
    def stop(done, total):
        if done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        written(MANY, step=stop)
