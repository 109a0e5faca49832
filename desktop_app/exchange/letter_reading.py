"""A saved e-mail (.eml): its parts, each decoded once, within bounds; nothing goes by its names.

Python's own parser follows as many parts and levels as a mail has; here both are counted, and of
the heads only two lines are read, no longer than they need be.
"""

import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from desktop_app.errors import BundleRejected
from desktop_app.exchange.zipguard import TOO_BIG
from desktop_app.records.plain import clean

PARTS_LIMIT = 200
_DEPTH = 8
_HEAD_LIMIT = 256 * 1024
_VALUE_LIMIT = 2_000
_NAME_LIMIT = 120
_BOUNDARY_LIMIT = 200
_FIELD = re.compile(rb"(?:[!-9;-~]{1,76}:|From )")
_TELLING = re.compile(
    rb"(?im)^(?:received|return-path|mime-version|message-id|x-unsent|from|to|date|subject"
    rb"|content-type):"
)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_TAG = re.compile(rb"<(?:br|/p|/div|/tr)[^<>]{0,200}>|(<[^<>]{0,2000}>)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mail, decoded; `name` is only ever shown."""

    name: str
    content: bytes
    is_text: bool


def is_letter(data: bytes) -> bool:
    """Tell whether a file begins as a saved e-mail does."""
    start = data[: _HEAD_LIMIT // 16].lstrip(b"\xef\xbb\xbf\r\n")
    if not _FIELD.match(start):
        return False
    head = _EMPTY_LINE.split(start, maxsplit=1)[0]
    return len({one.lower() for one in _TELLING.findall(head)}) > 1


def parts_of(data: bytes) -> list[Part]:
    """Return the parts of a saved e-mail that are no containers of others. Raises BundleRejected.

    A forwarded mail within is gone through as well.
    """
    return list(_Opened().leaves(data.lstrip(b"\xef\xbb\xbf\r\n"), _DEPTH))


class _Opened:
    """A mail being gone through; every part counts, also one that only holds others."""

    def __init__(self) -> None:
        self._count = 0

    def leaves(self, data: bytes, depth: int) -> Iterator[Part]:
        self._count += 1
        if self._count > PARTS_LIMIT or not depth:
            raise BundleRejected(TOO_BIG)
        head, body = _head_and_body(data)
        said = _described(head)
        kind = said.get_content_maintype()
        if kind == "multipart":
            for part in _split(body, str(said.get_boundary() or "")):
                yield from self.leaves(part, depth - 1)
            return
        content = _decoded(body, str(said.get("Content-Transfer-Encoding", "")))
        if kind == "message":
            yield from self.leaves(content, depth - 1)
            return
        if said.get_content_subtype() == "html":
            content = _without_tags(content)
        yield Part(_name(said), content, is_text=kind == "text")


def _head_and_body(data: bytes) -> tuple[bytes, bytes]:
    if data.startswith((b"\r\n", b"\n")):  # a part without a head
        return b"", data.lstrip(b"\r\n")
    end = _EMPTY_LINE.search(data, 0, _HEAD_LIMIT)
    if end is None:
        return data[:_HEAD_LIMIT], b""
    return data[: end.start()], data[end.end() :]


def _described(head: bytes) -> Message:
    """Return the lines of a head that say how the body is written."""
    said = Message()
    for name in ("Content-Type", "Content-Transfer-Encoding", "Content-Disposition"):
        line = rb"(?im)^%s:((?:[^\r\n]{0,1000}\r?\n[ \t]){0,20}[^\r\n]{0,1000})" % name.encode()
        found = re.search(line, head)
        if found:
            value = b" ".join(found[1][:_VALUE_LIMIT].split())
            said[name] = value.decode("ascii", "replace")
    return said


def _split(body: bytes, boundary: str) -> Iterator[bytes]:
    if not boundary or len(boundary) > _BOUNDARY_LIMIT:
        return
    mark = re.escape(boundary.encode("ascii", "replace"))
    line = re.compile(rb"(?:\A|\r?\n)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    begun: int | None = None
    for found in line.finditer(body):
        if begun is not None:
            yield _from_next_line(body, begun, found.start())
        begun = found.end()
        if found[1]:
            return
    if begun is not None:  # the end was cut off: what is there is looked at all the same
        yield _from_next_line(body, begun, len(body))


def _from_next_line(body: bytes, begin: int, end: int) -> bytes:
    width = 2 if body[begin : begin + 2] == b"\r\n" else 1
    return body[begin + width : end]


def _decoded(body: bytes, encoding: str) -> bytes:
    match encoding.strip().lower():
        case "base64":
            try:
                return binascii.a2b_base64(body)
            except binascii.Error:  # cut in the middle of a letter: the seal tells the rest
                usable = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
                return binascii.a2b_base64(usable[: len(usable) // 4 * 4])
        case "quoted-printable":
            return binascii.a2b_qp(body)
        case _:
            return body


def _without_tags(content: bytes) -> bytes:
    """Return the words of a web page, roughly: enough to find a file as text in them."""
    bare = _TAG.sub(lambda found: b"" if found[1] else b"\n", content)
    return html.unescape(bare.decode("latin-1")).encode("utf-8", "replace")


def _name(said: Message) -> str:
    try:
        name = said.get_filename() or ""
    except (LookupError, ValueError):  # written in letters that nobody knows
        name = ""
    return clean(name, lines=False)[:_NAME_LIMIT]
