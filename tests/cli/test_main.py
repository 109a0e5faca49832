"""How a failure is told: one line, exit code 1, and never a trace, wherever it happens."""

import json
import sys
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.cli.session import JSON_LIMIT
from tests.cli.conftest import PROJECT


def one_line(said):
    return said.code == 1 and len(said.err.splitlines()) == 1 and "unexpected" not in said.err


def test_a_failure_nobody_thought_of_is_told_where_nothing_can_be_written(
    surco, done, tmp_path, monkeypatch
):
    done("init", "--office", "BO", "--name", "Oficina")
    for folder in (tmp_path / "bo", tmp_path / "here", tmp_path / "there"):
        (folder / "surco-report.txt").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(main, "gettempdir", lambda: str(tmp_path / "there"))
    monkeypatch.setattr("desktop_app.actions.lists.list_rows", lambda *_words, **_more: 1 / 0)
    said = surco("list", "initiative")

    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "ZeroDivisionError" in said.err


def test_a_code_with_half_a_letter_is_told_of(surco, done):
    done("init", "--office", "BO", "--name", "Oficina")

    assert one_line(surco("show", "BO-\udcff"))


@pytest.mark.skipif(sys.platform == "win32", reason="a device of Unix")
def test_an_endless_file_is_refused(surco, done, monkeypatch):
    done("init", "--office", "BO", "--name", "Oficina")
    monkeypatch.setattr("desktop_app.cli.session.JSON_LIMIT", JSON_LIMIT // 64)

    assert one_line(surco("new", "initiative", "--from", "/dev/zero"))


@pytest.mark.parametrize(
    "words", [("list", "initiative"), ("init", "--office", "BO", "--name", "x")]
)
def test_a_home_that_no_folder_can_be_is_told_of(surco, words):
    assert one_line(surco(*words, home="x" * 300))


def test_a_file_with_a_name_too_long_is_told_of(surco, done):
    done("init", "--office", "BO", "--name", "Oficina")

    assert one_line(surco("import", "x" * 300))


def test_a_demonstration_in_place_of_a_file_is_told_of(surco, tmp_path):
    (tmp_path / "file").touch()

    assert one_line(surco("demo", tmp_path / "file"))


def test_verify_says_why_in_the_language_that_was_asked_for(surco, done, tmp_path):
    done("init", "--office", "BO", "--name", "Oficina", language="es")
    photo = tmp_path / "photo.surco"
    photo.write_bytes(b"\xff\xd8\xff")

    assert surco("verify", photo, language="en").err.startswith("This is a picture")


def test_a_name_that_stands_twice_in_a_record_is_refused(surco, done, tmp_path):
    done("init", "--office", "BO", "--name", "Oficina")
    twice = json.dumps(PROJECT)[:-1] + ', "level": "ACT"}'
    path = Path(tmp_path / "twice.json")
    path.write_text(twice, encoding="utf-8")
    said = surco("new", "initiative", "--from", path)

    assert one_line(said)
    assert "level" in said.err
