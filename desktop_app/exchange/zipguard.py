"""A strict profile of ZIP, written and read within bounds: every byte has one meaning.

Python's zipfile reads hostile archives wrongly: overlapping entries, sizes that lie, doubled names.
Here the file is one chain of entries, one directory, one end; nothing is extracted by name, and
nothing is inflated beyond what was declared. An honest archive that was packed again (deflated or
stored, with a folder around it, with data descriptors) is read.
"""

import re
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from desktop_app.errors import BundleRejected
from desktop_app.language import N_

FILE_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 256 * 1024 * 1024
ENTRY_LIMIT = 4096
RATIO_LIMIT = 200
RATIO_FROM = 1024 * 1024  # bytes; below this no ratio does harm
_NAME_LIMIT = 255

DAMAGED = N_("This file was damaged on its way. Ask the sender to send it again.")
NOT_OURS = N_("This is not a Surco file. Choose a file whose name ends in .surco.")
TOO_BIG = N_("This file holds more than Surco takes at once. Ask the sender for a smaller one.")
REPACKED = N_(
    "Another program packed this file again, in a way that Surco does not read (a password, or a"
    " rare kind of packing). Ask the sender for the file as Surco wrote it."
)
UNSAFE = N_(
    "This file was not written by Surco: it holds names that could do harm when it is unpacked."
    " Delete it, and tell the sender."
)

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_SIZES = struct.Struct("<3L")
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK, _SIZES_MARK = b"PK\5\6", b"PK\1\2", b"PK\3\4", b"PK\7\x08"
_STORED, _DEFLATED = 0, 8
_DESCRIPTOR, _UTF8, _LEVEL = 0x0008, 0x0800, 0x0006
_ZIP64_EXTRA = 0x0001
_MAX16, _MAX32 = 0xFFFF, 0xFFFFFFFF
_LINK_TYPE, _TYPE_BITS = 0xA000, 0xF000
_LEVEL_WRITTEN = 6
_VERSION, _MADE_BY_UNIX = 20, 0x0314
_MIDNIGHT, _NEW_YEAR_1980 = 0, 0x21
_PLAIN_FILE = 0o100644 << 16
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive; `packed` is a part of the archive's own bytes."""

    name: str
    size: int
    packed: memoryview
    deflated: bool

    def content(self) -> bytes:
        """Return the content, never more than `size` bytes. Raises BundleRejected."""
        if not self.deflated:
            return bytes(self.packed)
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(self.packed, self.size + 1)
        except zlib.error as error:
            raise BundleRejected(DAMAGED) from error
        if len(content) != self.size or not stream.eof or stream.unused_data:
            raise BundleRejected(DAMAGED)
        return content

    def beginning(self, length: int) -> bytes:
        """Return at most the first `length` bytes of the content. Raises BundleRejected."""
        if not self.deflated:
            return bytes(self.packed[:length])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.packed, length)
        except zlib.error as error:
            raise BundleRejected(DAMAGED) from error


class ZipWriter:
    """Writes an archive that `entries` reads, with fixed dates; `finish` ends it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: list[bytes] = []

    def add(self, name: str, content: bytes, *, packed: bool) -> None:
        """Append a file; `packed` deflates it unless that comes near the ratio of a bomb."""
        self.put(name, content, pack(content) if packed else as_it_is(content))

    def put(self, name: str, content: bytes, packed: "Packed") -> None:
        """Append a file that was packed before, by `pack`."""
        body, method = packed
        offset, raw = self._file.tell(), name.encode("ascii")
        about = (method, _MIDNIGHT, _NEW_YEAR_1980, zlib.crc32(content), len(body), len(content))
        self._file.write(_LOCAL.pack(_LOCAL_MARK, _VERSION, 0, *about, len(raw), 0) + raw)
        self._file.write(body)
        ends = (len(raw), 0, 0, 0, 0, _PLAIN_FILE, offset)
        line = _CENTRAL.pack(_CENTRAL_MARK, _MADE_BY_UNIX, _VERSION, 0, *about, *ends)
        self._directory.append(line + raw)

    def finish(self) -> None:
        start, directory = self._file.tell(), b"".join(self._directory)
        count = len(self._directory)
        end = _END.pack(_END_MARK, 0, 0, count, count, len(directory), start, 0)
        self._file.write(directory + end)


class Packed(NamedTuple):
    """A content as it lies in an archive."""

    body: bytes
    method: int

    @property
    def room(self) -> int:
        """How many bytes it takes in an archive, with what is said of it there."""
        return len(self.body) + _LOCAL.size + _CENTRAL.size + 2 * _NAME_LIMIT


def pack(content: bytes) -> Packed:
    """Deflate a content, unless that comes near the ratio of a bomb."""
    deflater = zlib.compressobj(_LEVEL_WRITTEN, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflater.compress(content) + deflater.flush()
    if len(content) > max(RATIO_FROM, len(deflated) * RATIO_LIMIT):
        return Packed(content, _STORED)
    return Packed(deflated, _DEFLATED)


def as_it_is(content: bytes) -> Packed:
    """Take a content that is packed already."""
    return Packed(content, _STORED)


class _Central(NamedTuple):
    """One line of the directory, as far as its entry must agree with it."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    offset: int


def entries(data: bytes) -> dict[str, Entry]:
    """Return the files of an archive by name, folders left out. Raises BundleRejected."""
    if data[:4] != _LOCAL_MARK:
        raise BundleRejected(NOT_OURS)
    if len(data) > FILE_LIMIT:
        raise BundleRejected(TOO_BIG)
    start, directory = _directory(data)
    if sum(line.size for line in directory) > TOTAL_LIMIT:
        raise BundleRejected(TOO_BIG)
    found: dict[str, Entry] = {}
    names: set[str] = set()
    position = 0
    view = memoryview(data)
    for line in sorted(directory, key=lambda line: line.offset):
        if line.offset != position:  # a gap, an overlap, or something before the archive
            raise BundleRejected(DAMAGED)
        begin = _content_start(data, line)
        position = _entry_end(data, line, begin)
        name = _safe_name(line)
        alike = unicodedata.normalize("NFC", name).casefold().rstrip("/")
        if alike in names:
            raise BundleRejected(UNSAFE)
        names.add(alike)
        if not name.endswith("/"):
            packed = view[begin : begin + line.packed_size]
            found[name] = Entry(name, line.size, packed, line.method == _DEFLATED)
    if position != start:
        raise BundleRejected(DAMAGED)
    return found


def _directory(data: bytes) -> tuple[int, list[_Central]]:
    """Return where the directory starts, and its lines; it ends where the end record starts."""
    end = len(data) - _END.size
    if end < 0:
        raise BundleRejected(DAMAGED)
    mark, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, end)
    if mark != _END_MARK or comment:
        raise BundleRejected(DAMAGED)
    if disk or first_disk or here != count or _MAX16 in (count, here) or _MAX32 in (size, start):
        raise BundleRejected(REPACKED)  # several disks, or zip64
    if count > ENTRY_LIMIT:
        raise BundleRejected(TOO_BIG)
    if start + size != end:
        raise BundleRejected(DAMAGED)
    lines, position = [], start
    for _ in range(count):
        line, position = _central(data, position, end)
        lines.append(line)
    if position != end:
        raise BundleRejected(DAMAGED)
    return start, lines


def _central(data: bytes, position: int, end: int) -> tuple[_Central, int]:
    after = position + _CENTRAL.size
    if after > end:
        raise BundleRejected(DAMAGED)
    (mark, _, _, flags, method, _, _, crc, packed, size, *rest) = _CENTRAL.unpack_from(
        data, position
    )
    name_size, extra_size, comment_size, disk, _, attributes, offset = rest
    following = after + name_size + extra_size + comment_size
    if mark != _CENTRAL_MARK or following > end:
        raise BundleRejected(DAMAGED)
    extra = data[after + name_size : after + name_size + extra_size]
    if disk or _MAX32 in (packed, size, offset) or _is_zip64(extra):
        raise BundleRejected(REPACKED)
    _check_method(flags, method)
    if (attributes >> 16) & _TYPE_BITS == _LINK_TYPE:
        raise BundleRejected(UNSAFE)
    if method == _STORED and packed != size:
        raise BundleRejected(DAMAGED)
    if size > max(RATIO_FROM, packed * RATIO_LIMIT):
        raise BundleRejected(TOO_BIG)
    name = data[after : after + name_size]
    return _Central(name, flags, method, crc, packed, size, offset), following


def _check_method(flags: int, method: int) -> None:
    allowed = _DESCRIPTOR | _UTF8 | (_LEVEL if method == _DEFLATED else 0)
    if method not in (_STORED, _DEFLATED) or flags & ~allowed:
        raise BundleRejected(REPACKED)


def _is_zip64(extra: bytes) -> bool:
    """Tell whether the fields of an extra part, each id, length and content, name zip64."""
    position = 0
    while position + 4 <= len(extra):
        name, size = struct.unpack_from("<2H", extra, position)
        if name == _ZIP64_EXTRA:
            return True
        position += 4 + size
    return False


def _content_start(data: bytes, line: _Central) -> int:
    """Return where the content starts; what the entry says of itself agrees with the directory."""
    after = line.offset + _LOCAL.size
    if after > len(data):
        raise BundleRejected(DAMAGED)
    mark, _, flags, method, _, _, *sizes, name_size, extra_size = _LOCAL.unpack_from(
        data, line.offset
    )
    name = data[after : after + name_size]
    begin: int = after + name_size + extra_size
    if mark != _LOCAL_MARK or (flags, method, name) != (line.flags, line.method, line.name):
        raise BundleRejected(DAMAGED)
    if _is_zip64(data[after + name_size : begin]):
        raise BundleRejected(REPACKED)
    told = [line.crc, line.packed_size, line.size]
    later = flags & _DESCRIPTOR  # they follow the content; some programs tell the size here too
    if not all(one == true or (later and one == 0) for one, true in zip(sizes, told, strict=True)):
        raise BundleRejected(DAMAGED)
    return begin


def _entry_end(data: bytes, line: _Central, begin: int) -> int:
    """Return where the entry ends, after the sizes that may follow the content."""
    end = begin + line.packed_size
    if line.flags & _DESCRIPTOR:
        if data[end : end + 4] == _SIZES_MARK:
            end += 4
        told = _SIZES.pack(line.crc, line.packed_size, line.size)
        if data[end : end + _SIZES.size] != told:
            raise BundleRejected(DAMAGED)
        end += _SIZES.size
    return end


def _safe_name(line: _Central) -> str:
    """Return the name of an entry; refused is what could leave the folder it is unpacked into."""
    try:
        name = line.name.decode("utf-8" if line.flags & _UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise BundleRejected(DAMAGED) from error
    parts = name.removesuffix("/").split("/")
    if len(name) > _NAME_LIMIT or not all(map(_is_safe, parts)):
        raise BundleRejected(UNSAFE)
    if name.endswith("/") and line.size:
        raise BundleRejected(DAMAGED)
    return name


def _is_safe(part: str) -> bool:
    """Tell whether one step of a path is harmless on every system."""
    return (
        part.strip(". ") != ""
        and not part.endswith((".", " "))
        and not any(letter in '\\:*?"<>|' or not letter.isprintable() for letter in part)
        and not _RESERVED.fullmatch(part)
    )
