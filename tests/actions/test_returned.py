"""A decision of ours that an office gives back is proved by our own seal on the answer of then."""

from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    evidence,
    gathering,
    keeping,
    planning,
    records,
    restoring,
    returned,
)
from desktop_app.actions.office import open_office
from desktop_app.exchange.bundle import Bundle
from desktop_app.exchange.manifest import read_canonical
from desktop_app.exchange.origin import read_returned
from desktop_app.records.revision import seal
from desktop_app.store import origins, revisions
from tests.actions.conftest import hostile, merged, ready, sent


@pytest.fixture
def fallen(pair, tmp_path):
    """An office that holds a decision of a Secretariat which went back to before it."""
    bo, sela = pair
    record = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    backup = keeping.back_up(sela, always=True).backup.path
    there = records.find(sela, record.uid)
    decision = seal(
        there.with_values(sector="S14"), parents=there.heads, author="SELA", at=sela.moment()
    )
    revisions.add(sela.store, [decision])
    answer(bo, sela, tmp_path / "answers")
    sela.close()
    restoring.restore(sela.home, backup)
    with open_office(sela.home) as again:
        yield bo, again, decision


def answer(bo, sela, folder):
    return answers.read_answer(bo, answers.make_answer(sela, "BO", folder).bundle)


def test_the_answer_of_then_goes_along_and_proves_the_decision(fallen, tmp_path):
    bo, sela, decision = fallen
    answer(bo, sela, tmp_path / "again")
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))

    assert [one.said.seq for one in planned.bundle.returned] == [1]
    assert planned.said_ours == frozenset()
    assert {line.id for one in planned.plan.records for line in one.revisions} == {decision.id}
    assert planned.bundle.origins == ()


def test_what_was_never_in_an_answer_waits_for_a_persons_word_as_before(fallen, tmp_path):
    bo, sela, decision = fallen
    answer(bo, sela, tmp_path / "again")
    there = records.find(bo, decision.uid)
    forged = seal(
        there.with_values(sector="S26"), parents=there.heads, author="SELA", at=bo.moment()
    )
    revisions.add(bo.store, [forged])
    planned = planning.plan_bundle(sela, sent(bo, tmp_path / "post"))

    assert planned.said_ours == {forged.id}


@pytest.mark.parametrize("broken", ["line missing", "another's seal", "nothing given"])
def test_a_proof_that_does_not_hold_proves_nothing(fallen, tmp_path, broken):
    bo, sela, decision = fallen
    given = returned.to_give_back(bo, "SELA", [decision])
    [origin] = read_returned(read_canonical(given, 10**6))
    if broken == "line missing":
        origin = replace(origin, revisions=(*origin.revisions, "0" * 64))
    elif broken == "another's seal":
        other = next(one for one in sela.trusted().values() if one.office == "BO")
        origin = replace(origin, public_key=other.public_key)
    bundle = planning.plan_bundle(sela, hostile(bo, [decision], tmp_path / "x")).bundle
    shown = {name: getattr(bundle, name) for name in Bundle.__dataclass_fields__}
    offered = Bundle(**{**shown, "returned": () if broken == "nothing given" else (origin,)})

    assert returned.proved(sela, offered, [decision.id]) == set()


def test_only_answers_that_bring_something_new_are_kept_and_none_counts_as_a_units(
    fallen, tmp_path
):
    bo, _sela, decision = fallen
    [row] = origins.of_lines(bo.store, [decision.id])
    lines = list(revisions.of_records(bo.store, [decision.uid])[decision.uid].values())

    assert (row.office, row.role) == ("SELA", returned.ANSWER)
    assert evidence.to_pass_on(bo, lines) is None
    assert not gathering.what_goes(bo).anything
