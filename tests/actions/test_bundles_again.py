"""Bundles and answers that come again, late, or from where they should not."""

import itertools
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.actions import answers, bundles, keys, merging, planning, records
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import UserError
from desktop_app.exchange.receipt import Receipt
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome
from desktop_app.records.revision import seal
from desktop_app.store import journal, revisions
from desktop_app.store import records as stored
from tests.actions.conftest import hostile, merged, ready, sent
from tests.builders import PROJECT


def everything(office):
    """Return all that is recorded in an office: records, sealed lines, and what counts as sent."""
    found = [record for kind in KINDS for record in stored.every(office.store, kind)]
    lines = revisions.of_records(office.store, [record.uid for record in found])
    waiting = [line.id for line in revisions.unacknowledged(office.store, office.code)]
    return found, {uid: sorted(known) for uid, known in lines.items()}, waiting


@pytest.fixture
def three_bundles(pair, tmp_path):
    """Three bundles of an office that changed, added and withdrew between them."""
    bo, sela = pair
    first = ready(bo)
    made = [sent(bo, tmp_path / "1")]
    records.mark_ready(bo, records.edit_record(bo, first.uid, {"sector": "S14"}))
    second = ready(bo, title="Un segundo proyecto de riego")
    made.append(sent(bo, tmp_path / "2"))
    records.withdraw(bo, records.find(bo, second.uid), "Se registró dos veces")
    records.mark_ready(bo, records.edit_record(bo, first.uid, {"stage": "FOR"}))
    made.append(sent(bo, tmp_path / "3"))
    return sela, made


@pytest.mark.case("B19")
def test_the_same_bundle_three_times_and_old_ones_after_new_ones_change_nothing(three_bundles):
    sela, made = three_bundles
    for bundle in made:
        merged(sela, bundle)
    expected = everything(sela)

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.sampled_from(made), min_size=1, max_size=5))
    def come_again(several):
        for bundle in several:
            merged(sela, bundle)

            assert everything(sela) == expected

    come_again()


@pytest.mark.case("B19")
@pytest.mark.parametrize("order", [*itertools.permutations(range(3))], ids=str)
def test_an_old_bundle_after_a_new_one_changes_nothing(three_bundles, order):
    sela, made = three_bundles
    states = []
    for place in order:
        merged(sela, made[place])
        states.append(everything(sela))
    newest = order.index(2)

    assert states[newest:] == [states[newest]] * (3 - newest)


@pytest.mark.parametrize("number", [2**53 - 1, 5_000])
def test_a_bundle_that_counts_to_any_number_holds_nothing_up(pair, tmp_path, number):
    bo, sela = pair
    record = ready(bo)
    sent(bo, tmp_path / "post")
    lines = revisions.of_records(bo.store, [record.uid])[record.uid].values()
    planned = planning.plan_bundle(sela, hostile(bo, lines, tmp_path / "far", seq=number))
    merging.apply_plan(sela, planned)
    answer = answers.make_answer(sela, "BO", tmp_path / "answer")
    [(_text, told)] = [note for note in planned.notes if "numbers" in note[1]]

    assert planned.count(Outcome.NEW) == 1
    assert told["numbers"].startswith("1, 2, 3,") or told["numbers"].startswith("2, 3,")
    assert told["numbers"].endswith(", …")
    assert len(told["numbers"]) < 100
    assert answer.bundle.stat().st_size < 20_000


EXPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop_app.actions import bundles
from desktop_app.actions.office import open_office
clock = lambda: datetime(2026, 3, 15, 23, 30, tzinfo=UTC)
with open_office(Path(sys.argv[1]), clock=clock) as office:
    made = bundles.export_bundle(office, Path(sys.argv[2]), drafts=True, language=sys.argv[3])
print(made.bundle)
"""
ELSEWHERE = {
    "here": ("", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}, "es"),
    "Tokyo": ("x", {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, "en"),
    "far west": ("ñandú 📁 #%", {"TZ": "Pacific/Pago_Pago", "LC_ALL": "POSIX"}, "fr"),
    "no UTF-8": ("a b/c d", {"TZ": "America/La_Paz", "PYTHONUTF8": "0", "LANG": "pt_BR"}, "pt"),
}


@pytest.mark.case("B25")
def test_language_time_zone_and_folder_make_no_difference_to_the_manifest(pair, tmp_path):
    from tests.exchange.sealing import members  # noqa: PLC0415 - beside its use

    bo, _sela = pair
    ready(bo)
    ready(bo, title="Zona árida — «ñ»", sector="S26")
    bo.close()
    manifests = {}
    for name, (folder, environment, language) in ELSEWHERE.items():
        home = tmp_path / name / folder / "bo"
        shutil.copytree(bo.home, home)
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        done = subprocess.run(
            [sys.executable, "-c", EXPORT, home, home.parent / "post", language],
            cwd=PROJECT if name == "here" else home,
            env={**kept, **environment, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=True,
        )
        parts = members(os.fsdecode(done.stdout.strip()))
        manifests[name] = parts["manifest.json"]

    assert len(manifests) == len(ELSEWHERE)
    assert set(manifests.values()) == {manifests["here"]}


def receipt_for(bo, **changes):
    """Return a receipt that would acknowledge everything the office sent."""
    about = journal.bundles(bo.store, "out")[0]
    waiting = tuple(line.id for line in revisions.unacknowledged(bo.store, bo.code))
    told = Receipt(about=about.id, seq=about.seq, office="BO", revisions=waiting)
    return replace(told, **changes)


@pytest.fixture
def waiting(pair, tmp_path):
    """An office with a sent record that nobody has acknowledged."""
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    return bo, sela, record


@pytest.mark.case("B30")
@pytest.mark.parametrize(
    "changes",
    [{"seq": 2}, {"seq": 0}, {"seq": 2**53 - 1}, {"about": "ab" * 32}, {"office": "CO"}],
    ids=str,
)
def test_an_answer_to_what_was_never_sent_marks_nothing(waiting, tmp_path, changes):
    bo, sela, _record = waiting
    before = everything(bo)
    told = receipt_for(bo, **changes)
    path = hostile(sela, [], tmp_path / "answer", kind="answer", to="BO", receipt=told)
    with pytest.raises(UserError):
        answers.read_answer(bo, path)

    assert everything(bo) == before
    assert before[2]


@pytest.mark.case("B30")
@pytest.mark.parametrize("trusted", [False, True], ids=["a stranger", "another office"])
def test_an_answer_that_the_secretariat_did_not_seal_marks_nothing(waiting, tmp_path, trusted):
    bo, _sela, record = waiting
    before = everything(bo)
    with set_up(tmp_path / "co", code="CO", name="Otra") as co:
        keys.make_card(co, tmp_path / "co.surco")
        if trusted:
            keys.trust_card(bo, keys.read_card(tmp_path / "co.surco"))
        line = seal(record, parents=record.heads, author="SELA", at=bo.moment())
        told = receipt_for(bo)
        path = hostile(co, [line], tmp_path / "answer", kind="answer", to="BO", receipt=told)
    with pytest.raises(UserError):
        answers.read_answer(bo, path)

    assert everything(bo) == before


@pytest.mark.case("B30")
def test_an_old_answer_read_again_marks_nothing_that_was_sent_since(waiting, tmp_path):
    bo, sela, record = waiting
    old = answers.make_answer(sela, "BO", tmp_path / "old").bundle
    answers.read_answer(bo, old)
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"sector": "S14"}))
    sent(bo, tmp_path / "more")
    before = everything(bo)
    again = answers.read_answer(bo, old)

    assert again.already
    assert everything(bo) == before
    assert len(before[2]) == 1
    assert records.find(bo, record.uid).status == "sent"


@pytest.mark.case("B30")
def test_an_answer_to_another_copy_of_the_installation_marks_nothing_here(waiting, tmp_path):
    bo, sela, record = waiting
    bo.close()
    shutil.copytree(bo.home, tmp_path / "copy")
    with open_office(tmp_path / "copy") as copy:
        records.mark_ready(copy, records.edit_record(copy, record.uid, {"sector": "S14"}))
        merged(sela, bundles.export_bundle(copy, tmp_path / "copied").bundle)
    answer = answers.make_answer(sela, "BO", tmp_path / "answer").bundle
    with open_office(bo.home) as again:
        before = everything(again)
        with pytest.raises(UserError, match="not sent from here"):
            answers.read_answer(again, answer)

        assert everything(again) == before
