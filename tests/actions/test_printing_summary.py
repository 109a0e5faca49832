"""The summary of the next bundle and of one that was sent; what is new in it."""

import pytest

from desktop_app.actions import printing, records
from desktop_app.actions.printable import Edition
from desktop_app.errors import UserError
from desktop_app.language import Language
from tests.actions.conftest import merged, ready, sent
from tests.reports.reading import words_of


@pytest.fixture
def printed(tmp_path):
    def write(office, number=""):
        path = tmp_path / "summary.pdf"
        printing.DOCUMENTS["summary"].write(office, number, path, Edition(language=Language("en")))
        return words_of(path)

    return write


def test_without_a_number_it_tells_what_would_go_now_and_seals_nothing(office, printed):
    ready(office)
    words = printed(office)

    assert "Bundle 1 of BO, as it would go now" in words
    assert "NOT SENT YET" in words
    assert "Check code" not in words
    assert records.find(office, "BO-2026-0001").status == "ready"


def test_with_nothing_ready_it_says_so(office, printed):
    assert "Nothing is ready to be sent." in printed(office)


def test_a_sent_bundle_is_told_as_it_went(pair, tmp_path, printed):
    bo, _ = pair
    ready(bo)
    bundle = sent(bo, tmp_path / "post")
    words = printed(bo, "1")

    assert "Bundle 1 of BO" in words
    assert bundle.name in words
    assert "Signed" in words
    assert "1 record" in words


def test_what_changed_since_the_bundle_before_is_named(pair, tmp_path, printed):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    again = printed(bo)
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))

    assert "sent before, not answered yet" in again
    assert "Main sector" in printed(bo)
    assert "Sector principal" in words_of(sent(bo, tmp_path / "post").with_suffix(".pdf"))


def test_a_number_that_was_not_sent_is_refused_with_the_last_one(office, tmp_path, printed):
    with pytest.raises(UserError, match="No bundle was sent"):
        printed(office, "4")
    ready(office)
    sent(office, tmp_path / "post")

    with pytest.raises(UserError, match="The last one is 1"):
        printed(office, "4")


def test_the_secretariat_is_told_where_its_summaries_lie(secretariat, printed):
    with pytest.raises(UserError, match="lies beside"):
        printed(secretariat)
