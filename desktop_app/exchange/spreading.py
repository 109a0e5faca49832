"""Where the pieces of a bundle go: one file, or parts of a chosen size that each fit one mail."""

from dataclasses import replace
from io import BytesIO
from typing import BinaryIO, Protocol

from desktop_app.exchange.manifest import Blob
from desktop_app.exchange.zipguard import ZipWriter, as_it_is, pack

AROUND = 120_000  # bytes of a part for manifest, seal and the page that goes along in its mail


class Target(Protocol):
    """What takes pieces and says in which part each lies, 0 for the one file there is."""

    def add(self, name: str, content: bytes, *, packed: bool) -> int:
        """Append a piece."""

    @property
    def archives(self) -> list[ZipWriter]:
        """The files so far."""

    @property
    def most(self) -> int:
        """The most bytes that one piece should have before it is packed, 0 for no bound."""


class OneFile:
    """All in one file, written as it comes."""

    def __init__(self, file: BinaryIO) -> None:
        self.archives = [ZipWriter(file)]
        self.most = 0

    def add(self, name: str, content: bytes, *, packed: bool) -> int:
        self.archives[0].add(name, content, packed=packed)
        return 0


class Parts:
    """As many files as are needed, none with more than `room` bytes of pieces.

    They are filled one after the other: what is written first is in the first ones.
    """

    def __init__(self, room: int) -> None:
        self.files = [BytesIO()]
        self.archives = [ZipWriter(self.files[0])]
        self.most = room
        self._left = room

    def add(self, name: str, content: bytes, *, packed: bool) -> int:
        body = pack(content) if packed else as_it_is(content)
        if body.room > self._left and self._left < self.most:
            self.files.append(BytesIO())
            self.archives.append(ZipWriter(self.files[-1]))
            self._left = self.most
        self.archives[-1].put(name, content, body)
        self._left -= body.room
        return len(self.archives)

    def numbered(self, blobs: list[Blob]) -> list[Blob]:
        """Return the pieces as they are said: without a number when all lie in one file."""
        return blobs if len(self.archives) > 1 else [replace(blob, part=0) for blob in blobs]
