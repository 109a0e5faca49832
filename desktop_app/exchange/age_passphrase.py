"""A small file in age's form for a passphrase, as `age -p` writes it, with bounded work.

pyrage chooses by itself how hard the passphrase is to guess, and takes a gigabyte of memory for it
on a fast computer; a slower one could then not open the file. Here it is 128 MiB, as for the seal.
The form is that of https://age-encryption.org/v1, scrypt recipient; pyrage and `age` open it.
"""

import base64
import hashlib
import hmac
import os

_WORK = 17  # log2 of scrypt's N; r = 8, p = 1
_VERSION = b"age-encryption.org/v1"
_PIECE = 64 * 1024
_LAST = bytes(11) + b"\x01"  # the nonce of piece 0, which is the last one


def locked_with(passphrase: str, content: bytes) -> bytes:
    """Return `content`, of less than 64 KiB, as only the passphrase opens it."""
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - start time
        ChaCha20Poly1305,
    )

    if len(content) >= _PIECE:
        raise ValueError(len(content))
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = ChaCha20Poly1305(_stretched(passphrase, salt))
    wrapped = wrapping.encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n" % (_letters(salt), _WORK, _letters(wrapped))
    head = _VERSION + b"\n" + stanza + b"---"
    proof = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    body = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(_LAST, content, None)
    return head + b" " + _letters(proof) + b"\n" + nonce + body


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        passphrase.encode(),
        salt=_VERSION + b"/scrypt" + salt,
        n=2**_WORK,
        r=8,
        p=1,
        maxmem=2**_WORK * 8 * 129 + 1024 * 1024,
        dklen=32,
    )


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """Return the first 32 bytes of HKDF with SHA-256 (RFC 5869)."""
    drawn = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(drawn, info + b"\x01", "sha256")


def _letters(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")
