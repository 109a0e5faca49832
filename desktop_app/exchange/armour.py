"""A file as text, for mail systems that remove attachments: numbered lines, each with its check.

    -----BEGIN SURCO FILE-----
    0000000!AQAAAbmSkcQ...!hM2x;
    0000001!UEsDBBQAAAAA...!Qp0v;
    -----END SURCO FILE-----

A line is its number in seven digits, up to 42 bytes in base64, and a check: the first three bytes
of SHA-256 over "surco-text-v1!", the number, "!" and the base64, again in base64. Line 0 says what
the whole is: the byte 1, the size in four bytes (the highest first) and the SHA-256 of the content.

Of a text only the signs of base64 and "!", ";" and "-" are looked at, in their order. So line ends,
other widths of line, "> " before a quoted line, spaces and a text around it do no harm. Lines of
several copies of one file fill each other's gaps; what is missing in all is told by its number.
"""

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.zipguard import DAMAGED, FILE_LIMIT
from desktop_app.language import N_

LINE_BYTES, _LINE_LETTERS = 42, 71
FILES_LIMIT = 64  # in one text
_BEGIN, _END = "-----BEGIN SURCO FILE-----", "-----END SURCO FILE-----"
_SIGNS = re.sub(rb"[^A-Za-z0-9+/=!;-]", b"", bytes(range(256)))
_NOISE = bytes(set(range(256)) - set(_SIGNS))
_MARK = b"-----BEGINSURCOFILE-----"
_LINE = re.compile(rb"([0-9]{7})!([A-Za-z0-9+/]{2,56}={0,2})!([A-Za-z0-9+/]{4});")
_HEAD = struct.Struct(">BI32s")
_VERSION = 1
_NAMED = 5
_LABEL = b"surco-text-v1!"
_BROKEN = N_(
    "The text was changed on its way in line {lines}. Paste it once more as a whole, or ask the"
    " sender to send it again."
)
_BROKEN_MORE = N_(
    "The text was changed or cut on its way in {count} lines, the first of them {lines}. Paste it"
    " once more as a whole, or ask the sender to send it again."
)
_HEADLESS = N_(
    "The first lines of the text are missing. Copy it from “BEGIN SURCO FILE” to “END SURCO FILE”"
    " and paste it again."
)
_TOO_BIG = N_(
    "A file of {size} MB is too big to travel as text. Send it on a stick, or with fewer records."
)


@dataclass(slots=True)
class _Copy:
    """What is known of one file in a text."""

    size: int
    digest: bytes
    lines: dict[int, bytes] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return -(-self.size // LINE_BYTES)

    def content(self) -> bytes:
        """Return the file. Raises BundleRejected naming the lines that are not as they were."""
        count = self.count
        if len(self.lines) < count:
            bad = [number for number in range(1, count + 1) if number not in self.lines]
            named = ", ".join(map(str, bad[:_NAMED]))
            if len(bad) > _NAMED:
                raise BundleRejected(_BROKEN_MORE, count=len(bad), lines=named)
            raise BundleRejected(_BROKEN, lines=named)
        whole = b"".join(self.lines[number] for number in range(1, count + 1))
        if len(whole) != self.size or hashlib.sha256(whole).digest() != self.digest:
            raise BundleRejected(DAMAGED)
        return whole


def armoured(content: bytes) -> str:
    """Return a file as text in ASCII. Raises UserError for one too big to be read again."""
    if len(content) // LINE_BYTES * _LINE_LETTERS > FILE_LIMIT:
        raise UserError(_TOO_BIG, size=-(-len(content) // 1_000_000))
    head = _HEAD.pack(_VERSION, len(content), hashlib.sha256(content).digest())
    pieces = (content[at : at + LINE_BYTES] for at in range(0, len(content), LINE_BYTES))
    lines = [_written(0, head), *(_written(number, one) for number, one in enumerate(pieces, 1))]
    return "\n".join([_BEGIN, *lines, _END, ""])


def holds_armour(data: bytes) -> bool:
    """Tell whether a file as text begins somewhere in `data`."""
    return _MARK in data.translate(None, _NOISE)


def files_in(data: bytes) -> list[bytes]:
    """Return the files in a text in their order, each once. Raises BundleRejected.

    One that cannot be read stops the others: a person is told which line to look at.
    """
    stream = data.translate(None, _NOISE)
    copies: dict[bytes, _Copy] = {}
    for block in stream.split(_MARK)[1:]:
        _read_block(block, copies)
        if len(copies) > FILES_LIMIT:
            raise BundleRejected(DAMAGED)
    if not copies:
        raise BundleRejected(_HEADLESS)
    return [copy.content() for copy in copies.values()]


def _read_block(block: bytes, copies: dict[bytes, _Copy]) -> None:
    """Add the good lines of a block to the file that its line 0 names.

    A block whose line 0 is spoilt fills the gaps of the file before it, if there is one: another
    copy of the same mail. The SHA-256 of the whole decides in the end.
    """
    lines = dict(_good_lines(block))
    head = lines.pop(0, b"")
    if len(head) == _HEAD.size and head[0] == _VERSION:
        _, size, digest = _HEAD.unpack(head)
        if not 0 < size <= FILE_LIMIT:
            raise BundleRejected(DAMAGED)
        copy = copies.setdefault(head, _Copy(size, digest))
    elif copies:
        copy = next(reversed(copies.values()))
    else:
        raise BundleRejected(_HEADLESS)
    for number, piece in lines.items():
        last = number == copy.count
        fits = copy.size - (copy.count - 1) * LINE_BYTES if last else LINE_BYTES
        if number <= copy.count and len(piece) == fits:
            copy.lines.setdefault(number, piece)


def _good_lines(block: bytes) -> Iterator[tuple[int, bytes]]:
    for found in _LINE.finditer(block):
        number, letters, check = found.groups()
        if _check(number, letters) != check:
            continue
        try:
            yield int(number), base64.b64decode(letters, validate=True)
        except binascii.Error:  # padding in the middle: the check was right by chance
            continue


def _written(number: int, piece: bytes) -> str:
    name, letters = b"%07d" % number, base64.b64encode(piece)
    return b"!".join([name, letters, _check(name, letters)]).decode() + ";"


def _check(number: bytes, letters: bytes) -> bytes:
    return base64.b64encode(hashlib.sha256(_LABEL + number + b"!" + letters).digest()[:3])
