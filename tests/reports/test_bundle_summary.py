from dataclasses import replace

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.reports.bundle_news import SummaryRow
from desktop_app.reports.bundle_summary import BundleSummary, write_bundle_summary
from tests.reports.reading import expected, fonts_of, sizes_of, text_of, words_of

CODE = "48213 00917 55120 93371 20418 77001 64529 11830"
SENT = BundleSummary(
    kind="submission",
    office="BO",
    office_name="Oficina de Cooperación",
    addressee="SELA",
    addressee_name="Secretaría Permanente",
    sequence=7,
    made_at="2026-11-23T17:08:51Z",
    check_code=CODE,
    file_name="BO-0007.surco",
    list_versions={"sector": "2026.11", "role": "2026.11"},
    rows=(
        SummaryRow(
            "BO-2026-0001", "initiative", {"original": "es", "es": "Agua"}, "ready", news="new"
        ),
        SummaryRow(
            "BO-2026-0002", "initiative", {"original": "es", "es": "Café"}, "draft", news="again"
        ),
        SummaryRow(
            "BO-2026-0003",
            "source",
            {"original": "en", "en": "Fund"},
            "ready",
            news="changed",
            changed=("Title", "Stage", "Summary", "Objective", "Level", "Modality", "Places"),
            others=1,
        ),
        SummaryRow("BO-2026-0004", "offer", "Curso", "withdrawn", news="withdrawn"),
    ),
)
ANSWER = replace(
    SENT,
    kind="answer",
    office="SELA",
    addressee="BO",
    sequence=2,
    about_sequence=7,
    rows=(
        SummaryRow("BO-2026-0001", "initiative", {"original": "es", "es": "Agua"}, "ready", "new"),
        SummaryRow("BO-2026-0002", "initiative", "Café", "draft", "refused", "It has no title."),
    ),
)


@pytest.fixture
def written(tmp_path):
    def write(data=SENT, language="en", **options):
        path = tmp_path / "summary.pdf"
        write_bundle_summary(path, data, Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_of_a_bundle_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"bundle_summary.{language}", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_of_an_answer_reads_as_expected(written, language):
    text = text_of(written(ANSWER, language))

    assert text == expected(f"answer_summary.{language}", text)


def test_the_answer_says_what_became_of_each_record_and_why(written):
    words = words_of(written(ANSWER))

    assert "Answer to bundle 7 of BO" in words
    assert "BO-2026-0002 Initiative Café refused It has no title." in words


def test_a_bundle_with_drafts_is_marked_as_such(written):
    ready = tuple(replace(row, status="ready") for row in SENT.rows)

    assert "HOLDS DRAFTS" in words_of(written())
    assert "HOLDS DRAFTS" not in words_of(written(replace(SENT, rows=ready)))


def test_the_same_summary_is_the_same_bytes(written):
    assert written().read_bytes() == written().read_bytes()


def test_every_font_of_the_summary_is_embedded(written):
    assert all(name[6] == "+" for name in fonts_of(written()))


def test_the_summary_comes_on_letter_paper_too(written):
    assert set(sizes_of(written())) == {(595, 842)}
    assert set(sizes_of(written(paper="letter"))) == {(612, 792)}


def test_a_bundle_of_a_thousand_records_names_each(written):
    row = SENT.rows[0]
    rows = [replace(row, human_code=f"BO-2026-{serial:04d}") for serial in range(1, 1001)]
    words = words_of(written(replace(SENT, rows=rows)))

    assert all(row.human_code in words for row in rows)


def test_of_very_many_records_those_to_act_on_are_listed_and_the_rest_is_counted(written):
    same = [
        SummaryRow(f"BO-2026-{n:04d}", "initiative", "Agua", "sent", "same") for n in range(1100)
    ]
    refused = SummaryRow("BO-2026-9999", "initiative", "Café", "draft", "refused", "It is late.")
    words = words_of(written(replace(ANSWER, rows=(*same, refused))))

    assert "BO-2026-9999" in words
    assert "BO-2026-1050" not in words
    assert "101 more records are in the file and not listed here." in words


def test_the_answers_that_changed_are_named_and_the_rest_is_counted(written):
    words = words_of(written())

    assert "Title, Stage, Summary, Objective, Level, Modality, and 2 more answers" in words
    assert "sent before, not answered yet" in words


def test_before_it_is_sealed_it_has_neither_code_nor_signature(written):
    words = words_of(written(replace(SENT, check_code="", file_name="")))

    assert "NOT SENT YET" in words
    assert "Check code" not in words
    assert "Signed" not in words


def test_of_very_many_records_those_with_news_are_listed_first(written):
    again = [
        SummaryRow(f"BO-2026-{n:04d}", "initiative", "Agua", "ready", news="again")
        for n in range(4_999)
    ]
    fresh = SummaryRow("BO-2026-9999", "initiative", "Café", "ready", news="new")
    words = words_of(written(replace(SENT, rows=(*again, fresh))))

    assert "BO-2026-9999" in words
    assert "4,000 more records are in the file and not listed here." in words


def test_a_summary_of_nothing_is_a_page_too(written):
    assert "Nothing is ready to be sent." in words_of(written(replace(SENT, rows=())))
