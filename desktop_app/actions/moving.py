"""Moving an office to a safe folder: copied, proved, and the old folder kept under another name."""

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from desktop_app.actions.office import is_set_up
from desktop_app.actions.places import refuse_unsafe
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import STORE_FILE
from desktop_app.records.progress import SILENT, Progress, Stretches
from desktop_app.records.stamp import Clock, now
from desktop_app.store.database import Store

_OF_STORE = tuple(STORE_FILE + ending for ending in ("-wal", "-shm", ".lock", ".part", ".reserve"))
_COPIED, _PROVED = 60, 100  # of a hundred


def move(home: Path, target: Path, clock: Clock = now, step: Progress = SILENT) -> Path:
    """Move a closed office to `target` and return where the old folder is kept.

    The store goes last: until it is there, whole and proved, the old folder is the office. Raises
    UserError, the old folder untouched, when something stands in the way or is not copied well;
    then, and when it is stopped, nothing stays in `target`.
    """
    if is_set_up(target) or (target.exists() and any(target.iterdir())):
        raise UserError(
            N_("{folder} holds something already. Choose an empty folder."), folder=str(target)
        )
    refuse_unsafe(target)
    stretches = Stretches(step)
    try:
        with Store.open(home / STORE_FILE) as store, _emptied_unless_done(target):
            _copy_beside(home, target, stretches.stretch(0, _COPIED))
            store.copy_to(target / STORE_FILE)
            stretches.stretch(_COPIED, _PROVED)(1, 1)  # the last chance to stop
    except OSError as error:
        raise UserError(
            N_("The records could not be copied to {folder}. Is there space? Nothing was changed."),
            folder=str(target),
        ) from error
    return _set_aside(home, f"moved-{clock().astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}")


@contextmanager
def _emptied_unless_done(target: Path) -> Iterator[None]:
    """Make the folder; take away what was copied to it when the whole of it does not come about."""
    there = target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in target.iterdir() if target.is_dir() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not there and target.is_dir():
            target.rmdir()
        raise


def _copy_beside(home: Path, target: Path, step: Progress) -> None:
    """Copy the key, the backups and whatever else lies beside the store, and compare it."""
    copied, expected = 0, sum(path.is_file() for path in home.rglob("*"))

    def copy(source: str, copy_of: str) -> None:
        nonlocal copied
        step(min(copied, expected), expected)
        shutil.copy2(source, copy_of)
        if not filecmp.cmp(source, copy_of, shallow=False):
            raise OSError(copy_of)
        copied += 1

    for path in home.iterdir():
        if path.is_dir():
            shutil.copytree(path, target / path.name, copy_function=copy)
        elif path.name != STORE_FILE and path.name not in _OF_STORE:
            copy(str(path), str(target / path.name))


def _set_aside(home: Path, why: str) -> Path:
    """Give the old folder another name, or its store where the folder cannot be renamed."""
    aside = home.with_name(f"{home.name}-{why}")
    try:
        return home.rename(aside)
    except OSError:  # the program that copies the folder holds it
        store = home / STORE_FILE
        return store.rename(store.with_name(f"{store.stem}-{why}{store.suffix}"))
