"""Two programs at one store, a lock that somebody left, a second SQLite in the process."""

import os
import platform
import shutil
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop_app import app
from desktop_app.actions import lists
from desktop_app.actions.office import open_office
from desktop_app.errors import StoreRefused
from desktop_app.store import libraries
from tests.builders import PROJECT
from tests.drills import subjects
from tests.ui.test_app import _soon as soon


@pytest.fixture
def home(tmp_path):
    subjects.Saving().prepare(tmp_path)
    return tmp_path / "bo"


def lock_of(home):
    return home / "surco.db.lock"


@pytest.mark.case("S18")
def test_a_second_program_cannot_write_and_reads_what_the_first_saves(home):
    with open_office(home, clock=subjects.today) as first:
        with pytest.raises(StoreRefused, match="is open in another window"):
            open_office(home)
        with open_office(home, read_only=True) as second:
            subjects.enter(first, 7)
            with pytest.raises(StoreRefused, match="read only"):
                subjects.enter(second, 8)

            assert lists.list_count(second, "initiative") == subjects.FEW + 1


@pytest.mark.case("S18")
def test_a_second_window_says_that_the_first_is_open(qtbot, home):
    told = []

    def read(box):
        told.append(box.text())
        box.accept()

    soon(QMessageBox, read)
    with open_office(home):
        code = app.run(home, "en")

    assert code == 1
    assert told == [
        "“surco.db” is open in another window. Go on there, or close it and open it here."
    ]


@pytest.mark.case("S19")
def test_a_lock_left_by_a_program_that_died_is_taken_over(home):
    pid = os.fork()
    if pid == 0:
        open_office(home)
        os._exit(9)
    os.waitpid(pid, 0)

    assert lock_of(home).read_bytes()[1:].decode() == platform.node()
    with open_office(home) as office:
        assert subjects.sound(office).code == "BO"


@pytest.mark.case("S19")
def test_a_lock_of_another_computer_is_respected_and_it_is_named(home):
    open_office(home).close()
    lock_of(home).write_bytes(b"\0CONTABILIDAD-2")

    for _ in range(2):
        with pytest.raises(StoreRefused, match=r"open on the computer CONTABILIDAD-2\. Close it"):
            open_office(home)
    lock_of(home).unlink()

    open_office(home).close()


@pytest.mark.case("S19")
def test_who_closes_leaves_a_lock_that_names_nobody(home):
    open_office(home).close()

    assert lock_of(home).read_bytes().strip(b"\0") == b""


@pytest.mark.case("S19")
def test_a_copy_of_the_folder_opens_on_another_computer(home, tmp_path, monkeypatch):
    open_office(home).close()
    shutil.copytree(home, tmp_path / "copy")
    monkeypatch.setattr(platform, "node", lambda: "OTRA")

    with open_office(tmp_path / "copy") as office:
        assert subjects.sound(office).code == "BO"


@pytest.mark.case("S20")
def test_a_program_with_a_second_sqlite_opens_nothing_and_says_which(home):
    program = (
        "import sys, apsw\n"
        "from pathlib import Path\n"
        "from desktop_app.actions.office import open_office\n"
        "open_office(Path(sys.argv[1]))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(home)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "StoreRefused: Another database program (apsw) is loaded" in done.stderr


@pytest.mark.case("S20")
@pytest.mark.parametrize("name", ["apsw", "pysqlite3", "sqlcipher3", "PySide6.QtSql"])
def test_every_other_binding_is_known_by_its_name(home, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, object())

    with pytest.raises(StoreRefused, match=f"Another database program \\({name}\\)"):
        open_office(home)


@pytest.mark.case("S20")
def test_a_second_library_is_found_in_what_the_process_has_loaded():
    own = "7f00-7f01 r-xp 00000000 08:01 42   /usr/lib/x86_64-linux-gnu/libsqlite3.so.0.8.6"
    other = "7f02-7f03 r-xp 00000000 08:01 43   /opt/with space/lib/libsqlite3.so.0.8.6"
    driver = "7f04-7f05 r-xp 00000000 08:01 44   /usr/lib/qt6/plugins/sqldrivers/libqsqlite.so"
    python = "7f06-7f07 r-xp 00000000 08:01 45   /usr/lib/python3/_sqlite3.cpython-311.so"

    assert len(libraries.named_in(f"{own}\n{own}\n{python}")) == 1
    assert len(libraries.named_in(f"{own}\n{other}\n{python}")) == 2
    assert libraries.named_in(f"{driver}\n{own}") == [
        "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0.8.6",
        "/usr/lib/qt6/plugins/sqldrivers/libqsqlite.so",
    ]
