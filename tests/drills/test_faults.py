"""The disk fails or fills up, or the program is killed, at every call: told, nothing is lost."""

import json
import shutil
import subprocess
import sys
import time

import pytest

from desktop_app.actions import lists
from desktop_app.actions.office import open_office
from tests.builders import PROJECT
from tests.drills import subjects
from tests.drills.judging import Drill
from tests.drills.tools import needs_tracing


@pytest.fixture
def disturb(quick, told):
    """Return how a test runs a subject under a fault at every call, and what each run said."""
    needs_tracing()

    def everywhere(name, fault, subject="Saving"):
        drill, begun = Drill(name), time.monotonic()
        line = [sys.executable, "-m", "tests.drills.faults", fault, subject, str(quick)]
        done = subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=False)
        runs = [json.loads(one) for one in done.stdout.splitlines()]
        drill.tried = len(runs)
        drill.lost = sum(bool(one["lost"]) for one in runs)
        drill.corrupt = sum(bool(one["wrong"]) for one in runs)
        drill.seconds = time.monotonic() - begun
        told(drill)

        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert [one for one in runs if one["lost"] or one["wrong"]] == []
        return runs

    return everywhere


def refusals(runs):
    return {text for one in runs for what, _number, text in one["said"] if what == "refused"}


@pytest.mark.case("S9")
def test_a_program_killed_at_any_call_of_a_save_leaves_what_it_told(disturb):
    runs = disturb("S9 killed at every call of a save", "killed")

    assert {one["code"] for one in runs} == {-9}
    assert len(runs) > 50


@pytest.mark.case("S10")
def test_a_disk_that_cannot_sync_is_told_of_and_the_next_save_is_taken(disturb):
    runs = disturb("S10 a sync fails", "EIO")

    assert {one["code"] for one in runs} == {0}
    assert all("did not take “surco.db”: this was not saved" in one for one in refusals(runs))
    assert refusals(runs)
    assert all(sum(what == "saved" for what, *_ in one["said"]) >= 3 for one in runs)


@pytest.mark.case("S10", "S21")
def test_a_disk_that_is_pulled_at_any_write_is_told_of_and_the_program_goes_on(disturb):
    runs = disturb("S10 every write fails from one on", "EIO for ever")

    assert {one["code"] for one in runs} == {0}
    assert all("Is the disk or stick still there?" in one for one in refusals(runs))


@pytest.mark.case("S11")
def test_a_disk_full_from_any_write_on_is_told_of_and_the_program_goes_on(disturb):
    runs = disturb("S11 no room from one write on", "ENOSPC")

    assert {one["code"] for one in runs} == {0}
    assert all(one.startswith("The disk is full: this was not saved.") for one in refusals(runs))
    assert len(runs) > 50


@pytest.mark.case("S10", "S11")
@pytest.mark.parametrize(
    ("fault", "reason"), [("EIO for ever", "did not take"), ("ENOSPC", "The disk is full")]
)
def test_what_could_not_be_saved_stands_in_its_field_and_it_is_said_why(disturb, fault, reason):
    (run,) = disturb(f"in the form: {fault}", fault, "Typing")
    ((what, text, said),) = run["said"]

    assert (what, text) == ("refused", "MRE-12")
    assert reason in said


@pytest.mark.case("S12")
def test_a_fault_at_any_call_of_the_file_system_leaves_a_good_store(quick, told):
    template, drill, begun = (
        quick / "template",
        Drill("S12 a fault at every call"),
        time.monotonic(),
    )
    subjects.Saving().prepare(template)
    (quick / "save.json").write_text(json.dumps(sql_of_a_save(quick)), encoding="utf-8")
    line = [sys.executable, "-m", "tests.drills.vfs", str(quick)]
    with subprocess.Popen(
        line, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        for one in other.stdout:
            run = json.loads(one)
            drill.tried += 1
            try:
                there = has_saved(quick / "place" / "bo")
            except Exception as error:  # noqa: BLE001 - whatever is wrong is told
                drill.corrupt += 1
                drill.wrong.append(f"{run['at']}: {error!r}")
            else:
                if run["saved"] and not there:
                    drill.lost += 1
                    drill.wrong.append(f"{run['at']}: lost")
            other.stdin.write("\n")
            other.stdin.flush()
    drill.seconds = time.monotonic() - begun
    told(drill)

    assert drill.wrong == []
    assert other.returncode == 0
    assert drill.tried > 100


def sql_of_a_save(folder):
    """Return the statements by which the program saves a change of a record."""
    home, statements = folder / "heard", []
    shutil.copytree(folder / "template" / "bo", home)
    with open_office(home, clock=subjects.today) as office:
        record = subjects.first(office)
        with office.store.writing() as db:
            db.set_trace_callback(statements.append)
        subjects.entering.enter_record(office, record.with_values(local_code="MRE-12"))
        with office.store.writing() as db:
            db.set_trace_callback(None)
    end = statements.index("commit")
    said = [one for one in statements[end + 1 :] if not one.startswith("--")]
    return said[: said.index("commit") + 1]


def has_saved(home):
    with open_office(home, clock=subjects.today) as office:
        code = subjects.first(subjects.sound(office))["local_code"]
        assert lists.list_count(office, "initiative") == subjects.FEW
    assert code in (None, "MRE-12")
    return code == "MRE-12"
