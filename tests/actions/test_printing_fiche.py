"""What a fiche tells of how its record was reported, at the office and at the Secretariat."""

from desktop_app.actions import answers, merging, printing, records
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_fiche import reports_of
from desktop_app.language import Language
from tests.actions.conftest import in_conflict, merged, ready, sent
from tests.reports.reading import words_of


def test_a_record_that_never_left_has_no_reports(office):
    assert reports_of(office, ready(office).uid) == ()


def test_the_office_sees_when_it_was_sent_and_when_the_answer_was_read(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    before = reports_of(bo, record.uid)
    answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "back").bundle)
    (after,) = reports_of(bo, record.uid)

    assert [(one.office, one.sequence, one.answered_at) for one in before] == [("BO", 1, "")]
    assert (after.sent_at, after.sequence) == (before[0].sent_at, 1)
    assert after.answered_at
    assert after.received_at == after.outcome == ""


def test_the_secretariat_sees_what_each_bundle_did_to_it(pair, tmp_path):
    record = in_conflict(pair, tmp_path)
    told = reports_of(pair[1], record.uid)

    assert [one.outcome for one in told] == ["new", "changed", "conflict"]
    assert all(one.received_at for one in told)


def test_a_merge_that_was_taken_back_is_no_report(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    done = merged(sela, sent(bo, tmp_path / "post"))
    merging.undo_merge(sela, done)

    assert reports_of(sela, record.uid) == ()


def test_the_fiche_at_the_secretariat_names_the_open_difference(pair, tmp_path):
    record = in_conflict(pair, tmp_path)
    path = tmp_path / "fiche.pdf"
    printing.DOCUMENTS["fiche"].write(pair[1], record.uid, path, Edition(language=Language("es")))

    assert "Queda 1 diferencia abierta: Sector principal" in words_of(path)
    assert records.find(pair[1], record.uid).conflicts
