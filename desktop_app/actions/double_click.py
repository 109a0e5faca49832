"""Files of Surco opened by a double click: told to the system, for this person alone.

Installers tell the same for everybody, with the same files of `resources/desktop`. Each way takes
back exactly what it wrote.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import default_home, resources, written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.tokens import LIGHT

_CLASSES = r"Software\Classes"
_PROGRAM = "Surco.Bundle"
_TYPE = "application/vnd.surco.bundle"
_PATIENCE = 60  # seconds
IS_ON = N_("A double click on a file that ends in .surco opens it in Surco.")
IS_OFF = N_("A double click on a file that ends in .surco does not open it in Surco.")


class Desk(Protocol):
    """The system of a computer: what it is told of files that end in .surco."""

    def is_on(self) -> bool: ...
    def turn_on(self, command: Sequence[str]) -> None: ...
    def turn_off(self) -> None: ...


def this_desk() -> Desk | None:
    """Return the system that runs Surco; None where there is nothing that it could be told."""
    system: str = sys.platform
    if system == "win32":
        return Registry(import_module("winreg"))
    if system.startswith("linux"):
        named = os.environ.get("XDG_DATA_HOME")
        return Freedesktop(Path(named) if named else Path.home() / ".local" / "share")
    return None


def is_on(desk: Desk | None) -> bool:
    """Tell whether a double click opens Surco because it was told so here."""
    return desk is not None and desk.is_on()


def choose(desk: Desk | None, home: Path, *, on: bool) -> None:
    """Let a double click open files in the office at `home` from now on, or no more.

    Raises UserError where the system cannot be told.
    """
    if desk is None:
        raise UserError(
            N_("On this system, choose Surco for files that end in .surco in its file manager.")
        )
    if on:
        desk.turn_on(command(home))
    else:
        desk.turn_off()


def command(home: Path) -> list[str]:
    """Return what opens a file, its name still to be added."""
    program = Path(sys.executable)
    quiet = program.with_name("pythonw.exe")  # on Windows: without a black window
    started = quiet if quiet.is_file() else program
    usual = home == default_home() and "SURCO_HOME" not in os.environ  # no double click has that
    of_home = [] if usual else ["--home", str(home.absolute())]
    return [str(started), "-P", "-m", "desktop_app", *of_home]


class Freedesktop:
    """A Linux desktop, told by files below `data`: the type, the program, the icon."""

    def __init__(self, data: Path) -> None:
        self._types = data / "mime"
        self._programs = data / "applications"
        self._type = self._types / "packages" / "surco.xml"
        self._program = self._programs / "surco.desktop"
        self._icon = data / "icons" / "hicolor" / "scalable" / "apps" / "surco.svg"

    def is_on(self) -> bool:
        return self._type.is_file() and self._program.is_file()

    def turn_on(self, command: Sequence[str]) -> None:
        updater = shutil.which("update-mime-database")
        if updater is None:
            raise UserError(
                N_(
                    "This computer lacks the package shared-mime-info, which knows the types of"
                    " files. Nothing was changed."
                )
            )
        shared = resources() / "desktop"
        program = (shared / "surco.desktop").read_text("utf-8")
        picture = (resources() / "icons" / "surco.svg").read_text("utf-8")
        _refuse_unreadable(command)
        opens = " ".join([*map(_quoted, command), "%f"])
        for path, content in (
            (self._type, (shared / "surco.xml").read_text("utf-8")),
            (self._program, program.replace("Exec=surco %f", f"Exec={opens}")),
            (self._icon, picture.replace("currentColor", LIGHT.accent)),
        ):
            with file_errors_told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                with written_beside(path) as file:
                    file.write(content.encode())
        self._update()

    def turn_off(self) -> None:
        for path in (self._program, self._type, self._icon):
            with file_errors_told(path):
                path.unlink(missing_ok=True)
        self._update()

    def _update(self) -> None:
        """Have the system read its lists again; the second one is only there on some."""
        for name, folder in (
            ("update-mime-database", self._types),
            ("update-desktop-database", self._programs),
        ):
            updater = shutil.which(name)
            if updater is not None and folder.is_dir():
                subprocess.run(  # noqa: S603 - a fixed program and a folder of this person
                    [updater, str(folder)], check=False, capture_output=True, timeout=_PATIENCE
                )


class Registry:
    """Windows, told in the part of its registry that belongs to this person."""

    def __init__(self, registry: Any) -> None:  # noqa: ANN401 - `winreg`, which is not everywhere
        self._registry = registry

    def is_on(self) -> bool:
        return self._value(rf"{_CLASSES}\.surco") == _PROGRAM

    def turn_on(self, command: Sequence[str]) -> None:
        opens = f'{subprocess.list2cmdline(command)} "%1"'
        self._put(rf"{_CLASSES}\{_PROGRAM}", "", "Surco")
        self._put(rf"{_CLASSES}\{_PROGRAM}\shell\open\command", "", opens)
        self._put(rf"{_CLASSES}\.surco", "Content Type", _TYPE)
        self._put(rf"{_CLASSES}\.surco", "", _PROGRAM)

    def turn_off(self) -> None:
        if self.is_on():  # else another program took it since
            self._drop(rf"{_CLASSES}\.surco")
        for below in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
            self._drop(rf"{_CLASSES}\{_PROGRAM}{below}")

    def _value(self, key: str) -> str:
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, key) as found:
                return str(self._registry.QueryValueEx(found, "")[0])
        except OSError:  # there is no such key
            return ""

    def _put(self, key: str, name: str, value: str) -> None:
        with (
            file_errors_told(Path(key)),
            self._registry.CreateKey(self._registry.HKEY_CURRENT_USER, key) as made,
        ):
            self._registry.SetValueEx(made, name, 0, self._registry.REG_SZ, value)

    def _drop(self, key: str) -> None:
        try:
            self._registry.DeleteKey(self._registry.HKEY_CURRENT_USER, key)
        except FileNotFoundError:  # taken away before
            return


def _refuse_unreadable(command: Sequence[str]) -> None:
    """Raise UserError for a folder with a name in other letters than those of UTF-8."""
    for word in command:
        try:
            word.encode()
        except UnicodeEncodeError as error:
            raise UserError(
                N_("The name of the folder {folder} cannot be told to this system. Rename it."),
                folder=ascii(word)[1:-1],
            ) from error


def _quoted(word: str) -> str:
    """Return one word of a command as a desktop file wants it."""
    escaped = word
    for letter in ("\\", '"', "`", "$"):
        escaped = escaped.replace(letter, "\\" + letter)
    escaped = escaped.replace("\\", "\\\\").replace("%", "%%")
    for letter, written in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):  # else a line ends there
        escaped = escaped.replace(letter, written)
    return f'"{escaped}"'
