from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.indicators import PROVIDER, RECIPIENT
from desktop_app.reports.country_profile import write_country_profile
from desktop_app.reports.letters import DASH
from desktop_app.reports.profile import Profile, figures
from tests.builders import a_project, shared
from tests.reports.reading import (
    bookmarks_of,
    expected,
    fonts_of,
    sizes_of,
    text_of,
    words_of,
)

CODE = "48213 00917 55120 93371 20418 77001 64529 11830"
PROVIDES = [
    {"id": "BO-PRO", "party": "BO", "role": "PRO"},
    {"id": "PY-REC", "party": "PY", "role": "REC"},
]
MONEY = [
    {
        "id": "1",
        "kind": "BUD",
        "payer": "AR",
        "cash_kind": "CASH",
        "refund": "NR",
        "currency": "USD",
        "amount": "45000",
    },
    {
        "id": "2",
        "kind": "EXE",
        "payer": "AR",
        "cash_kind": "KIND",
        "inkind_cat": "EXPFEE",
        "unit": "DAY",
        "quantity": "12",
    },
]
RECORDS = (
    a_project(human_code="BO-2026-0001", money=MONEY),
    a_project(human_code="BO-2026-0002", title={"original": "es", "es": "Café"}, sector="S14"),
    a_project(human_code="BO-2026-0003", participants=PROVIDES, stage="COM", sector="S14"),
    a_project(human_code="BO-2026-0004", stage="FOR", modality="", sector="", sdgs=[]),
)
SMALL = Profile(
    office="BO",
    office_name="Oficina de Cooperación",
    records=RECORDS,
    cut_off="2026-10-31",
    since="2024-01-01",
    list_versions={"sector": "2026.11"},
    focal_point="Mesa de cooperación",
    email="cooperacion@example.org",
    check_code=CODE,
    sequence=7,
)


@pytest.fixture
def written(tmp_path):
    def write(data=SMALL, language="en", **options):
        path = tmp_path / "profile.pdf"
        write_country_profile(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_profile_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"country_profile.{language}", text)


def test_the_figures_on_the_profile_are_the_indicators(written):
    found, words = figures(SMALL), words_of(written())
    sides = found.roles.sides

    assert f"{len(found.counted)} of them were under way or completed in the period." in words
    assert f"as provider in {sides[PROVIDER]}, as recipient in {sides[RECIPIENT]}" in words
    assert f"Agriculture and livestock Productive sectors 2 {DASH} 1 1" in words
    assert f"Budgeted USD 45,000 {DASH} {DASH} {DASH} 1" in words
    assert f"Experts' fees or salary Day {DASH} 12 1" in words


def test_a_profile_without_records_says_so(written):
    words = words_of(written(replace(SMALL, records=())))

    assert "Nothing has been recorded yet." in words


def test_what_was_not_reported_is_never_zero(written):
    words = words_of(written(replace(SMALL, records=(a_project(),))))

    assert words.count("not reported") >= 2
    assert "Amounts are not reported." in words


def test_a_withdrawn_initiative_is_nowhere_on_the_profile(written):
    gone = a_project(human_code="BO-2026-0009", status="withdrawn", deleted="entered twice")

    assert "BO-2026-0009" not in words_of(written(replace(SMALL, records=(*RECORDS, gone))))


def test_drafts_and_closed_records_are_stamped(written):
    draft = a_project(status="draft", access="OFC")
    words = words_of(written(replace(SMALL, records=(*RECORDS, draft))))

    assert "DRAFT THIS OFFICE ONLY" in words
    assert "DRAFT" not in words_of(written())


def test_a_profile_of_public_records_has_no_stamp(written):
    public = [record.with_values(access="PUB") for record in RECORDS]

    assert "ONLY" not in words_of(written(replace(SMALL, records=public)))


def test_the_check_code_of_the_last_bundle_is_on_each_page(written):
    path = written()

    assert text_of(path).count(CODE) == len(sizes_of(path))
    assert "Check code" not in words_of(written(replace(SMALL, check_code="")))


def test_sections_are_bookmarks(written):
    titles = [title for _, title, _ in bookmarks_of(written())]

    assert titles[0] == "Bolivia"
    assert "Sectors" in titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_comes_in_each_language_on_each_paper(written, language):
    assert sizes_of(written(language=language))[0] == (595, 842)
    assert sizes_of(written(language=language, paper="letter"))[0] == (612, 792)


def test_the_same_profile_is_the_same_bytes(written):
    assert written().read_bytes() == written().read_bytes()


def test_a_code_that_no_list_knows_is_its_own_label(written):
    odd = a_project(
        stage="EXE",
        modality="M9",
        level="L9",
        sector="S99",
        sdgs=[{"id": "99", "goal": "99", "rank": 1}],
        participants=[{"id": "1", "party": "XX9", "role": "R9"}],
        money=[{**line, "kind": "K9", "currency": "Q9Q"} for line in MONEY],
    )
    words = words_of(written(replace(SMALL, records=(odd,))))

    assert "S99" in words
    assert "XX9" in words


def test_the_profile_of_a_bank_with_478_unfinished_initiatives(written):
    from desktop_app.exchange.iati import read_iati  # noqa: PLC0415 - the real file only

    file = read_iati(shared("iati-lac/CAF-ActivityFile-2025-10-10.xml"))
    records = [
        a_project(human_code=f"CAF-2026-{at:04d}", status="draft", office="CAF").with_values(
            **{**dict.fromkeys(RECORDS[0].values), **activity.values}
        )
        for at, activity in enumerate(file.records, 1)
    ]
    path = written(replace(SMALL, office="CAF", office_name="CAF", records=records, since=""), "pt")
    words = words_of(path)

    assert "CAF-2026-0478" in words
    assert "\ufffd" not in words
    assert all(name[6] == "+" for name in fonts_of(path))
