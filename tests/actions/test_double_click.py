"""A double click on a file of Surco: what the system is told of it, and that all goes again."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.actions import double_click
from desktop_app.actions.double_click import Freedesktop, Registry, choose
from desktop_app.errors import UserError
from desktop_app.paths import default_home

COMMAND = ["/opt/a place/python", "-P", "-m", "desktop_app"]


class FakeRegistry:
    """A registry in memory, with the names and the refusals of the one of Windows."""

    HKEY_CURRENT_USER, REG_SZ = object(), 1

    def __init__(self):
        self.keys = {}

    @contextmanager
    def CreateKey(self, _root, key):  # noqa: N802 - its name
        for depth in range(1, key.count("\\") + 2):
            self.keys.setdefault("\\".join(key.split("\\")[:depth]), {})
        yield self.keys[key]

    @contextmanager
    def OpenKey(self, _root, key):  # noqa: N802 - its name
        if key not in self.keys:
            raise FileNotFoundError(key)
        yield self.keys[key]

    def SetValueEx(self, key, name, _reserved, _kind, value):  # noqa: N802 - its name
        key[name] = value

    def QueryValueEx(self, key, name):  # noqa: N802 - its name
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], self.REG_SZ

    def DeleteKey(self, _root, key):  # noqa: N802 - its name
        if key not in self.keys:
            raise FileNotFoundError(key)
        if any(other.startswith(key + "\\") for other in self.keys):
            raise PermissionError(key)
        del self.keys[key]


@pytest.fixture
def updaters(monkeypatch):
    """Stand in for the programs that read the lists of types and programs again."""
    ran = []
    monkeypatch.setattr(double_click.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(double_click.subprocess, "run", lambda line, **_: ran.append(line))
    return ran


def test_a_linux_desktop_is_told_the_type_the_program_and_the_icon(updaters, tmp_path):
    desk = Freedesktop(tmp_path)
    desk.turn_on(COMMAND)
    program = (tmp_path / "applications" / "surco.desktop").read_text("utf-8")

    assert desk.is_on()
    assert 'Exec="/opt/a place/python" "-P" "-m" "desktop_app" %f\n' in program
    assert "*.surco" in (tmp_path / "mime" / "packages" / "surco.xml").read_text("utf-8")
    assert "currentColor" not in next(tmp_path.rglob("surco.svg")).read_text("utf-8")
    assert [Path(line[0]).name for line in updaters] == [
        "update-mime-database",
        "update-desktop-database",
    ]


def test_all_that_a_linux_desktop_was_told_goes_again(updaters, tmp_path):
    desk = Freedesktop(tmp_path)
    desk.turn_on(COMMAND)
    desk.turn_off()
    desk.turn_off()

    assert not desk.is_on()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert updaters


def test_the_letters_that_a_desktop_file_reads_in_its_own_way_are_kept_from_it(updaters, tmp_path):
    Freedesktop(tmp_path).turn_on(['/a "b" $c 100%\\d'])
    program = (tmp_path / "applications" / "surco.desktop").read_text("utf-8")

    assert r'Exec="/a \\"b\\" \\$c 100%%\\\\d" %f' in program
    assert updaters


def test_without_what_knows_types_of_files_nothing_is_changed(monkeypatch, tmp_path):
    monkeypatch.setattr(double_click.shutil, "which", lambda _name: None)

    with pytest.raises(UserError, match="shared-mime-info"):
        Freedesktop(tmp_path).turn_on(COMMAND)

    assert list(tmp_path.iterdir()) == []


def test_the_real_list_of_types_knows_the_files_of_surco(tmp_path):
    program = shutil.which("update-mime-database")
    assert program, "shared-mime-info is one of the packages of the tests"
    Freedesktop(tmp_path).turn_on(COMMAND)

    assert "application/vnd.surco.bundle:*.surco" in (tmp_path / "mime" / "globs").read_text(
        "utf-8"
    )


def test_windows_is_told_in_the_part_of_its_registry_that_is_one_persons_own():
    registry = FakeRegistry()
    desk = Registry(registry)
    before = desk.is_on()
    desk.turn_on([r"C:\A place\pythonw.exe", "-m", "desktop_app"])
    opens = registry.keys[r"Software\Classes\Surco.Bundle\shell\open\command"][""]

    assert (before, desk.is_on()) == (False, True)
    assert opens == r'"C:\A place\pythonw.exe" -m desktop_app "%1"'


def test_what_windows_was_told_goes_again_and_nothing_else():
    registry = FakeRegistry()
    desk = Registry(registry)
    desk.turn_on(COMMAND)
    desk.turn_off()
    desk.turn_off()

    assert set(registry.keys) == {"Software", r"Software\Classes"}


def test_a_program_that_took_the_files_since_keeps_them():
    registry = FakeRegistry()
    desk = Registry(registry)
    desk.turn_on(COMMAND)
    registry.keys[r"Software\Classes\.surco"][""] = "Other.Program"
    desk.turn_off()

    assert registry.keys[r"Software\Classes\.surco"][""] == "Other.Program"


def test_another_office_than_the_usual_one_is_named_in_the_command(monkeypatch, tmp_path):
    monkeypatch.setenv("SURCO_HOME", str(tmp_path))
    named = double_click.command(default_home())
    monkeypatch.delenv("SURCO_HOME")

    assert named[-2:] == ["--home", str(tmp_path)]
    assert double_click.command(tmp_path)[-2:] == ["--home", str(tmp_path)]
    assert "--home" not in double_click.command(default_home())


def test_where_a_system_cannot_be_told_it_is_said_what_to_do(tmp_path):
    with pytest.raises(UserError, match="file manager"):
        choose(None, tmp_path, on=True)


def test_a_folder_of_several_lines_puts_no_line_into_the_desktop_file(updaters, tmp_path):
    Freedesktop(tmp_path).turn_on(["/py", "--home", "/a\nExec=other\r\t"])
    program = (tmp_path / "applications" / "surco.desktop").read_text("utf-8")

    assert [line for line in program.splitlines() if line.startswith("Exec")] == [
        r'Exec="/py" "--home" "/a\nExec=other\r\t" %f'
    ]
    assert updaters


def test_a_folder_in_letters_that_no_desktop_file_holds_is_named(updaters, tmp_path):
    with pytest.raises(UserError, match=r"caf.*Rename it"):
        Freedesktop(tmp_path).turn_on([os.fsdecode(b"/caf\xe9")])

    assert list(tmp_path.iterdir()) == []
    assert not updaters
