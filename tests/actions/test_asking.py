"""A merge that breaks a rule between answers asks the office; it never keeps still."""

import shutil

import pytest

from desktop_app.actions import answers, planning, records
from desktop_app.actions.office import open_office
from desktop_app.language import LANGUAGES, Language
from desktop_app.records.questions import broken_by_merging
from desktop_app.records.revision import seal
from desktop_app.store import revisions
from tests.actions.conftest import merged, ready, sent
from tests.builders import a_project

FIRST, SECOND = {"planned_end": "2025-06"}, {"planned_start": "2025-09"}


@pytest.fixture
def put_together(pair, tmp_path):
    """Two copies of the office change one date each; the Secretariat merges both."""
    bo, sela = pair
    record = ready(bo, planned_start="2024-03", planned_end="2026-12")
    merged(sela, sent(bo, tmp_path / "post"))
    bo.close()
    shutil.copytree(bo.home, tmp_path / "bo2")
    last = None
    for home, values in ((bo.home, FIRST), (tmp_path / "bo2", SECOND)):
        with open_office(home) as copy:
            records.mark_ready(copy, records.edit_record(copy, record.uid, values))
            last = sent(copy, tmp_path / home.name / "post")
            planned = planning.plan_bundle(sela, last)
            merged(sela, last)
    return sela, record, planned


@pytest.mark.case("M14")
def test_dates_put_together_in_the_wrong_order_become_a_question_to_the_office(
    put_together, tmp_path
):
    sela, record, planned = put_together
    there = records.find(sela, record.uid)
    answer = answers.make_answer(sela, "BO", tmp_path / "back", language="es")
    with open_office(tmp_path / "bo2") as copy:
        read = answers.read_answer(copy, answer.bundle)
        status = records.find(copy, record.uid).status
    [line] = read.results

    assert (there["planned_start"], there["planned_end"]) == ("2025-09", "2025-06")
    assert there.conflicts == ()
    assert any("the answer will ask" in text for text, _values in planned.notes)
    assert (read.returned, status) == (1, "returned")
    said = {code: Language(code).sentence(line["question"]) for code in LANGUAGES}
    assert said["en"].startswith("Put together from two sides, “Planned end” does not fit:")
    assert len(set(said.values())) == len(LANGUAGES)


@pytest.mark.case("M14")
def test_a_question_goes_once_the_office_has_mended_the_record(put_together, tmp_path):
    sela, record, _planned = put_together
    with open_office(tmp_path / "bo2") as copy:
        answers.read_answer(copy, answers.make_answer(sela, "BO", tmp_path / "back").bundle)
        records.mark_ready(
            copy, records.edit_record(copy, record.uid, {"planned_start": "2025-01"})
        )
        merged(sela, sent(copy, tmp_path / "more"))
        read = answers.read_answer(copy, answers.make_answer(sela, "BO", tmp_path / "back").bundle)
        status = records.find(copy, record.uid).status

    assert read.results[0]["question"] is None
    assert status == "accepted"


def test_what_one_side_alone_broke_is_no_question_of_the_merge():
    root = seal(
        a_project(planned_start="2024-03", planned_end="2026-12"),
        parents=[],
        author="BO",
        at="2026-01-01T00:00:00Z",
    )
    record = a_project(uid=root.uid, planned_start="2027-03", planned_end="2026-12")
    broken = seal(record, parents=[root.id], author="BO", at="2026-01-02T00:00:00Z")
    record = a_project(uid=root.uid, planned_start="2024-03", planned_end="2026-12", sector="S05")
    other = seal(record, parents=[root.id], author="BO", at="2026-01-03T00:00:00Z")

    assert broken_by_merging([root, broken, other]) == ()
    assert broken_by_merging([]) == ()


@pytest.mark.case("M14")
def test_a_decision_that_breaks_a_rule_asks_as_well(put_together, tmp_path):
    sela, record, _planned = put_together
    lines = revisions.of_records(sela.store, [record.uid])[record.uid]
    there = records.find(sela, record.uid)
    decision = seal(there, parents=there.heads, author="SELA", at=sela.moment())

    assert [one.field for one in broken_by_merging([*lines.values(), decision])] == ["planned_end"]
