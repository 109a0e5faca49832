"""Where an office may lie: on a disk of this computer, in a folder that no other program copies.

A cloud folder or a network disk copies and locks the file behind SQLite's back; offices have lost
their records that way.
"""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import default_home

LONGEST_PATH = 240  # Windows takes 259, and the copies beside the file have longer names
_LONGEST_NAME = "surco-before-restore-2026-11-23T17-08-51Z.db-wal"
_CLOUDS = {
    "OneDrive": re.compile(r"onedrive(?![a-z])"),
    "Dropbox": re.compile(r"dropbox(?![a-z])"),
    "Google Drive": re.compile(r"google[ -]?drive(?![a-z])"),
    "iCloud": re.compile(r"icloud ?drive(?![a-z])|mobile documents$|com~apple~clouddocs$"),
}
_NETWORKS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "fuse.rclone"}
    | {"davfs", "fuse.davfs2", "fuse.gvfsd-fuse"}
)
_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4  # GetDriveTypeW of Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with a folder: `cloud` names the service, `network` the kind of disk."""

    folder: Path
    cloud: str = ""
    network: str = ""
    long: bool = False

    def sentence(self) -> UserError:
        """Return it as it is said, and raised where an office would be made there."""
        if self.cloud:
            text = N_(
                "{folder} is copied by {cloud}, which can destroy the records while they are open."
                " Keep them on a disk of this computer; backups may lie there."
            )
        elif self.network:
            text = N_(
                "{folder} lies on a network disk, where records can be lost while they are open."
                " Keep them on a disk of this computer; backups may lie there."
            )
        else:
            text = N_("The name of the folder {folder} is too long. Choose a shorter one.")
        return UserError(text, folder=str(self.folder), cloud=self.cloud)


def trouble_of(home: Path) -> Trouble | None:
    """Return what is wrong with the folder of an office, None when nothing is."""
    place = Path(os.path.abspath(home))  # noqa: PTH100 - links are followed below, if there are any
    if cloud := cloud_of(place) or cloud_of(_followed(place)):
        return Trouble(folder=home, cloud=cloud)
    if network := network_of(_followed(place), _mounted()):
        return Trouble(folder=home, network=network)
    if len(str(place / _LONGEST_NAME)) > LONGEST_PATH:
        return Trouble(folder=home, long=True)
    return None


def refuse_unsafe(home: Path) -> None:
    """Raise UserError when no office should be made in this folder."""
    trouble = trouble_of(home)
    if trouble is not None:
        raise trouble.sentence()


def better_place(home: Path) -> Path | None:
    """Return the folder of this computer to move an office to; None when it is taken or no better.

    What lies in the way is never touched.
    """
    target = default_home()
    taken = target.exists() and any(target.iterdir())
    same = _followed(target) == _followed(home)
    return None if taken or same or trouble_of(target) else target


def cloud_of(place: Path) -> str:
    """Return the service that copies one of the folders on the way, empty if none does."""
    for part in place.parts:
        for cloud, name in _CLOUDS.items():
            if name.match(part.lower()):
                return cloud
    roots = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial"))
    inside = any(root and place.is_relative_to(root) for root in roots)
    return "OneDrive" if inside else ""


def network_of(place: Path, mounted: Iterable[tuple[str, str]]) -> str:
    """Return the kind of network disk a folder lies on, empty for one of this computer.

    `mounted` are mount points with the kind of their disk.
    """
    written = str(place)
    if written.startswith(("\\\\", "//")) and not written.startswith(("\\\\?\\", "\\\\.\\")):
        return "share"
    if sys.platform == "win32" and _is_remote(place.drive):
        return "share"
    holding = [(len(point), kind) for point, kind in mounted if place.is_relative_to(point or "/")]
    _length, kind = max(holding, default=(0, ""))
    return kind if kind in _NETWORKS else ""


def mounts_in(table: str) -> list[tuple[str, str]]:
    """Return mount points and kinds from a table as Linux writes it (proc(5))."""
    lines = (line.split(" ") for line in table.splitlines())
    return [
        (re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), line[1]), line[2])
        for line in lines
        if len(line) > 2  # noqa: PLR2004 - device, place, kind
    ]


def _mounted() -> list[tuple[str, str]]:
    if not _MOUNTS.is_file():
        return []
    return mounts_in(_MOUNTS.read_text(encoding="utf-8", errors="replace"))


def _followed(place: Path) -> Path:
    try:
        return place.resolve()
    except OSError:  # a name that no folder can have; it is refused where it is made
        return place


if sys.platform == "win32":
    import ctypes

    def _is_remote(drive: str) -> bool:
        return bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE

else:

    def _is_remote(_drive: str) -> bool:
        return False
