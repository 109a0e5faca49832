"""Going back to a backup, also when the store cannot be opened any more; nothing is thrown away."""

from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from desktop_app.actions.keeping import Kept
from desktop_app.actions.office import is_set_up, open_office
from desktop_app.actions.people import named, require, work_as
from desktop_app.errors import StoreRefused, UserError
from desktop_app.language import N_
from desktop_app.paths import STORE_FILE
from desktop_app.records.people import Role
from desktop_app.records.progress import SILENT, Progress, Stretches
from desktop_app.records.record import in_language
from desktop_app.records.stamp import Clock, now
from desktop_app.store import backups, filing, restoring
from desktop_app.store.opening import backups_beside
from desktop_app.store.restoring import Newer

_CHECKED, _FILES_COPIED, _DONE = 25, 50, 100  # of a hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What would go back if a backup were restored; `known` is False for a damaged store."""

    records: tuple[Newer, ...] = ()
    known: bool = True


def what_would_go(home: Path, backup: Path) -> Loss:
    """Compare the store with a backup. Raises StoreRefused when the backup is not sound."""
    restoring.check(backup)
    try:
        return Loss(records=tuple(restoring.newer_than(home / STORE_FILE, backup)))
    except StoreRefused:
        return Loss(known=False)


def name_of(newer: Newer, language: str) -> str:
    """Return how a record is called that a backup does not have as it is now."""
    return in_language(newer.title, language) or newer.human_code


def restore(
    home: Path, backup: Path, clock: Clock = now, person: str = "", step: Progress = SILENT
) -> Path | None:
    """Put a backup in the place of the store of a closed office.

    Returns where the store that was there is kept, None if there was none. Raises StoreRefused
    when the backup is not sound or the office is open, UserError when it is another office's or
    `person`, else who worked here last, may not do it. Stopped, it leaves the store as it was.
    """
    stretches = Stretches(step)
    refuse_role(home, person)
    stretches.look()
    restoring.check(backup)
    step = stretches.stretch(_CHECKED, _FILES_COPIED)
    store = home / STORE_FILE
    theirs, ours = restoring.office_in(backup), _office_of(store)
    if not theirs:
        raise UserError(N_("{file} holds no office; it cannot take the place."), file=backup.name)
    if ours and ours != theirs:
        raise UserError(
            N_("{file} holds the records of {theirs}, not of {ours}. It was not restored."),
            file=backup.name,
            theirs=theirs,
            ours=ours,
        )
    try:
        filing.copy_missing(backup.parent / filing.FOLDER, filing.folder_of(store), step)
    except OSError as error:
        raise UserError(
            N_("The files of records could not be copied to {folder}. Is there space?"),
            folder=str(home),
        ) from error
    at = clock().astimezone(UTC)
    return restoring.put_in_place(store, backup, at, stretches.stretch(_FILES_COPIED, _DONE))


def may_ask_back(home: Path) -> bool:
    """Tell whether somebody may hold what was sent from here after a backup that is in place."""
    with open_office(home, read_only=True) as office:
        return not office.is_secretariat


def backups_of(home: Path) -> Path:
    """Return the folder where the backups of an office lie."""
    return backups_beside(home / STORE_FILE)


def newest_good(home: Path, step: Progress = SILENT) -> Kept | None:
    """Return the newest backup of an office that proves sound; it need not be open."""
    there = backups.found(backups_of(home))
    for number, one in enumerate(there):
        step(number, len(there))
        try:
            restoring.check(one.path)
        except StoreRefused:
            continue
        records = backups.count_of(one.path)
        return Kept(path=one.path, at=one.at, size=one.size, records=records)
    return None


def _office_of(store: Path) -> str:
    if not store.exists():
        return ""
    try:
        return restoring.office_in(store)
    except StoreRefused:  # damaged: that is why it is restored
        return ""


def refuse_role(home: Path, person: str) -> None:
    """Ask for one who may send, unless the store cannot tell: that is why it is restored."""
    if not is_set_up(home):
        return
    try:
        office = open_office(home, read_only=True)
    except UserError:
        return
    with office:
        if person:
            work_as(office, named(office, person), remembered=False)
        require(office, Role.SENDS)
