"""Make `.venv` with the pinned packages, once; a stamp in it says what it holds."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PURPOSES = {"run": "constraints.txt", "test": "constraints-dev.txt"}  # the second holds the first
STAMP = "surco-ready"


class SetupError(Exception):
    """The set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal; stdout is kept for Surco itself."""
    print(text, file=sys.stderr, flush=True)


def python_of(venv: Path) -> Path:
    """Return where a virtual environment keeps its Python."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path, purpose: str) -> str:
    """Return what decides whether `.venv` is still right for `purpose`.

    The checkout's own place counts, because a virtual environment cannot be moved.
    """
    told = f"{purpose}\0{sys.version}\0{sys.base_prefix}\0{root}\0".encode()
    pins = (root / "installer" / PURPOSES[purpose]).read_bytes()
    return hashlib.sha256(told + pins).hexdigest()


def is_ready(root: Path, purpose: str) -> bool:
    """Tell whether `.venv` holds all that `purpose` needs; asks no network."""
    venv = root / ".venv"
    return python_of(venv).exists() and fingerprint(root, purpose) in _stamped(venv)


def prepare(root: Path, purpose: str) -> None:
    """Make `.venv`, or add to it what `purpose` needs; raises SetupError.

    The stamp is removed first and written last: what was interrupted between
    is made anew, because half a package looks like a whole one to pip.
    """
    venv = root / ".venv"
    if not _can_be_added_to(root):
        _make(venv)
    (venv / STAMP).unlink(missing_ok=True)
    say(f"Installing the packages of installer/{PURPOSES[purpose]} ...")
    install(root, purpose)
    _let_it_find(root)
    _write_stamp(root, purpose)
    say("Ready.")


def _stamped(venv: Path) -> set[str]:
    try:
        return set((venv / STAMP).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return set()


def _can_be_added_to(root: Path) -> bool:
    """Tell whether `.venv` is whole and holds nothing but pins that still stand."""
    stamped = _stamped(root / ".venv")
    wanted = {fingerprint(root, purpose) for purpose in PURPOSES}
    return bool(stamped) and stamped <= wanted and python_of(root / ".venv").exists()


def _make(venv: Path) -> None:
    import venv as standard  # noqa: PLC0415 - not needed once .venv is ready

    say(f"Making {venv} with Python {sys.version.split()[0]} ...")
    try:
        if venv.exists():
            shutil.rmtree(venv)
        standard.create(venv, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"{venv} could not be made: {error}") from error


def install(root: Path, purpose: str) -> None:
    """Install the pins of `purpose` into `.venv`, each proved by its hash; raises SetupError."""
    pip = [str(python_of(root / ".venv")), "-m", "pip", "--disable-pip-version-check", "install"]
    exactly = ["-qq", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    pins = str(root / "installer" / PURPOSES[purpose])
    done = subprocess.run([*pip, *exactly, "-r", pins], stdout=sys.stderr, check=False)
    if done.returncode:
        raise SetupError(
            "The packages could not be installed; the lines above say why. The first call needs "
            "the network; call again when it is there.",
        )


def _let_it_find(root: Path) -> None:
    """Put the checkout on the import path of `.venv`, so that Surco starts from any folder."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    python = python_of(root / ".venv")
    packages = subprocess.run(
        [python, "-I", "-c", asked], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout.strip()
    Path(packages, "surco.pth").write_text(f"{root}\n", encoding="utf-8")


def _write_stamp(root: Path, purpose: str) -> None:
    held = PURPOSES if purpose == "test" else [purpose]
    lines = "".join(fingerprint(root, each) + "\n" for each in held)
    stamp = root / ".venv" / STAMP
    beside = stamp.with_suffix(".new")
    beside.write_text(lines, encoding="ascii")
    beside.replace(stamp)
