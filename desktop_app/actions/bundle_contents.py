"""What each bundle held that was sent or received: records with what came of them, and files."""

import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.records import title_of
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.attached import files_in
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision
from desktop_app.store import filing, journal, revisions
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow

_PARTS = re.compile(r"-\d+of(\d+)\.")
_SHORTEST_ID = 6
_SEND_FOLDER = "send_folder"  # where the last bundle went


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One record of a bundle; `came_of_it` is its state here, or what merging it did."""

    uid: str
    kind: str
    human_code: str
    title: str
    came_of_it: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A bundle and what it held; `files_away` of its `files` are not here."""

    bundle: BundleRow
    parts: int
    records: tuple[Held, ...]
    files: tuple[str, ...]  # their names
    files_away: int


def parts_of(bundle: BundleRow) -> int:
    """Return in how many files a bundle lay, as its name says."""
    found = _PARTS.search(bundle.file_name)
    return int(found[1]) if found else 1


def named(office: Office, name: str) -> list[BundleRow]:
    """Return the bundles with this number, or whose id or check code begins so; the latest first.

    Raises UserError when there is none.
    """
    digits = name.replace(" ", "")
    found = [
        row
        for row in journal.bundles(office.store)
        if str(row.seq) == name
        or (len(digits) >= _SHORTEST_ID and row.id.startswith(digits))
        or (len(digits) >= _SHORTEST_ID and row.check_code.replace(" ", "").startswith(digits))
    ]
    if not found:
        raise UserError(N_("No bundle “{name}” was sent or received here."), name=name)
    return found


def contents(office: Office, bundle: BundleRow, language: str = "") -> Contents:
    """Return what a bundle held; of an answer that was read, only how many records it speaks of."""
    words = language or office.language
    if bundle.direction == "out":
        held, said = _sent(office, bundle, words)
    else:
        held, said = _merged(office, bundle, words)
    away = filing.lacking(office.store, set(said))
    return Contents(
        bundle=bundle,
        parts=parts_of(bundle),
        records=tuple(held),
        files=tuple(sorted(said.values())),
        files_away=len(away),
    )


def remember_folder(office: Office, folder: Path) -> None:
    """Note where bundles go: there their files are looked for later."""
    office.change_setting(_SEND_FOLDER, str(folder.absolute()))


def lies_at(office: Office, bundle: BundleRow) -> Path | None:
    """Return where the file of a bundle that was sent still lies, None when it is not there."""
    folder = office.setting(_SEND_FOLDER)
    path = Path(folder) / bundle.file_name if folder else None
    return path if path is not None and bundle.direction == "out" and path.is_file() else None


def _sent(office: Office, bundle: BundleRow, language: str) -> tuple[list[Held], dict[str, str]]:
    lines = revisions.carried(office.store, bundle.id)
    earlier = {parent for line in lines for parent in line.parents}
    newest = {line.uid: line for line in lines if line.id not in earlier}
    now = {row.uid: row for row in stored.load_many(office.store, list(newest))}
    held = [_held(line, now.get(line.uid), language) for line in newest.values()]
    said = {
        file["sha256"]: str(file["name"])
        for line in newest.values()
        for file in files_in(KINDS[line.kind], line.fields)
    }
    return held, said


def _held(line: Revision, now: Record | None, language: str) -> Held:
    then = Record(kind=line.kind, uid=line.uid, office=line.office, values=line.fields)
    return Held(
        uid=line.uid,
        kind=line.kind,
        human_code=str(line.fields.get("human_code", "")),
        title=title_of(then, language),
        came_of_it=now.status if now else "",
    )


def _merged(office: Office, bundle: BundleRow, language: str) -> tuple[list[Held], dict[str, str]]:
    merges = [row for row in journal.merges(office.store) if row.bundle_id == bundle.id]
    if not merges:
        return [], {}
    last = next((row for row in merges if not row.undone_at), merges[0])
    results = journal.record_results(office.store, last.id)
    now = {row.uid: row for row in stored.load_many(office.store, [uid for uid, *_ in results])}
    held = [
        Held(
            uid=uid,
            kind=now[uid].kind if uid in now else "",
            human_code=now[uid].human_code if uid in now else "",
            title=title_of(now[uid], language) if uid in now else uid[:8],
            came_of_it=outcome,
            reason=reason,
        )
        for uid, outcome, reason in results
    ]
    said = {
        file["sha256"]: str(file["name"])
        for row in now.values()
        for file in files_in(KINDS[row.kind], row.values)
    }
    return held, said
