"""Files of records on their way: which go with the next bundle, which of those that came are kept.

A file goes once; it goes again only while no answer said that it arrived.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_app.actions.office import Office
from desktop_app.actions.trusting import scope_of
from desktop_app.errors import StoreRefused, UserError
from desktop_app.language import N_
from desktop_app.records.access import tells
from desktop_app.records.attached import files_in, takes_files
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision
from desktop_app.store import filing, revisions
from desktop_app.store import records as stored
from desktop_app.store.filing import Filed

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle

Note = tuple[str, Mapping[str, object]]  # a marked text and its values

_GONE = N_("It is no longer on this disk. Add it again, or restore a backup with it.")
ROOM = 56 * 1024 * 1024  # of one bundle for files; a bundle ends at 64 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGoing:
    """A file that the next bundle takes, and the record that names it."""

    uid: str
    human_code: str
    title: str
    name: str
    sha256: str
    size: int


def files_going(
    office: Office, lines: Iterable[Revision], went: Iterable[Record], to: str = ""
) -> tuple[tuple[FileGoing, ...], tuple[FileGoing, ...]]:
    """Return the files for the next bundle to somebody, and those for which it has no room.

    They are what the newest of `lines` name, and what records that `went` before named then: only
    what is sealed for others can name a file that travels.
    """
    waiting = filing.unacknowledged(office.store, to)
    if not waiting:
        return (), ()
    given = list(lines)
    earlier = {parent for line in given for parent in line.parents}
    newest = [line for line in given if line.id not in earlier and not line.deleted]
    newest += _last_sent(office, went, waiting)
    found: dict[str, FileGoing] = {}
    for line in sorted(newest, key=lambda one: (one.uid, one.id)):
        for file in files_in(KINDS[line.kind], line.fields):
            digest = file["sha256"]
            if digest in waiting and digest not in found:
                found[digest] = _going(line, file, office.language)
    now: list[FileGoing] = []
    later: list[FileGoing] = []
    room = ROOM
    for one in found.values():
        fits = one.size <= room
        room -= one.size if fits else 0
        (now if fits else later).append(one)
    return tuple(now), tuple(later)


def of_units(office: Office, going: Collection[str], to: str = "") -> list[Record]:
    """Return the records of units that name files, without those of these uids: they may lack one.

    Nothing is read while every file that is here has arrived at who reads the bundle.
    """
    if not filing.unacknowledged(office.store, to):
        return []
    scope = scope_of(office)
    return [
        record
        for kind in KINDS.values()
        if takes_files(kind)
        for record in stored.every(office.store, kind.name, scope=scope)
        if record.office != office.code and record.uid not in going
    ]


def contents(office: Office, files: Iterable[FileGoing]) -> Iterator[tuple[str, bytes]]:
    """Yield hash and content of files in a fixed order.

    Raises UserError naming one that is damaged, or that somebody took away.
    """
    for file in sorted(files, key=lambda one: one.sha256):
        try:
            yield file.sha256, filing.content(office.store, file.sha256)
        except StoreRefused as error:
            gone = not filing.has(office.store, file.sha256)
            raise UserError(
                N_("“{file}” of “{title}” cannot be sent: {reason}"),
                file=file.name,
                title=file.title,
                reason=StoreRefused(_GONE) if gone else error,
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """The files in a bundle that are kept when it is merged, and how many are not."""

    kept: Mapping[str, tuple[str, bytes]]  # hash -> type and content
    refused: int
    awaited: int  # named by its records, not in it and not here

    def notes(self) -> list[Note]:
        """Say what a person should know of the files before they merge."""
        said: list[Note] = []
        if self.kept:
            said.append((N_("Files that come with it: {count}."), {"count": len(self.kept)}))
        if self.refused:
            text = N_("Files that are not what they say, or unasked for, and stay out: {count}.")
            said.append((text, {"count": self.refused}))
        if self.awaited:
            text = N_("Files that its records name and that have not come yet: {count}.")
            said.append((text, {"count": self.awaited}))
        return said


def arriving(office: Office, bundle: "Bundle", refused: Iterable[str]) -> Arriving:
    """Look at the files in a proved bundle: only one that a record names, and as it says, is kept.

    `refused` are the ids of the revisions that stay out.
    """
    from desktop_app.exchange.filetypes import fits

    left_out = set(refused)
    named = {
        file["sha256"]: file
        for line in bundle.revisions
        if line.id not in left_out
        for file in files_in(KINDS[line.kind], line.fields)
    }
    awaited = filing.lacking(office.store, set(named) - bundle.files.keys())
    if not bundle.files.keys() <= named.keys():
        named = {**named_by(office, bundle.office), **named}
    kept = {}
    for digest, content in bundle.files.items():
        said = named.get(digest)
        if (
            said is not None
            and said["size"] == len(content)
            and fits(content, said["type"], said["name"])
        ):
            kept[digest] = (str(said["type"]), content)
    return Arriving(kept=kept, refused=len(bundle.files) - len(kept), awaited=len(awaited))


def keep(office: Office, files: Arriving) -> None:
    """Keep what came. A content is there before the record that names it."""
    for form, content in files.kept.values():
        digest = filing.put(office.store, content)
        filing.note(office.store, Filed(sha256=digest, size=len(content), type=form))


def named_by(office: Office, owner: str) -> dict[str, dict[str, Any]]:
    """Return hash -> file of all that the records of one office, and of its units, name."""
    scope = scope_of(office, owner)
    return {
        file["sha256"]: file
        for kind in KINDS.values()
        if takes_files(kind)
        for record in stored.every(office.store, kind.name, scope=scope)
        for file in files_in(kind, record.values)
    }


def standing_of(office: Office, owner: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which files of one office's records are here, and which have not come."""
    named = named_by(office, owner)
    missing = filing.lacking(office.store, named)
    return tuple(sorted(named.keys() - missing)), tuple(sorted(missing))


def _last_sent(office: Office, went: Iterable[Record], waiting: set[str]) -> list[Revision]:
    """Return what was sealed last of the records that name a file which did not arrive yet."""
    naming = {
        record.uid: record
        for record in went
        if record.heads
        and not record.deleted
        and any(file["sha256"] in waiting for file in files_in(KINDS[record.kind], record.values))
    }
    if not naming:
        return []
    known = revisions.of_records(office.store, list(naming))
    return [
        line
        for uid, lines in known.items()
        for line in lines.values()
        if line.id in naming[uid].heads and not tells(line.fields, naming[uid])
    ]


def _going(line: Revision, file: Mapping[str, Any], language: str) -> FileGoing:
    kind = KINDS[line.kind]
    known = Record(kind=line.kind, uid=line.uid, office=line.office, values=line.fields)
    return FileGoing(
        uid=line.uid,
        human_code=str(line.fields.get("human_code", "")),
        title=known.local(kind.title_field, language),
        name=file["name"],
        sha256=file["sha256"],
        size=file["size"],
    )
