"""What the numbers of bundles tell: gaps, repetitions, copies of an installation, wrong clocks."""

import itertools
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.actions import answers, keeping, merging, planning, records, restoring
from desktop_app.actions.office import open_office
from desktop_app.actions.sequence import is_forked, missing_numbers
from desktop_app.language import Language
from desktop_app.store.journal import BundleRow
from tests.actions.conftest import merged, ready, sent


def said(planned):
    return " ".join(text.format(**values) for text, values in planned.notes)


def heard(answered):
    return " ".join(Language("en").sentence(note) for note in answered.notes)


def answered(office, sela, folder):
    return answers.read_answer(office, answers.make_answer(sela, "BO", folder).bundle)


@pytest.fixture
def copies(pair, tmp_path):
    """Two copies of one office that both changed a record after the copy, and the Secretariat."""
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    bo.close()
    shutil.copytree(bo.home, tmp_path / "bo2")
    with open_office(bo.home) as one, open_office(tmp_path / "bo2") as two:
        for office, field in ((one, "summary"), (two, "local_code")):
            changed = records.edit_record(office, record.uid, {field: f"De {field}"})
            records.mark_ready(office, changed)
        yield one, two, sela, record


@pytest.mark.case("B20")
def test_a_gap_is_named_and_the_next_export_heals_it(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    sent(bo, tmp_path / "lost")
    second = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.apply_plan(sela, second)

    assert "Not received: number 1." in said(second)
    assert records.find(sela, record.uid).status == "received"


@pytest.mark.case("B19", "B20")
def test_bundles_in_any_order_and_repeated_leave_the_same_records(pair, tmp_path):
    bo, sela = pair
    posts = []
    for number in range(3):
        ready(bo, title=f"Proyecto {number}")
        posts.append(sent(bo, tmp_path / "post"))
    states = set()
    for order in itertools.permutations(posts):
        names = [merged(sela, post) for post in (*order, order[0])]
        found = [records.find(sela, uid) for uid in sorted(known_uids(sela))]
        states.add(str([(one.uid, one.values, one.heads) for one in found]))
        for name in dict.fromkeys(reversed(names)):
            merging.undo_merge(sela, name)

    assert len(states) == 1


def known_uids(office):
    with office.store.reading() as db:
        return [uid for (uid,) in db.execute("select uid from initiative")]


@pytest.mark.case("S28", "B20")
def test_two_copies_of_an_installation_lose_nothing_and_are_told_apart(copies, tmp_path):
    one, two, sela, record = copies
    merged(sela, sent(one, tmp_path / "one"))
    planned = planning.plan_bundle(sela, sent(two, tmp_path / "two"))
    merging.apply_plan(sela, planned)
    found = records.find(sela, record.uid)
    told = heard(answered(two, sela, tmp_path / "back"))
    ready(two, title="Otro proyecto")
    after = planning.plan_bundle(sela, sent(two, tmp_path / "two"))

    assert "two copies of this installation" in said(planned)
    assert (found.local("summary", "es"), found["local_code"]) == ("De summary", "De local_code")
    assert "This one counts its bundles from 1 again" in told
    assert after.bundle.manifest.seq == 1
    assert "copies" not in said(after)
    assert "Not received" not in said(after)


@pytest.mark.case("S28")
def test_an_installation_that_counts_anew_is_not_asked_again(copies, tmp_path):
    one, two, sela, _record = copies
    merged(sela, sent(one, tmp_path / "one"))
    merged(sela, sent(two, tmp_path / "two"))
    answered(two, sela, tmp_path / "back")
    ready(two, title="Otro proyecto")
    merged(sela, sent(two, tmp_path / "two"))

    assert heard(answered(two, sela, tmp_path / "back")) == ""


@pytest.mark.case("B20")
def test_a_bundle_made_after_another_one_than_came_here_is_flagged(copies, tmp_path):
    one, two, sela, _record = copies
    merged(sela, sent(one, tmp_path / "one"))
    sent(two, tmp_path / "lost")
    planned = planning.plan_bundle(sela, sent(two, tmp_path / "two"))

    assert "not made after the number 2 that came here" in said(planned)


@pytest.mark.case("S27")
def test_a_restored_office_counts_anew_and_both_lines_of_work_are_there(pair, tmp_path):
    bo, sela = pair
    record = ready(bo)
    backup = keeping.back_up(bo, always=True).backup.path
    records.mark_ready(bo, records.edit_record(bo, record.uid, {"local_code": "GHA"}))
    merged(sela, sent(bo, tmp_path / "post"))
    bo.close()
    restoring.restore(bo.home, backup)
    with open_office(bo.home) as again:
        changed = records.edit_record(again, record.uid, {"summary": "Riego y cosecha de agua."})
        records.mark_ready(again, changed)
        planned = planning.plan_bundle(sela, sent(again, tmp_path / "post2"))
        merging.apply_plan(sela, planned)
    found = records.find(sela, record.uid)

    assert planned.bundle.manifest.seq == 1
    assert "copies" not in said(planned)
    assert found["local_code"] == "GHA"
    assert found.local("summary", "es") == "Riego y cosecha de agua."


@pytest.mark.parametrize("year", [1980, 2099])
@pytest.mark.case("S22")
def test_a_wrong_clock_is_named_and_changes_nothing(pair, tmp_path, year):
    bo, sela = pair
    record = ready(bo)
    bo.clock = lambda: datetime(year, 5, 1, tzinfo=UTC)
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))
    merging.apply_plan(sela, planned)

    assert f"Dated {year}-05-01 by the sender" in said(planned)
    assert records.find(sela, record.uid).status == "received"


def a_row(seq, prev="", content=0):
    return BundleRow(
        id=name_of(seq, content),
        direction="in",
        kind="submission",
        office="BO",
        addressee="SELA",
        stream="a",
        seq=seq,
        prev=prev,
        made_at="",
        at="",
        file_name="",
        records=0,
        size=0,
        check_code="",
        state="",
        note="",
    )


def name_of(seq, content=0):
    return sha256(f"{seq} {content}".encode()).hexdigest() if seq else ""


@pytest.mark.case("B20")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 12), min_size=1), st.randoms(use_true_random=False))
def test_what_came_of_an_honest_row_is_no_fork_whatever_is_lost_and_in_any_order(came, chance):
    rows = [a_row(seq, name_of(seq - 1)) for seq in came]
    chance.shuffle(rows)

    assert not is_forked(rows)
    assert missing_numbers(came) == [seq for seq in range(1, max(came)) if seq not in came]


@pytest.mark.case("B20", "S28")
@given(st.integers(2, 12))
def test_a_number_twice_with_different_content_is_a_fork(at):
    rows = [a_row(seq, name_of(seq - 1)) for seq in range(1, at + 1)]

    assert is_forked([*rows, replace(a_row(at, name_of(at - 1)), id=name_of(at, 1))])
    assert is_forked([*rows, a_row(at + 1, name_of(at, 1))])
