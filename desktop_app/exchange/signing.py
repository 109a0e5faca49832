"""Seals: minisign keys and signatures (Ed25519, prehashed), and digits to read aloud.

Keys and signatures are files of the stock `minisign` tool, so that an auditor needs no Surco. A
signature is parsed here, strictly: one signature has one written form.
"""

import base64
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import BundleRejected, SealLocked, SealUnusable, UserError
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told

if TYPE_CHECKING:
    from minisign import SecretKey

SIGNATURE_LIMIT = 4096
UNTRUSTED = "sealed by Surco; check with: minisign -V -P PUBLIC-KEY -m manifest.json"
_PASSPHRASE_LIMIT = 1000  # bytes; stock minisign reads 1023
_SEED = 32
# libsodium's limits for scrypt with N = 2^17, r = 8, p = 1: 128 MiB, about half a second.
_OPSLIMIT, _MEMLIMIT = 4_194_304, 134_217_728

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
# y of the eight points of small order (RFC 7748, section 7; Cremers and Jackson 2019, table 2):
# with one of them as public key, anybody's signature fits any message.
_SMALL_ORDER_Y = frozenset(
    [
        0,
        1,
        _P - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    ]
)
_SIGNATURE = re.compile(
    rb"untrusted comment: [^\r\n]*\n([A-Za-z0-9+/]{99}=)\n"
    rb"trusted comment: ([\x20-\x7e]*)\n([A-Za-z0-9+/]{86}==)\n"
)
_PUBLIC_KEY = re.compile(r"RW[Q-T][A-Za-z0-9+/]{53}")
_KEY_COMMENT = "Surco seal "  # and 8 hex digits by which damage shows without the passphrase
_BAD_KEY_FILE = N_(
    "The file of this office's seal, “{file}”, is damaged. Restore the seal from its recovery"
    " sheet, or make a new seal and send its card; the records are not affected."
)
_NO_KEY_FILE = N_(
    "The file of this office's seal, “{file}”, is not there any more. Restore the seal from its"
    " recovery sheet, or make a new seal and send its card; the records are not affected."
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A parsed signature file; nothing in it is proved yet."""

    kid: str
    comment: str
    _point: bytes
    _comment_point: bytes

    def fits(self, public_key: str, data: bytes) -> bool:
        """Tell whether the holder of `public_key` signed `data` and the comment."""
        _, public = _parts(public_key)
        return is_proof(public, hashlib.blake2b(data).digest(), self._point) and is_proof(
            public, self._point + self.comment.encode(), self._comment_point
        )


class Signer:
    """An open secret key; `open_key` closes and wipes it.

    `successor` is the seal that takes its place soon: until then both seal.
    """

    def __init__(self, secret: "SecretKey") -> None:
        self._secret = secret
        self.successor: Signer | None = None
        self.public_key: str = secret.get_public_key().to_base64().decode()
        self.kid = kid_of(self.public_key)

    def sign(self, data: bytes, comment: str) -> bytes:
        """Return the signature file of `data` and `comment`, which is signed too."""
        signature = self._secret.sign(data, untrusted_comment=UNTRUSTED, trusted_comment=comment)
        return bytes(signature) + b"\n"


def make_key(path: Path, passphrase: str | None = None, seed: bytes | None = None) -> str:
    """Make a secret key file for its owner alone and return the public key ("RW...").

    The same `seed` of 32 bytes makes the same key, its short name too. Raises UserError when there
    is a file already: a lost key cannot be made again.
    """
    if path.exists():
        raise UserError(N_("This office has its seal already: “{file}” is kept."), file=path.name)
    with _secret_of(secrets.token_bytes(_SEED) if seed is None else seed) as secret:
        public: str = secret.get_public_key().to_base64().decode()
        write_key(path, secret, passphrase)
    return public


def write_key(path: Path, secret: "SecretKey", passphrase: str | None) -> None:
    """Write an open key under `path`, whole or not at all, protected if a passphrase is given."""
    if passphrase:
        secret.encrypt(one_line(passphrase), opslimit=_OPSLIMIT, memlimit=_MEMLIMIT)
    body = bytes(secret.to_base64())
    secret.untrusted_comment = _KEY_COMMENT + _check_of(body)
    with file_errors_told(path), written_beside(path, private=True, own=True) as file:
        file.write(bytes(secret) + b"\n")


def key_is_protected(path: Path) -> bool:
    """Tell whether the key at `path` asks for a passphrase."""
    with _secret_key(path) as secret:
        protected: bool = secret.is_encrypted()
    return protected


@contextmanager
def open_key(path: Path, passphrase: str | None = None) -> Iterator[Signer]:
    """Open a secret key for as long as it is needed.

    Raises SealLocked for a wrong passphrase or none, SealUnusable for a file that is no key.
    """
    with open_secret(path, passphrase) as secret:
        yield Signer(secret)


@contextmanager
def open_secret(path: Path, passphrase: str | None) -> "Iterator[SecretKey]":
    """Open the secret itself, to write it again; raises as `open_key`, which all else uses."""
    from minisign import Error  # noqa: PLC0415 - start time

    with _secret_key(path) as secret:
        if secret.is_encrypted():
            if not passphrase:
                raise SealLocked(N_("The seal of this office asks for its passphrase."))
            try:
                secret.remove_password(one_line(passphrase))
            except (Error, ValueError, MemoryError) as error:
                raise SealLocked(
                    N_("This is not the passphrase of this office's seal. Type it again.")
                ) from error
        if not _is_sound(secret):
            raise SealUnusable(_BAD_KEY_FILE, file=path.name)
        yield secret


def change_passphrase(path: Path, old: str | None, new: str | None) -> None:
    """Protect a key file by another passphrase, or by none; it is there whole at every moment."""
    with open_secret(path, old) as secret:
        write_key(path, secret, new)


def seed_of(secret: "SecretKey") -> bytes:
    """Return the 32 bytes that an open key was made of."""
    return base64.b64decode(secret.to_base64())[62:94]


def public_key_of(seed: bytes) -> str:
    """Return the public key of the key that a seed makes."""
    with _secret_of(seed) as secret:
        public: str = secret.get_public_key().to_base64().decode()
    return public


def parse_signature(file: bytes) -> Signature:
    """Return the parts of a signature file in its one written form. Raises BundleRejected."""
    found = _SIGNATURE.fullmatch(file) if len(file) <= SIGNATURE_LIMIT else None
    first = _decoded(found[1]) if found else b""
    if not found or first[:2] != b"ED":
        raise _not_sealed()
    return Signature(
        kid=first[9:1:-1].hex().upper(),
        comment=found[2].decode(),
        _point=first[10:],
        _comment_point=_decoded(found[3]),
    )


def verify(public_key: str, data: bytes, signature: bytes) -> str:
    """Return the trusted comment of a proved signature. Raises BundleRejected."""
    parsed = parse_signature(signature)
    check_public_key(public_key)
    if parsed.kid != kid_of(public_key) or not parsed.fits(public_key, data):
        raise _not_sealed()
    return parsed.comment


def is_proof(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether this is a plain Ed25519 signature of `message` (RFC 8032)."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - start time
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - start time
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@lru_cache
def check_public_key(text: str) -> None:
    """Raise BundleRejected unless `text` is a public key of minisign on a sound point.

    Refused are points off the curve, of small order, and written in any but their one form.
    """
    if not _PUBLIC_KEY.fullmatch(text) or base64.b64encode(_raw(text)).decode() != text:
        raise _bad_public_key()
    _, public = _parts(text)
    y = int.from_bytes(public, "little") & (2**255 - 1)
    if y >= _P or y in _SMALL_ORDER_Y:
        raise _bad_public_key()
    x_squared = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if pow(x_squared, (_P - 1) // 2, _P) != 1:
        raise _bad_public_key()


def kid_of(public_key: str) -> str:
    """Return the short name of a key, written as minisign writes it: 16 capital hex digits."""
    return _parts(public_key)[0][::-1].hex().upper()


def point_of(public_key: str) -> bytes:
    """Return the key itself, without its short name, which its maker may choose."""
    return _parts(public_key)[1]


def digits(label: str, *parts: bytes) -> str:
    """Return 8 groups of 5 digits that stand for `parts`: 132 bits of SHA-256.

    `label` keeps one use apart from another; each part is preceded by its length.
    """
    total = hashlib.sha256(label.encode() + b"\n")
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    number = f"{int.from_bytes(total.digest(), 'big') % 10**40:040d}"
    return " ".join(number[start : start + 5] for start in range(0, 40, 5))


def one_line(passphrase: str) -> str:
    """Return what is typed the same on every keyboard; é has two forms, which look alike."""
    normal = unicodedata.normalize("NFKC", passphrase)
    if len(normal.encode("utf-8", "surrogatepass")) > _PASSPHRASE_LIMIT or any(
        unicodedata.category(letter) in ("Cc", "Cs") for letter in normal
    ):
        raise UserError(
            N_("A passphrase is one line of up to {limit} letters."), limit=_PASSPHRASE_LIMIT // 4
        )
    return normal


def _secret_of(seed: bytes) -> "SecretKey":
    """Return the key that a seed makes; its short name comes from its public half.

    minisign draws short names by chance; ours has to come back from a recovery sheet as well.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - start time
        Ed25519PrivateKey,
    )
    from minisign import SecretKey  # noqa: PLC0415 - start time

    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    name = hashlib.sha256(b"surco-key-v1\n" + public).digest()[:8]
    check = hashlib.blake2b(b"Ed" + name + seed + public, digest_size=32).digest()
    raw = b"Ed" + bytes(2) + b"B2" + bytes(48) + name + seed + public + check
    return SecretKey.from_base64(base64.b64encode(raw))


def _secret_key(path: Path) -> "SecretKey":
    from minisign import Error, SecretKey  # noqa: PLC0415 - start time

    try:
        with file_errors_told(path):
            data = path.read_bytes()
    except UserError as error:
        if path.exists():
            raise
        raise SealUnusable(_NO_KEY_FILE, file=path.name) from error
    try:
        secret = SecretKey.from_bytes(data)
    except Error as error:
        raise SealUnusable(_BAD_KEY_FILE, file=path.name) from error
    comment = secret.untrusted_comment or ""
    check = _check_of(data.splitlines()[1])
    if comment.startswith(_KEY_COMMENT) and comment != _KEY_COMMENT + check:
        raise SealUnusable(_BAD_KEY_FILE, file=path.name)
    return secret


def _check_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]


def _is_sound(secret: "SecretKey") -> bool:
    """Tell whether an open key is the one that was made; minisign checks encrypted ones alone.

    A key file is algorithms (6 bytes), salt and limits (48), key id and halves (72), checksum (32).
    """
    raw = base64.b64decode(secret.to_base64())
    return hashlib.blake2b(raw[:2] + raw[54:126], digest_size=32).digest() == raw[126:]


def _parts(public_key: str) -> tuple[bytes, bytes]:
    """Return key id and Ed25519 point; the text has the form of `check_public_key`."""
    raw = _raw(public_key)
    return raw[2:10], raw[10:]


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _decoded(text: bytes) -> bytes:
    """Decode base64 that is written in its one form: unused bits are zero."""
    decoded = base64.b64decode(text, validate=True)
    return decoded if base64.b64encode(decoded) == text else b""


def _not_sealed() -> BundleRejected:
    return BundleRejected(
        N_("The seal of this file does not fit what it holds. Ask the sender to send it again.")
    )


def _bad_public_key() -> BundleRejected:
    return BundleRejected(
        N_("The seal on this card cannot be trusted. Ask the office to make a new card.")
    )
