import os

import pytest

from desktop_app.actions import carrying
from desktop_app.errors import UserError


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "surco-BO-000001.surco"
    path.write_bytes(bytes(range(256)) * 5000)
    return path


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_file_is_copied_and_read_back(bundle, stick):
    [copy] = carrying.copy_to([bundle], stick)

    assert copy.read_bytes() == bundle.read_bytes()
    assert [one.name for one in stick.iterdir()] == [bundle.name]


def test_a_stick_that_lies_is_named_and_the_copy_taken_away(bundle, stick, monkeypatch):
    class Lying:
        def __init__(self, path):
            self.part = path.open("w+b")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.part.close()

        def write(self, content):
            self.part.write(content[:-1] + b"?")

    monkeypatch.setattr(carrying, "written_beside", Lying)

    with pytest.raises(UserError, match="the stick may be faulty"):
        carrying.copy_to([bundle], stick)

    assert list(stick.iterdir()) == []


def test_a_copy_onto_itself_is_refused_and_the_file_stays(bundle):
    with pytest.raises(UserError, match=r"lies in .* already"):
        carrying.copy_to([bundle], bundle.parent)

    assert bundle.stat().st_size == 256 * 5000


def test_a_folder_that_is_gone_is_told_of(bundle, tmp_path):
    with pytest.raises(UserError, match="Check the name and the folder"):
        carrying.copy_to([bundle], tmp_path / "pulled")


def test_a_file_cut_on_the_stick_does_not_read_back(bundle, stick):
    [copy] = carrying.copy_to([bundle], stick)
    content = copy.read_bytes()
    copy.write_bytes(content[:-1])

    assert not carrying.reads_back(copy, content)
    copy.unlink()
    assert not carrying.reads_back(copy, content)


def test_a_pipe_is_not_waited_for(tmp_path, stick):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UserError, match="is not a file"):
        carrying.copy_to([tmp_path / "pipe"], stick)
