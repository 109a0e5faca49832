"""What an answer acknowledged and is held there no more goes again, and is shown so."""

from desktop_app.actions import answers, gathering, keeping, merging, records, restoring
from desktop_app.actions.office import open_office
from tests.actions.conftest import merged, ready, sent


def answer(bo, sela, folder):
    return answers.read_answer(bo, answers.make_answer(sela, bo.code, folder).bundle)


def test_what_was_accepted_and_whose_merge_was_undone_goes_again(pair, tmp_path):
    bo, sela = pair
    kept = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "post")
    undone = ready(bo)
    merge = merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "post")
    merging.undo_merge(sela, merge)
    answer(bo, sela, tmp_path / "post")

    assert records.find(bo, kept.uid).status == "accepted"
    assert records.find(bo, undone.uid).status == "sent"

    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "post")

    assert records.find(sela, undone.uid).values == records.find(bo, undone.uid).values
    assert records.find(bo, undone.uid).status == "accepted"
    assert not gathering.what_goes(bo).anything


def test_what_was_accepted_goes_again_once_the_secretariat_restored_an_older_backup(pair, tmp_path):
    bo, sela = pair
    backup = keeping.back_up(sela, always=True).backup
    lost = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "post")
    sela.close()
    restoring.restore(sela.home, backup.path)
    with open_office(sela.home) as restored:
        ready(bo)
        merged(restored, sent(bo, tmp_path / "post"))
        answer(bo, restored, tmp_path / "post")

        assert records.find(bo, lost.uid).status == "sent"

        merged(restored, sent(bo, tmp_path / "post"))
        answer(bo, restored, tmp_path / "post")

        assert records.find(restored, lost.uid).values == records.find(bo, lost.uid).values
        assert records.find(bo, lost.uid).status == "accepted"


def test_a_number_that_was_lost_on_the_way_makes_nothing_go_twice(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    sent(bo, tmp_path / "lost")
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer(bo, sela, tmp_path / "post")

    assert records.find(bo, record.uid).status == "accepted"
    assert not gathering.what_goes(bo).anything
