"""Moving an office to a safe folder: copied, proved, and the old folder kept under another name."""

import filecmp
import shutil
from datetime import UTC
from pathlib import Path

from desktop_app.actions.office import is_set_up
from desktop_app.actions.places import refuse_unsafe
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import STORE_FILE
from desktop_app.records.stamp import Clock, now
from desktop_app.store.database import Store

_OF_STORE = tuple(STORE_FILE + ending for ending in ("-wal", "-shm", ".lock", ".part", ".reserve"))


def move(home: Path, target: Path, clock: Clock = now) -> Path:
    """Move a closed office to `target` and return where the old folder is kept.

    The store goes last: until it is there, whole and proved, the old folder is the office. Raises
    UserError, the old folder untouched, when something stands in the way or is not copied well.
    """
    if is_set_up(target) or (target.exists() and any(target.iterdir())):
        raise UserError(
            N_("{folder} holds something already. Choose an empty folder."), folder=str(target)
        )
    refuse_unsafe(target)
    try:
        with Store.open(home / STORE_FILE) as store:
            _copy_beside(home, target)
            store.copy_to(target / STORE_FILE)
    except OSError as error:
        raise UserError(
            N_("The records could not be copied to {folder}. Is there space? Nothing was changed."),
            folder=str(target),
        ) from error
    return _set_aside(home, f"moved-{clock().astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}")


def _copy_beside(home: Path, target: Path) -> None:
    """Copy the key, the backups and whatever else lies beside the store, and compare it."""
    target.mkdir(parents=True, exist_ok=True)
    for path in home.iterdir():
        if path.name == STORE_FILE or path.name in _OF_STORE:
            continue
        if path.is_dir():
            shutil.copytree(path, target / path.name)
        else:
            shutil.copy2(path, target / path.name)
    for path in home.rglob("*"):
        inside = path.relative_to(home)
        if inside.name == STORE_FILE or inside.name in _OF_STORE or not path.is_file():
            continue
        if not filecmp.cmp(path, target / inside, shallow=False):
            raise OSError(str(inside))


def _set_aside(home: Path, why: str) -> Path:
    """Give the old folder another name, or its store where the folder cannot be renamed."""
    aside = home.with_name(f"{home.name}-{why}")
    try:
        return home.rename(aside)
    except OSError:  # the program that copies the folder holds it
        store = home / STORE_FILE
        return store.rename(store.with_name(f"{store.stem}-{why}{store.suffix}"))
