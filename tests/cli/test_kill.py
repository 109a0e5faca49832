"""A process killed at any moment leaves all of a step or nothing of it."""

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.actions.checking import check_store
from desktop_app.actions.lists import list_count
from desktop_app.actions.office import open_office
from tests.builders import PROJECT
from tests.cli.conftest import PROJECT as ANSWERS

TIMES = 20
MANY = 250


def start(home, *words):
    command = [sys.executable, "-m", "desktop_app", "--home", str(home), *map(str, words)]
    return subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def killed_after(process, seconds):
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def duration(run):
    """Seconds that the step takes when nobody stops it, to spread the kills over."""
    import time  # noqa: PLC0415 - the only use

    begun = time.perf_counter()
    assert run().wait() == 0
    return time.perf_counter() - begun


def moments(whole):
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    return [chance.uniform(0.15, 1.1) * whole for _ in range(TIMES)]


@pytest.fixture
def file(tmp_path):
    activities = "".join(
        f'<iati-activity xml:lang="es"><iati-identifier>XM-TEST-{number}</iati-identifier>'
        f"<title><narrative>Proyecto de ejemplo {number}</narrative></title>"
        f'<activity-status code="2"/></iati-activity>'
        for number in range(MANY)
    )
    path = tmp_path / "many.xml"
    path.write_text(f'<iati-activities version="2.03">{activities}</iati-activities>')
    return path


@pytest.fixture
def bank(done):
    done("init", "--office", "BO", "--name", "Oficina de ejemplo")


def state_of(home):
    with open_office(home) as office:
        return check_store(office).integrity, list_count(office, "initiative")


@pytest.mark.timeout(600)
def test_an_import_killed_at_any_moment_is_whole_or_absent(done, file, tmp_path):
    seen = set()
    done("init", "--office", "PE", "--name", "Medida", home="measure")
    whole = duration(lambda: start(tmp_path / "measure", "import", file))
    for number, moment in enumerate(moments(whole)):
        home = f"home-{number}"
        done("init", "--office", "BO", "--name", "Oficina de ejemplo", home=home)
        killed_after(start(tmp_path / home, "import", file), moment)
        integrity, count = state_of(tmp_path / home)
        seen.add(count)
        assert (integrity, count in (0, MANY)) == ("ok", True)

    assert seen


@pytest.mark.timeout(600)
def test_an_export_killed_at_any_moment_leaves_no_false_bundle(bank, done, file, tmp_path):
    done("import", file)
    home, post = tmp_path / "bo", tmp_path / "post"
    whole = duration(lambda: start(home, "export", "--drafts", post))
    proofs = []
    for moment in moments(whole):
        killed_after(start(home, "export", "--drafts", post), moment)
        integrity, count = state_of(home)
        proofs += [done("verify", path, "--json").json["ok"] for path in post.glob("*.surco")]
        assert (integrity, count) == ("ok", MANY)

    assert proofs
    assert all(proofs)


@pytest.mark.timeout(600)
def test_a_merge_killed_at_any_moment_is_whole_or_absent(bank, done, file, tmp_path, write_json):
    done("import", file)
    done("new", "initiative", "--from", write_json({**ANSWERS, "status": "ready"}))
    sent = json.loads(done("export", "--drafts", tmp_path / "post", "--json").out)
    done("card", tmp_path / "bo.surco")
    done("init", "--office", "SELA", "--name", "S", "--role", "secretariat", home="measure")
    done("trust", tmp_path / "bo.surco", "--yes", home="measure")
    bundle = Path(sent["bundle"])
    whole = duration(lambda: start(tmp_path / "measure", "receive", bundle, "--apply"))
    for number, moment in enumerate(moments(whole)):
        home = f"sela-{number}"
        done("init", "--office", "SELA", "--name", "S", "--role", "secretariat", home=home)
        done("trust", tmp_path / "bo.surco", "--yes", home=home)
        killed_after(start(tmp_path / home, "receive", bundle, "--apply"), moment)
        integrity, count = state_of(tmp_path / home)
        assert (integrity, count in (0, MANY + 1)) == ("ok", True)
