import os

import pytest

from desktop_app.errors import UserError
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told


def test_a_file_takes_its_place_when_it_is_whole(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with written_beside(path) as file:
        file.write(b"new")
        during = path.read_bytes()

    assert during == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(TypeError), written_beside(path) as file:
        file.write("a text where bytes are due")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_crash_left_beside_is_written_over(tmp_path):
    (tmp_path / "a.part").write_bytes(b"half a file that is longer")
    with written_beside(tmp_path / "a") as file:
        file.write(b"new")

    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="needs the permissions of POSIX")
def test_a_private_file_is_its_owners_alone(tmp_path):
    with written_beside(tmp_path / "a", private=True) as file:
        file.write(b"secret")

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="no pipe lies among the files there")
def test_what_is_no_file_is_never_replaced(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(UserError, match="“pipe” is not a file"):
        keep_a_line(path)

    assert path.is_fifo()


def keep_a_line(path):
    with file_errors_told(path), written_beside(path) as file:
        file.write(b"a line")


@pytest.mark.parametrize("name", ["files", "inbox", "incoming", "Backups", "surco.db", "seal.key"])
def test_no_file_takes_the_name_of_what_an_office_keeps(tmp_path, name):
    (tmp_path / "surco.db").write_bytes(b"records")
    with pytest.raises(UserError, match="Choose another name"):
        keep_a_line(tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == ["surco.db"]
    assert (tmp_path / "surco.db").read_bytes() == b"records"


def test_no_name_at_all_is_told_of(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="is a folder"):
        keep_a_line(type(tmp_path)())
