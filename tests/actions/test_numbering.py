"""No code is given twice, also after what was given was lost; two of one code are mended."""

from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
    keeping,
    keys,
    numbering,
    packs,
    planning,
    records,
    restoring,
)
from desktop_app.actions.arriving import read_file
from desktop_app.actions.merging import apply_plan
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.paths import STORE_FILE
from desktop_app.store import numbers
from tests.actions.conftest import merged, ready, sent, today


def said(planned):
    return " ".join(Language("en").text(text, **values) for text, values in planned.notes)


@pytest.fixture
def office(tmp_path):
    """An office whose backup knows the first of its three records."""
    with set_up(tmp_path / "home", code="BO", name="Oficina", clock=today) as opened:
        ready(opened)
        backup = keeping.back_up(opened, always=True).backup.path
        ready(opened, title="Segundo")
        ready(opened, title="Tercero")
    return opened.home, backup


def next_code(home):
    with open_office(home, clock=today) as again:
        return ready(again, title="Nuevo").human_code


@pytest.mark.case("S27")
def test_a_restored_office_goes_on_after_the_codes_that_it_lost(office):
    home, backup = office
    restoring.restore(home, backup, clock=today)

    assert next_code(home) == "BO-2026-0004"


@pytest.mark.case("S27")
def test_restoring_twice_forgets_no_code(office):
    home, backup = office
    restoring.restore(home, backup, clock=today)
    restoring.restore(home, backup, clock=today)

    assert next_code(home) == "BO-2026-0004"


@pytest.mark.case("S15", "S27")
def test_where_nothing_can_be_read_any_more_a_gap_is_left(office):
    home, backup = office
    (home / STORE_FILE).write_bytes(b"broken")
    restoring.restore(home, backup, clock=today)

    assert next_code(home) == "BO-2026-1001"


def test_an_answer_tells_the_codes_that_an_office_gave(pair, tmp_path):
    bo, sela = pair
    first = ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    found = records.find(sela, first.uid)
    records.save_version(sela, replace(found, human_code=f"{first.human_code[:-2]}41"), "")
    answers.read_answer(bo, answers.make_answer(sela, "BO", tmp_path / "answer").bundle)

    assert ready(bo, title="Nuevo").human_code.endswith("-0042")


def test_no_answer_makes_the_codes_run_out(pair):
    bo, _sela = pair
    year = bo.clock().year
    numbering.learn(bo, {year: 999_999})

    assert numbers.floor(bo.store, year) == 0


@pytest.fixture
def twice(pair, tmp_path):
    """An office on a new computer that gave a code again which it had lost."""
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    with set_up(tmp_path / "new", code="BO", name="Oficina") as office:
        keys.trust_card(office, keys.read_card(tmp_path / "SELA.surco"))
        again = ready(office, title="Otro")
        planned = read_file(office, packs.make_pack(sela, "BO", tmp_path / "pack")[0].bundle)
        apply_plan(office, planned)
        yield office, sela, records.find(office, again.uid), planned


@pytest.mark.case("S27")
def test_one_code_of_two_records_is_told_and_mended(twice):
    office, _sela, record, planned = twice
    found = [one.rule for one in records.findings_of(office, record)]
    after = numbering.give_new_code(office, record)

    assert "is the code of two records" in said(planned)
    assert "code" in found
    assert after.human_code == f"{record.human_code[:-1]}2"
    assert after.status == "ready"
    assert len(after.heads) == 1
    assert "code" not in [one.rule for one in records.findings_of(office, after)]


def test_a_code_that_one_record_has_stays(pair):
    bo, _sela = pair

    with pytest.raises(UserError, match="so it stays"):
        numbering.give_new_code(bo, ready(bo))


def test_two_records_of_one_code_are_told_at_the_secretariat(twice, tmp_path):
    office, sela, _record, _planned = twice
    keys.make_card(office, tmp_path / "new.surco")
    keys.trust_card(sela, keys.read_card(tmp_path / "new.surco"))
    planned = planning.plan_bundle(sela, sent(office, tmp_path / "post2"))

    assert "is the code of two records" in said(planned)


@pytest.mark.case("S27")
def test_on_a_new_disk_a_gap_is_left_as_well(office):
    home, backup = office
    kept = backup.rename(home.parent / backup.name)
    (home / STORE_FILE).unlink()
    restoring.restore(home, kept, clock=today)

    assert next_code(home) == "BO-2026-1001"
