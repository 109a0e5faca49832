from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.record import Record
from desktop_app.reports.offers_sheet import OffersSheet, write_offers_sheet
from tests.builders import a_contact, an_offer, naughty_strings
from tests.reports.reading import bookmarks_of, expected, fonts_of, sizes_of, text_of, words_of

DESK = a_contact()


def told(text):
    return {"original": "es", "es": text}


OFFER = an_offer(
    human_code="BO-2026-0001",
    contact=DESK.uid,
    mode="HYB",
    duration=6,
    places=20,
    experts=1,
    any_member="Y",
    excluded_countries=["AR"],
)
SOON = an_offer(
    human_code="BO-2026-0002", title=told("Salud familiar"), sector="S02", valid_to="2026-12"
)
REQUEST = an_offer(
    human_code="BO-2026-0003",
    dimension="REQ",
    title=told("Catastro para municipios pequeños"),
    problem=told("No hay planos al día."),
    sector="S21",
    priority="1",
    national_plan="Plan de desarrollo, 4.2",
    languages=["es", "pt"],
)
EXPIRED = an_offer(human_code="BO-2026-0004", title=told("Vencida ya"), valid_to="2026-09-30")
CLOSED = an_offer(human_code="BO-2026-0005", title=told("Cerrada ya"), state="CLOSED")
SHEET = OffersSheet(
    office="BO",
    office_name="Oficina de Cooperación",
    records=(REQUEST, SOON, OFFER, EXPIRED, CLOSED),
    cut_off="2026-10-31",
    contacts={DESK.uid: DESK},
    focal_point="Mesa de cooperación",
    email="cooperacion@example.org",
    list_versions={"sector": "2026.11"},
    check_code="48213 00917 55120 93371 20418 77001 64529 11830",
)


@pytest.fixture
def written(tmp_path):
    def write(data=SHEET, language="en", **options):
        path = tmp_path / "offers.pdf"
        write_offers_sheet(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_of_offers_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"offers_sheet.{language}", text)


def test_an_offer_tells_its_terms_and_whom_to_ask(written):
    words = words_of(written())

    assert "Hybrid, 6 months, 20 places, 1 expert" in words
    assert "Travel: who receives" in words
    assert "Every Member State of SELA; not for Argentina" in words
    assert "Whom to ask Mesa de cooperación · cooperacion@example.org" in words


def test_what_closes_within_90_days_stands_first_and_what_is_past_stands_last(written):
    words = words_of(written())
    part = words.index("What we can share", words.index("Closing soon"))

    assert words.index("Closing soon") < words.index("Dec 2026") < part
    assert words.index("No longer standing") < words.index("Vencida ya")
    assert "Offer, expired" in words
    assert "Offer, closed" in words


def test_the_figures_count_what_stands(written):
    assert "2 offers that stand 1 requests that stand 3 sectors" in words_of(written())


def test_a_sheet_without_records_says_so(written):
    words = words_of(written(replace(SHEET, records=())))

    assert "No offer and no request stands today." in words
    assert words.count("Nothing is recorded at present.") == 2


def test_what_is_for_this_office_only_or_withdrawn_is_never_there(written):
    closed = an_offer(title=told("Interna"), access="OFC")
    gone = an_offer(title=told("Retirada"), status="withdrawn", deleted="entered twice")
    words = words_of(written(replace(SHEET, records=(OFFER, closed, gone))))

    assert "Interna" not in words
    assert "Retirada" not in words


def test_a_public_edition_holds_what_everybody_may_see_and_is_finished(written):
    shared = an_offer(title=told("Entre gobiernos"), access="GOV")
    draft = an_offer(title=told("Sin terminar"), status="draft")
    data = replace(SHEET, records=(OFFER, shared, draft))
    inside, outside = words_of(written(data)), words_of(written(replace(data, public=True)))

    assert "DRAFT GOVERNMENTS AND SECRETARIAT ONLY" in inside
    assert "ONLY" not in outside
    assert "DRAFT" not in outside
    assert "Entre gobiernos" not in outside
    assert "Sin terminar" not in outside


def test_an_offer_that_says_nothing_is_printed(written):
    empty = Record(kind="offer", uid="1", office="BO")

    assert "not reported" in words_of(written(replace(SHEET, records=(empty,))))


def test_texts_of_7_000_characters_are_printed_whole(written):
    text = "palabra " * 875
    long = an_offer(description=told(text), requirements=told(text), institution=text)

    assert words_of(written(replace(SHEET, records=(long, OFFER)))).count("palabra") == 3 * 875


def test_naughty_strings_are_set_everywhere(written):
    records = [
        an_offer(title=told(text or "x"), description=told(text or "x"), institution=text)
        for text in naughty_strings()
    ]

    assert written(replace(SHEET, records=records)).exists()


def test_each_part_is_a_bookmark(written):
    titles = [title for _, title, _ in bookmarks_of(written())]

    assert titles == [
        "Bolivia",
        "Closing soon",
        "What we can share",
        "What we seek",
        "No longer standing",
        "How to read this sheet",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_comes_in_each_language_on_letter_paper(written, language):
    assert sizes_of(written(language=language, paper="letter"))[0] == (612, 792)


def test_the_same_sheet_is_the_same_bytes_with_its_fonts(written):
    path = written()
    first = path.read_bytes()

    assert written().read_bytes() == first
    assert all(name[6] == "+" for name in fonts_of(path))
