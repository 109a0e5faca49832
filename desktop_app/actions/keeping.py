"""Keeping backups: made by themselves, proved, thinned, and also on a second disk."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.errors import StoreRefused, UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import backups, filing
from desktop_app.store.backups import Backup

SECOND_FOLDER = "backup_folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of making a backup; `missed` tells why the second folder has no copy."""

    backup: Backup | None  # None: nothing had changed since the last one
    copy: Path | None = None
    missed: UserError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A backup as a list shows it; `records` is -1 when it cannot be read."""

    path: Path
    at: datetime
    size: int
    records: int
    second: bool = False  # it lies in the second folder


def back_up(office: Office, step: Progress = SILENT, *, always: bool = False) -> Made:
    """Make a proved backup if anything changed since the last one, and copy it to the second disk.

    Raises StoreRefused when it cannot be made; a second disk that is not there is only told of.
    """
    last = next(iter(backups.found(backups.folder_of(office.store))), None)
    if last is not None and not always and not backups.differs(office.store, last):
        return Made(backup=None)
    step(0, 2)
    made = _made_now(office)
    step(1, 2)
    copy, missed = _copied(office, made)
    step(2, 2)
    return Made(backup=made, copy=copy, missed=missed)


def back_up_to(office: Office, folder: Path) -> Made:
    """Make a proved backup and copy it to a folder named for this once."""
    made = _made_now(office)
    with file_errors_told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return Made(backup=made, copy=_copy_whole(office, made, folder))


def all_backups(office: Office) -> list[Kept]:
    """Return the backups here and in the second folder, the newest first."""
    here = backups.found(backups.folder_of(office.store))
    second = backups.found(_in_second(office)) if second_folder(office) else []
    both = [(one, False) for one in here] + [(one, True) for one in second]
    return [
        Kept(
            path=one.path,
            at=one.at,
            size=one.size,
            records=backups.count_of(one.path),
            second=far,
        )
        for one, far in sorted(both, key=lambda pair: (pair[0].at, not pair[1]), reverse=True)
    ]


def second_folder(office: Office) -> Path | None:
    """Return the folder on another disk that every backup is copied to as well."""
    named = office.setting(SECOND_FOLDER)
    return Path(named) if named else None


def second_folder_away(office: Office) -> UserError | None:
    """Return what is said when the second folder is not there: backups go on without it."""
    folder = second_folder(office)
    if folder is None or folder.is_dir():
        return None
    return UserError(
        N_("The second folder for backups, {folder}, is not there; they are made here alone."),
        folder=str(folder),
    )


def choose_second_folder(office: Office, folder: Path | None) -> Made:
    """Copy every backup to this folder from now on, beginning at once; None ends it.

    Raises UserError when it lies within the office's own folder or does not take a copy.
    """
    if folder is None:
        office.change_setting(SECOND_FOLDER, "")
        return Made(backup=None)
    folder = folder.absolute()
    if folder.is_relative_to(office.home.absolute()):
        raise UserError(
            N_("{folder} lies beside the records. Choose a folder on another disk or stick."),
            folder=str(folder),
        )
    made = _made_now(office)
    copy = _copy_whole(office, made, _within(folder, office))
    office.change_setting(SECOND_FOLDER, str(folder))
    return Made(backup=made, copy=copy)


def _made_now(office: Office) -> Backup:
    return backups.make(office.store, office.clock())


def _copied(office: Office, made: Backup) -> tuple[Path | None, UserError | None]:
    if second_folder(office) is None:
        return None, None
    try:
        return _copy_whole(office, made, _in_second(office)), None
    except StoreRefused:
        return None, UserError(
            N_("The backup was made here; the second folder {folder} is not there just now."),
            folder=str(second_folder(office)),
        )


def _copy_whole(office: Office, made: Backup, folder: Path) -> Path:
    """Copy a backup to another disk with the files of records that are not there yet."""
    copy = backups.copy_into(made, folder)
    try:
        filing.copy_missing(filing.folder_of(office.store.path), folder / filing.FOLDER)
    except OSError as error:
        raise StoreRefused(
            N_("The files of records could not be copied to {folder}. Is there space?"),
            folder=str(folder),
        ) from error
    return copy


def _in_second(office: Office) -> Path:
    return _within(second_folder(office) or office.home, office)


def _within(folder: Path, office: Office) -> Path:
    return folder / f"Surco {office.code}"
