"""Makes broken files out of valid ones, the same from the same seed."""

import random
import re
import struct

NUMBERS = (
    *(b"0", b"-1", b"1", b"255", b"256", b"65535", b"65536", b"2147483648", b"4294967295"),
    *(b"9007199254740991", b"9007199254740992", b"18446744073709551616", b"1" + b"0" * 400),
    *(b"1.0", b"1e999", b"1e5", b"-0", b"NaN", b"0x10", b"1_0", "١٢".encode()),
)
LENGTHS = (0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFE, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
WORDS = (
    *(b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\7\x08", b"\0", b"\xff", b"\r\n", b"\n", b"\r", b"\t"),
    *(b'"', b"\\", b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]", b":", b",", b"null", b"true"),
    *(b"<", b">", b"&", b"</", b"/>", b"&amp;", b"&lt;", b"&#0;", b"&#x110000;", b"&a;"),
    *(b"<!DOCTYPE a>", b'<!ENTITY a "b">', b"<![CDATA[", b"]]>", b"<?xml?>", b"xmlns:a="),
    *(b"=", b"==", b"-----BEGIN ", b"-----END ", b"-----", b"> ", b"--", b"Content-Type: "),
    *(b"base64", b"quoted-printable", b"=?utf-8?B?", b"?=", b"-> X25519 ", b"--- ", b"../"),
    *("\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), "e\u0301".encode()),
    *(b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x1b[31m", b"%s", b"{0}"),
)
_SEAMS = re.compile(rb"[\n{}\[\],:<>]|PK")
_FIGURES = re.compile(rb"\d+")


class Mutator:
    """Changes one of `samples`, from one to four times."""

    def __init__(self, samples, seed):
        self._samples = samples
        self._chance = random.Random(seed)  # noqa: S311 - the same files again, no secrets

    def made(self):
        chance = self._chance
        data = bytearray(chance.choice(self._samples))
        for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
            way = chance.choice(_WAYS)
            way(self, data)
            if not data:
                break
        return bytes(data)

    def _place(self, data):
        return self._chance.randrange(len(data) + 1)

    def _piece(self, data, most=200):
        """Return where a piece begins and ends; often at a seam of the text."""
        seams = [found.start() for found in _SEAMS.finditer(data)]
        if len(seams) > 1 and self._chance.random() < 0.5:
            begin, end = sorted(self._chance.sample(seams, 2))
            return begin, end
        begin = self._place(data)
        return begin, begin + self._chance.randint(1, most)

    def bits(self, data):
        for _ in range(self._chance.choice((1, 1, 2, 8))):
            data[self._chance.randrange(len(data))] ^= 1 << self._chance.randrange(8)

    def cut_out(self, data):
        begin, end = self._piece(data)
        del data[begin:end]

    def cut_off(self, data):
        del data[self._place(data) :]

    def put_in(self, data):
        place = self._place(data)
        word = self._chance.choice(WORDS)
        data[place:place] = word * self._chance.choice((1, 1, 1, 2, 40, 3_000))

    def noise(self, data):
        place = self._place(data)
        data[place : place + self._chance.randint(0, 20)] = self._chance.randbytes(
            self._chance.randint(1, 40)
        )

    def doubled(self, data):
        begin, end = self._piece(data)
        data[end:end] = data[begin:end] * self._chance.choice((1, 1, 2, 20))

    def moved(self, data):
        begin, end = self._piece(data)
        piece = bytes(data[begin:end])
        del data[begin:end]
        place = self._place(data)
        data[place:place] = piece

    def spliced(self, data):
        other = self._chance.choice(self._samples)
        begin, end = self._piece(other)
        place, last = self._piece(data)
        data[place : last if self._chance.random() < 0.5 else len(data)] = other[begin:end]

    def number(self, data):
        found = list(_FIGURES.finditer(data))
        if found:
            one = self._chance.choice(found)
            data[one.start() : one.end()] = self._chance.choice(NUMBERS)

    def length(self, data):
        form = self._chance.choice(("<H", "<L", ">H", ">L"))
        size = struct.calcsize(form)
        if len(data) >= size:
            mask = (1 << (8 * size)) - 1
            place = self._chance.randrange(len(data) - size + 1)
            value = self._chance.choice(LENGTHS)
            if self._chance.random() < 0.5:  # near to what it was
                (was,) = struct.unpack_from(form, data, place)
                value = was + self._chance.randint(-3, 3)
            struct.pack_into(form, data, place, value & mask)

    def letter_case(self, data):
        begin, end = self._piece(data, 20)
        data[begin:end] = data[begin:end].swapcase()


_WAYS = (
    *(Mutator.bits, Mutator.cut_out, Mutator.cut_off, Mutator.put_in, Mutator.noise),
    *(Mutator.doubled, Mutator.moved, Mutator.spliced, Mutator.number, Mutator.length),
    Mutator.letter_case,
)
