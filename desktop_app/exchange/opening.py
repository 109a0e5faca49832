"""The one step from a file that somebody hands us to the bytes of bundles in it.

Its size is bounded, then its first bytes say what it is: a bundle, one that is encrypted with age,
a file as text, a saved e-mail with any of these. Endings and names inside decide nothing; what is
none of ours is told of in plain words. Nothing in a bundle is looked at here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange import armour, letter_reading
from desktop_app.exchange.zipguard import FILE_LIMIT, NOT_OURS, TOO_BIG
from desktop_app.language import N_
from desktop_app.paths import NoFileError
from desktop_app.records.files import file_errors_told

Unlock = Callable[[bytes], bytes]  # what age encrypted -> its content. Raises BundleRejected

_ZIP = b"PK\x03\x04"
AGE = b"age-encryption.org/v1\n"
_SEEN = 1024  # bytes that tell what a file is

_EMPTY = N_("This file is empty. Its copy or download was cut short: ask for it again.")
_PICTURE = N_("This is a picture, not a file of Surco. Choose the file whose name ends in .surco.")
_PDF = N_("This is a PDF, not a file of Surco. Choose the file whose name ends in .surco.")
_WEB = N_(
    "This is a web page, not a file of Surco. It is often what comes when one has to sign in"
    " first: open the mail, save the file again and choose that."
)
_ARCHIVE = N_("This is an archive. Unpack it, and choose the file whose name ends in .surco.")
_OUTLOOK = N_(
    "This is an old Office document or a mail in Outlook's own form. Save the mail as .eml, or save"
    " the file that is attached to it, and choose that."
)
_WINMAIL = N_(
    "Outlook packed the file in its own form (winmail.dat). Ask the sender for the mail as plain"
    " text, or for the file as text."
)
_TEXT = N_("This text holds no file of Surco. Copy it from “BEGIN SURCO FILE” to its end.")
_NO_ATTACHMENT = N_(
    "This mail holds no file of Surco: a mail system may have removed it. Ask the sender for the"
    " file as text."
)
_SEVERAL = N_("This holds {count} files of Surco. Open them one at a time.")
_LOCKED = N_("This file is encrypted, and nothing here can open it. Ask for it again.")
_FORMS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", _PDF),
    *((mark, _PICTURE) for mark in (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")),
    *((mark, _ARCHIVE) for mark in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
    (b"\xd0\xcf\x11\xe0", _OUTLOOK),
    (b"\x78\x9f\x3e\x22", _WINMAIL),
)
_PHOTOGRAPHS = (b"heic", b"heix", b"mif1", b"avif")
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f]")  # in no text
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of what should be a bundle; `name` is what it was called on its way, only shown."""

    name: str
    content: bytes
    encrypted: bool = False


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file that is not too big to be a bundle. Raises UserError."""
    with file_errors_told(path):
        if path.is_fifo():
            raise NoFileError(path)  # else it would be waited for, perhaps for ever
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise BundleRejected(TOO_BIG)
    return data


def bundle_in(path: Path, unlock: Unlock | None = None) -> bytes:
    """Return the one bundle in a file. Raises UserError when there is none, or more than one."""
    pieces = pieces_in(read_bounded(path), path.name, unlock)
    if len(pieces) > 1:
        raise BundleRejected(_SEVERAL, count=len(pieces))
    return pieces[0].content


def pieces_in(data: bytes, name: str = "", unlock: Unlock | None = None) -> tuple[Piece, ...]:
    """Return what should be bundles in a file, each once and opened. Raises BundleRejected."""
    found = {one.content: one for one in _found(data, name)}
    return tuple(
        Piece(one.name, _unlocked(one.content, unlock), encrypted=True) if _locked(one) else one
        for one in found.values()
    )


def packed_pieces_in(data: bytes, name: str = "") -> tuple[Piece, ...]:
    """Return the same as they came: what is encrypted stays so."""
    found = {one.content: one for one in _found(data, name)}
    return tuple(Piece(one.name, one.content, encrypted=_locked(one)) for one in found.values())


def is_encrypted_file(path: Path) -> bool:
    """Tell whether something in a file is encrypted; False for one that is none of ours."""
    try:
        return any(one.encrypted for one in packed_pieces_in(read_bounded(path)))
    except UserError:
        return False


def _found(data: bytes, name: str) -> Iterator[Piece]:
    if _is_ours(data):
        yield Piece(name, data)
    elif letter_reading.is_letter(data):
        yield from _in_letter(data)
    elif armour.holds_armour(data):
        yield from (Piece(name, one) for one in _checked(armour.files_in(data)))
    else:
        raise BundleRejected(_what_it_is(data))


def _in_letter(data: bytes) -> Iterator[Piece]:
    parts = letter_reading.parts_of(data)
    attached = [Piece(part.name, part.content) for part in parts if _is_ours(part.content)]
    if attached:  # a file as text beside it says the same
        yield from attached
        return
    texts = [one.content for one in parts if one.is_text and armour.holds_armour(one.content)]
    texts += [one.content for one in parts if not one.is_text and armour.holds_armour(one.content)]
    if not texts and armour.holds_armour(data):
        texts = [data]  # copied with the head of its mail
    if not texts:
        forms = {_what_it_is(part.content) for part in parts if not part.is_text}
        raise BundleRejected(_WINMAIL if _WINMAIL in forms else _NO_ATTACHMENT)
    for one in _checked(armour.files_in(b"\n".join(texts))):
        yield Piece("", one)


def _checked(contents: list[bytes]) -> list[bytes]:
    if not all(map(_is_ours, contents)):
        raise BundleRejected(NOT_OURS)
    return contents


def _is_ours(data: bytes) -> bool:
    return data.startswith((_ZIP, AGE))


def _locked(piece: Piece) -> bool:
    return piece.content.startswith(AGE)


def _unlocked(content: bytes, unlock: Unlock | None) -> bytes:
    if unlock is None:
        raise BundleRejected(_LOCKED)
    opened = unlock(content)
    if not opened.startswith(_ZIP):
        raise BundleRejected(NOT_OURS)
    return opened


def _what_it_is(data: bytes) -> str:
    """Return the sentence for a file that is none of ours."""
    if not data.strip(b"\0 \t\r\n"):
        return _EMPTY
    for mark, sentence in _FORMS:
        if data.startswith(mark):
            return sentence
    boxes = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if boxes or (data[4:8] == b"ftyp" and data[8:12] in _PHOTOGRAPHS):
        return _PICTURE
    start = data[:_SEEN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGES):
        return _WEB
    return NOT_OURS if _CONTROL.search(start) else _TEXT
