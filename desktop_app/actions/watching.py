"""A folder in which files of others arrive: which of them are whole, true and new here."""

import hashlib
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from desktop_app.actions import encrypting
from desktop_app.actions.arrived import PARTS
from desktop_app.actions.handed import Handed, What, sorted_out
from desktop_app.actions.office import Office
from desktop_app.errors import BundleRejected, BundleWaits, ReaderLocked, UserError
from desktop_app.records.progress import SILENT, Progress
from desktop_app.store import inbox, journal

_SETTING = "watched_folder"
MOST_LOOKED_AT = 500
_LARGEST = 64 * 1024 * 1024
Seen = Mapping[Path, tuple[int, int]]  # size and moment of change
NOTHING_SEEN: Seen = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """What was seen at the last look, and which of it was judged as it is, by which seals."""

    seen: Seen = field(default_factory=dict)
    judged: Seen = field(default_factory=dict)
    seals: frozenset[tuple[str, str]] = frozenset()


def look_again(
    office: Office, folder: Path, known: Known, step: Progress = SILENT
) -> tuple[Known, list[Path]]:
    """Look at the folder once more; return what is known then, and what newly arrived whole."""
    seals = frozenset((kid, one.status) for kid, one in office.trusted().items())
    before = known.judged if seals == known.seals else {}  # a card was taken: look at all again
    now = look(folder, before)
    whole = [one for one in settled(known.seen, now) if before.get(one) != now[one]]
    files = arrived(office, whole, step)
    judged = {one: told for one, told in before.items() if one in now}
    return Known(now, {**judged, **{one: now[one] for one in whole}}, seals), files


def watched_folder(office: Office) -> Path | None:
    """Return the folder that is watched, None when none is."""
    chosen = office.setting(_SETTING)
    return Path(chosen) if chosen else None


def watch(office: Office, folder: Path | None) -> None:
    """Watch a folder from now on, or none."""
    office.change_setting(_SETTING, str(folder.absolute()) if folder else "")


def look(folder: Path, judged: Seen = NOTHING_SEEN) -> Seen:
    """Return the newest files of a folder with their size and moment; nothing if it is gone.

    Those that were `judged` as they are keep no other from being seen.
    """
    try:
        found = {file: told for file in folder.iterdir() if (told := _told_of(file))}
    except OSError:  # pulled out meanwhile: another look will tell
        return {}
    fresh = [file for file in found if judged.get(file) != found[file]]
    newest = sorted(fresh, key=lambda file: (-found[file][1], file.name))[:MOST_LOOKED_AT]
    left_out = set(fresh) - set(newest)
    return {file: told for file, told in found.items() if file not in left_out}


def _told_of(file: Path) -> tuple[int, int] | None:
    """Return size and moment of what could be a file of ours; None of a link that leads nowhere."""
    try:
        told = file.stat()
    except OSError:
        return None
    fits = stat.S_ISREG(told.st_mode) and 0 < told.st_size <= _LARGEST
    return (told.st_size, told.st_mtime_ns) if fits else None


def settled(before: Seen, now: Seen) -> list[Path]:
    """Return the files that did not change between two looks: nobody is writing them."""
    return [file for file, told in now.items() if before.get(file) == told]


def arrived(office: Office, files: Iterable[Path], step: Progress = SILENT) -> list[Path]:
    """Return those files that are for this office, proved, and not taken before.

    What cannot be read for want of the passphrase is among them: it asks for it when opened.
    """
    given = list(files)
    true = []
    for number, file in enumerate(given):
        step(number, len(given))
        if _is_new(office, file):
            true.append(file)
    return true


def _is_new(office: Office, file: Path) -> bool:
    try:
        return any(_counts(office, one) for one in sorted_out(office, file))
    except UserError:  # none of ours, as most files are
        return False


def _counts(office: Office, one: Handed) -> bool:
    from desktop_app.exchange.bundle_reading import verify_bundle
    from desktop_app.exchange.card import read_card

    if one.what is What.CARD:
        return read_card(one.path).kid not in office.trusted()
    if one.what is not What.ARRIVED:
        return False
    try:
        proof = verify_bundle(
            one.path,
            office.trusted(),
            addressee=office.code,
            unlock=encrypting.unlocking(office),
        )
    except ReaderLocked:
        return True
    except BundleWaits as waits:  # a part is true as well, though its bundle is not whole
        return waits.cause == PARTS and not _is_kept(office, one.path)
    except BundleRejected:
        return False
    own = proof.office == office.code
    return not own and journal.bundle(office.store, proof.manifest_hash) is None


def _is_kept(office: Office, file: Path) -> bool:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return any(row.id == digest for row in inbox.rows(office.store))
