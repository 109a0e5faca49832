"""What the next bundle weighs as a mail, beside what the mail system of the office takes."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.actions import roads
from desktop_app.actions.gathering import Going, what_goes
from desktop_app.actions.office import Office
from desktop_app.actions.travelling import FileGoing
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.revision import Revision
from desktop_app.store import filing

LIMITS = (2, 5, 7, 10, 20, 25)  # MB that a mail may have, as offices meet them
NO_LIMIT, MOST = 0, 60  # one file, as for a stick; beyond that no bundle fits into one file
_LIMIT, _USUAL_LIMIT = "mail_limit", 10
_OF_LIMIT = 1.4  # what base64 and the head of a mail make of a file, and a little room
_BASE64 = 1.37  # what a file weighs in a mail: four letters for three bytes, and line ends
_AROUND = 80_000  # bytes of manifest, seal and the summary to print
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """All in bytes; `files` has the heaviest first."""

    records: int
    files: tuple[FileGoing, ...]
    later: tuple[FileGoing, ...]  # more than one bundle holds: they go with the one after
    limit: int

    @property
    def mail(self) -> int:
        return mail_size(self.records + sum(file.size for file in self.files))

    @property
    def without_files(self) -> int:
        return mail_size(self.records)

    @property
    def over(self) -> bool:
        return 0 < self.limit < self.mail


def mail_size(size: int) -> int:
    """Return what so many bytes become in a mail with the page that goes along."""
    return round((size + _AROUND) * _BASE64)


def mail_limit(office: Office, usual: int = _USUAL_LIMIT) -> int:
    """Return how many MB a mail of this office may have; `usual` while nobody chose."""
    chosen = office.setting(_LIMIT)
    return int(chosen) if chosen.isdecimal() and int(chosen) <= MOST else usual


def megabytes_in(typed: str) -> int:
    """Return the size of a mail that a person typed, as “15” or “15 MB”. Raises UserError."""
    figures = typed.strip().upper().removesuffix("MB").strip()
    if not (figures.isascii() and figures.isdecimal() and int(figures) <= MOST):
        raise UserError(
            N_("“{typed}” is no size of a mail. Type a whole number of MB, from 1 to {most}."),
            typed=typed.strip(),
            most=MOST,
        )
    return int(figures)


def choose_mail_limit(office: Office, megabytes: int) -> None:
    """Lay larger bundles in parts of this limit from now on; NO_LIMIT is one file.

    Raises UserError for a limit that is none.
    """
    if not 0 <= megabytes <= MOST:
        raise UserError(
            N_("A mail may have 1 to {most} MB; 0 is one file, whatever its size."), most=MOST
        )
    office.change_setting(_LIMIT, str(megabytes))


def parts_of(mail: int, limit: int) -> int:
    """Return about how many parts a bundle has that is so large as one mail, both in bytes."""
    from desktop_app.exchange.attachments import piece_for
    from desktop_app.exchange.bundle_writing import LEAST_ROOM
    from desktop_app.exchange.spreading import AROUND

    if not 0 < limit < mail:
        return 1
    each = max(int(limit / _OF_LIMIT) - AROUND, LEAST_ROOM)
    filled = each - piece_for(each)  # a piece that does not fit any more goes into the next one
    return max(2, -(-int(mail / _BASE64 - _AROUND) // filled))


def room(office: Office, megabytes: int | None) -> int:
    """Return how many bytes a file may have to fit into a mail; 0 for no limit, None as chosen."""
    limit = mail_limit(office, NO_LIMIT) if megabytes is None else megabytes
    return int(limit * _MILLION / _OF_LIMIT)


def budget_of(
    office: Office,
    lines: Sequence[Revision],
    files: Sequence[FileGoing],
    later: Sequence[FileGoing] = (),
) -> Budget:
    """Return what a bundle of these lines and files weighs as a mail."""
    packer = zlib.compressobj(level=1)
    packed = sum(len(packer.compress(line.line)) for line in lines) + len(packer.flush())
    by_weight = sorted(files, key=lambda file: (-file.size, file.sha256))
    return Budget(
        records=packed,
        files=tuple(by_weight),
        later=tuple(later),
        limit=mail_limit(office) * _MILLION,
    )


def weighed(office: Office, *, drafts: bool = False, to: str = "") -> tuple[Going, Budget]:
    """Return what the next bundle takes, to somebody or to the usual one, and what it weighs."""
    going = what_goes(office, drafts=drafts, to=to)
    return going, budget_of(office, going.lines, going.files, going.files_later)


def with_limit(budget: Budget, megabytes: int) -> Budget:
    """Return the same weight beside another limit."""
    return replace(budget, limit=megabytes * _MILLION)


def weigh(office: Office, here: Iterable[Mapping[str, Any]] = ()) -> Budget:
    """Weigh the next bundle, with files of a record that is being typed and not sealed yet."""
    going = what_goes(office)
    counted = {file.sha256 for file in (*going.files, *going.files_later)}
    waiting = filing.unacknowledged(office.store, roads.addressee_of(office, ""))
    typed = [
        FileGoing(
            uid="",
            human_code="",
            title="",
            name=file["name"],
            sha256=file["sha256"],
            size=file["size"],
        )
        for file in here
        if file["sha256"] in waiting and file["sha256"] not in counted
    ]
    return budget_of(office, going.lines, [*going.files, *typed], going.files_later)
