"""That an office has fallen back is seen from its numbers, told, and offered to be mended."""

import shutil

import pytest

from desktop_app.actions import answers, keeping, packs, planning, records, restoring
from desktop_app.actions.fallen import fallen_back
from desktop_app.actions.office import open_office
from desktop_app.errors import BundleRejected, UnknownRecord
from desktop_app.language import Language
from tests.actions.conftest import merged, ready, sent


def said(planned):
    return " ".join(Language("en").text(text, **values) for text, values in planned.notes)


@pytest.mark.case("S27")
def test_an_office_that_was_restored_is_offered_its_records_until_they_were_sent(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    backup = keeping.back_up(bo, always=True).backup.path
    merged(sela, sent(bo, tmp_path / "post"))
    before = fallen_back(sela)
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        ready(again, title="Otro")
        planned = planning.plan_bundle(sela, sent(again, tmp_path / "post2"))
        merged(sela, planned.path)
        fallen = fallen_back(sela)
        packs.make_pack(sela, "BO", tmp_path / "pack")
        after = fallen_back(sela)
        ready(again, title="Y otro")
        merged(sela, sent(again, tmp_path / "post2"))

    assert "The numbers of BO begin anew" in said(planned)
    assert (before, fallen, after, fallen_back(sela)) == ((), ("BO",), (), ())


@pytest.mark.case("S27", "B30")
def test_an_answer_to_what_a_restored_office_sent_before_is_told_and_harmless(pair, tmp_path):
    bo, sela = pair
    backup = keeping.back_up(bo, always=True).backup.path
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    answer = answers.make_answer(sela, "BO", tmp_path / "answer").bundle
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        with pytest.raises(BundleRejected, match="number 1, which was not sent from here, or bef"):
            answers.read_answer(again, answer)

        with pytest.raises(UnknownRecord):
            records.find(again, record.uid)


@pytest.mark.case("S27")
def test_an_answer_tells_a_restored_office_that_it_lacks_what_is_held_there(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    backup = keeping.back_up(bo, always=True).backup.path
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"local_code": "GHA"}))
    merged(sela, sent(bo, tmp_path / "post"))
    whole = answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "a").bundle)
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        merged(sela, sent(again, tmp_path / "post2"))
        answer = answers.make_answer(sela, "BO", tmp_path / "b").bundle
        told = answers.read_answer(again, answer).notes
    words = " ".join(Language("en").sentence(note) for note in told)

    assert not whole.notes
    assert "that SELA holds and that are not on this computer: 1" in words


@pytest.mark.case("S28")
def test_an_office_of_which_two_copies_send_is_offered_its_records(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    bo.close()
    shutil.copytree(bo.home, tmp_path / "bo2")
    fallen = []
    for home in (bo.home, tmp_path / "bo2"):
        with open_office(home) as copy:
            changed = records.edit_record(copy, record.uid, {"local_code": home.name})
            records.mark_ready(copy, changed)
            merged(sela, sent(copy, tmp_path / f"post of {home.name}"))
        fallen.append(fallen_back(sela))

    assert fallen == [(), ("BO",)]


def test_an_office_whose_bundles_come_late_and_out_of_order_has_not_fallen_back(pair, tmp_path):
    bo, sela = pair
    posts = []
    for number in range(4):
        ready(bo, title=f"Proyecto {number}")
        posts.append(sent(bo, tmp_path / "post"))
    for number in (2, 0, 3, 1):
        merged(sela, posts[number])

    assert fallen_back(sela) == ()
    assert fallen_back(bo) == ()
