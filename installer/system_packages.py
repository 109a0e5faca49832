"""What Surco needs from Debian or Ubuntu itself: Qt's libraries and the programs of the tests.

The libraries are those named by `readelf -d` in the parts of Qt that Surco loads (Core, Gui,
Widgets, PrintSupport, Svg, the platforms xcb and offscreen, the printing of CUPS).
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from environment import SetupError, say

QT = (
    *("libdbus-1-3", "libegl1", "libfontconfig1", "libfreetype6", "libgl1", "libglib2.0-0"),
    *("libx11-6", "libxkbcommon0"),
)
WINDOW = (
    *("libcups2", "libx11-xcb1", "libxcb-cursor0", "libxcb-glx0", "libxcb-icccm4"),
    *("libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0"),
    *("libxcb-render0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1"),
    *("libxcb-xfixes0", "libxcb-xkb1", "libxcb1", "libxkbcommon-x11-0"),
)
TESTS = (
    *("7zip", "age", "minisign", "openssl", "poppler-utils", "qpdf", "strace", "xvfb", "zip"),
    *("at-spi2-core", "dbus-daemon", "gir1.2-atspi-2.0", "openbox", "python3-gi"),
    *("shared-mime-info", "x11-xkb-utils", "xdotool"),
)
RELEASE = Path("/etc/os-release")
LIST_INSTALLED = ("dpkg-query", "-W", "-f", "${Package}\t${db:Status-Status}\t${Provides}\n")


def check(purpose: str) -> None:
    """Install what is missing if we may, else print the line that does; only on Debian's family.

    Raises SetupError if the set-up cannot go on without: no venv module, or tests without their
    programs.
    """
    if not is_debian(RELEASE.read_text(encoding="utf-8") if RELEASE.exists() else ""):
        return
    lacking = missing(needed(purpose), _list_installed())
    if not lacking:
        return
    say("Missing on this system: " + " ".join(lacking))
    if os.geteuid() == 0 and _install(lacking):
        return
    request = "Please run this line:\n  " + install_line(lacking)
    if purpose == "test" or not _can_make_environments():
        raise SetupError(f"{request}\nand then the same command again.")
    say(f"{request}\nGoing on without: the command line works, the window may not open.")


def is_debian(release: str) -> bool:
    """Tell from the text of os-release whether apt-get installs packages here."""
    fields = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return not {"debian", "ubuntu"}.isdisjoint(names)


def needed(purpose: str) -> list[str]:
    """Return the names of Debian packages for `purpose`, sorted."""
    names = {*QT, *WINDOW}
    if purpose == "test":
        names.update(TESTS)
    if not _can_make_environments():
        names.add(f"python3.{sys.version_info.minor}-venv")
    return sorted(names)


def missing(names: Iterable[str], installed: str) -> list[str]:
    """Return those of `names` that dpkg-query's lines neither hold nor provide.

    Newer releases renamed libraries (libcups2t64 provides libcups2), so both columns count.
    """
    held: set[str] = set()
    for line in installed.splitlines():
        package, status, provides = line.split("\t")
        if status == "installed":
            held.add(package)
            held.update(part.split()[0] for part in provides.split(",") if part.strip())
    return [name for name in names if name not in held]


def install_line(names: Iterable[str]) -> str:
    """Return the line a person pastes to install `names`."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(
        names
    )


def _can_make_environments() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _list_installed() -> str:
    return subprocess.run(LIST_INSTALLED, capture_output=True, text=True, check=True).stdout


def _install(names: list[str]) -> bool:
    say("Installing them with apt-get ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *names]):
        line = ["apt-get", "-qq", *step]
        done = subprocess.run(line, env=quiet, stdout=sys.stderr, check=False)
        if done.returncode:
            say(f"apt-get {step[0]} did not succeed; the lines above say why.")
            return False
    return True
