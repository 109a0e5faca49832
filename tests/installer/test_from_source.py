import subprocess
import sys
from pathlib import Path

import pytest

import environment
import from_source
from tests.builders import PROJECT

PYTHON = Path("bin") / "python"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout whose set-up is recorded instead of downloaded; nothing of Debian is asked."""
    root = tmp_path / "checkout"
    (root / "installer").mkdir(parents=True)
    for name in environment.PURPOSES.values():
        (root / "installer" / name).write_text(f"# {name}\n", encoding="utf-8")
    made = []

    def make(venv):
        made.append("venv")
        python = environment.python_of(venv)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        (venv / environment.STAMP).unlink(missing_ok=True)

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "install", lambda _root, purpose: made.append(purpose))
    monkeypatch.setattr(environment, "_let_it_find", lambda _root: None)
    return root, made


def test_the_environment_is_made_once(checkout):
    root, made = checkout
    environment.prepare(root, "run")

    assert environment.is_ready(root, "run")
    assert not environment.is_ready(root, "test")
    assert made == ["venv", "run"]


def test_tests_are_added_to_an_environment_that_runs(checkout):
    root, made = checkout
    environment.prepare(root, "run")
    environment.prepare(root, "test")

    assert made == ["venv", "run", "test"]
    assert environment.is_ready(root, "run")
    assert environment.is_ready(root, "test")


def test_an_environment_for_tests_runs_surco_too(checkout):
    root, made = checkout
    environment.prepare(root, "test")

    assert environment.is_ready(root, "run")
    assert made == ["venv", "test"]


def test_a_changed_pin_makes_the_environment_anew(checkout):
    root, made = checkout
    environment.prepare(root, "run")
    (root / "installer" / "constraints.txt").write_text("# newer\n", encoding="utf-8")

    assert not environment.is_ready(root, "run")
    environment.prepare(root, "run")
    assert made == ["venv", "run", "venv", "run"]


def test_a_set_up_that_failed_starts_again(checkout, monkeypatch):
    root, made = checkout
    environment.prepare(root, "run")

    def fail(_root, _purpose):
        raise environment.SetupError("no network")

    with monkeypatch.context() as offline:
        offline.setattr(environment, "install", fail)
        with pytest.raises(environment.SetupError):
            environment.prepare(root, "test")

    assert not environment.is_ready(root, "run")
    environment.prepare(root, "test")
    assert made == ["venv", "run", "venv", "test"]


def test_a_moved_checkout_is_set_up_again(checkout, tmp_path):
    root, _ = checkout
    environment.prepare(root, "run")
    moved = root.rename(tmp_path / "elsewhere")

    assert not environment.is_ready(moved, "run")


def test_packages_that_cannot_be_fetched_are_told_in_a_sentence(tmp_path, monkeypatch):
    refusing = tmp_path / "python"
    refusing.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    refusing.chmod(0o755)
    monkeypatch.setattr(environment, "python_of", lambda _venv: refusing)

    with pytest.raises(environment.SetupError, match="needs the network"):
        environment.install(tmp_path, "run")


def test_arguments_reach_surco_as_they_were_typed():
    line = from_source.command("run", ["new", "initiative", "--from", "a file.json"], PYTHON)

    assert line[1:] == ["-P", "-m", "desktop_app", "new", "initiative", "--from", "a file.json"]


def test_tests_run_on_two_cores_unless_told_otherwise():
    assert from_source.command("test", [], PYTHON)[2:] == ["pytest", "-n", "2"]
    assert from_source.command("test", ["-k", "merge"], PYTHON)[2:] == ["pytest", "-k", "merge"]


def test_the_exit_code_of_surco_is_passed_on():
    asked = "import from_source, sys; from_source.become([sys.executable, '-c', 'exit(7)'])"
    done = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT / "installer", check=False)

    assert done.returncode == 7


@pytest.mark.parametrize("arguments", [[], ["build"]])
def test_a_wrong_call_shows_the_right_ones(arguments, capsys):
    assert from_source.main(arguments) == 2
    assert "from_source.py test" in capsys.readouterr().err


def test_a_set_up_that_is_impossible_ends_with_one_line(monkeypatch, capsys):
    def fail(_purpose):
        raise environment.SetupError("The packages could not be installed.")

    monkeypatch.setattr(from_source, "set_up", fail)

    assert from_source.main(["run"]) == 1
    assert capsys.readouterr().err == "The packages could not be installed.\n"


def test_an_older_python_is_told_which_one_is_needed():
    script = str(PROJECT / "installer" / "from_source.py")
    asked = f"import runpy, sys; sys.version_info = (3, 10, 1); runpy.run_path({script!r})"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == "Surco needs Python 3.11 or newer; this is Python 3.10.\n"
