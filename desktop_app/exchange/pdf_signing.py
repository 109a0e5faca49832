"""Signatures in PDF files (PAdES B-B), made with a certificate that an issuer gave the ministry.

pyhanko makes them. It is an extra: who signs nothing needs nothing of it. No network is asked, so
a signature holds no issuer's proof of the time.
"""

import importlib.util
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.files import file_errors_told

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from cryptography.x509 import Certificate as Card

EXTRA = "pyhanko>=0.38,<0.39"  # what the extra pdfsign of pyproject.toml asks for
_SEQUENCE, _LONG, _VERSION = b"\x30", b"\x80", b"\x02\x01\x03"
_FIELD = "Signature"
_LIMIT = 1024 * 1024
_FEWEST_BITS = 2048  # of RSA; fewer are no longer proved
_CURVES = frozenset(["secp256r1", "secp384r1", "secp521r1"])  # readers prove no Ed25519
_NO_CERTIFICATE = N_(
    "“{file}” holds no certificate to sign with. Choose the file ending in .p12 or .pfx that its"
    " issuer gave you."
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate file that was opened: it can sign, and was valid on the day it was opened."""

    name: str
    content: bytes
    passphrase: bytes | None


def can_sign() -> bool:
    """Tell whether the extra is installed, without loading it."""
    return importlib.util.find_spec("pyhanko") is not None


def needs_passphrase(path: Path) -> bool:
    """Tell whether a certificate file is protected. Raises UserError when it is none."""
    return _opened(_content(path), None, path.name) is None


def open_certificate(path: Path, passphrase: str | None, at: datetime) -> Certificate:
    """Return the certificate of a PKCS#12 file, to sign with at a moment.

    Raises UserError for a wrong passphrase and for what cannot sign or not on this day.
    """
    content, words = _content(path), passphrase.encode() if passphrase else None
    found = _opened(content, words, path.name)
    if found is None:
        raise UserError(
            N_("This is not the passphrase of the certificate “{file}”. Type it again."),
            file=path.name,
        )
    if found.cert is None or found.key is None:
        raise UserError(_NO_CERTIFICATE, file=path.name)
    _refuse_unfit(found.cert.certificate, path.name, at)
    return Certificate(path.name, content, words)


def sign_pdf(  # noqa: PLR0913 - all that is told of a signature
    source: BinaryIO,
    target: BinaryIO,
    certificate: Certificate,
    *,
    name: str,
    reason: str,
    location: str | None = None,
    field: str = _FIELD,
) -> None:
    """Write a PDF to `target`, signed: what `source` holds stays as it is, the signature follows.

    Readers of PDF show `name`, `reason` and `location` beside the signature, and call its field
    `field`. The field lies outside of the page, where PDF/UA asks for no place in the structure.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - start time
    from pyhanko.sign import signers  # noqa: PLC0415 - start time
    from pyhanko.sign.fields import (  # noqa: PLC0415 - start time
        InvisSigSettings,
        SigFieldSpec,
        SigSeedSubFilter,
    )

    signer = signers.SimpleSigner.load_pkcs12_data(certificate.content, [], certificate.passphrase)
    asked = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=name,
        reason=reason,
        location=location,
    )
    outside = InvisSigSettings(box_out_of_bounds=True)
    placed = SigFieldSpec(_FIELD, invis_sig_settings=outside, readable_field_name=field)
    writer = IncrementalPdfFileWriter(source)
    signers.sign_pdf(writer, asked, signer, new_field_spec=placed, output=target)


def _content(path: Path) -> bytes:
    with file_errors_told(path), path.open("rb") as file:
        content = file.read(_LIMIT + 1)
    if len(content) > _LIMIT or not _is_container(content):
        raise UserError(_NO_CERTIFICATE, file=path.name)
    return content


def _is_container(content: bytes) -> bool:
    """Tell whether this is a whole PKCS#12: only then can a passphrase be the wrong one.

    By DER or BER that is a sequence of a known length, or one that ends when it ends, and begins
    with the version, 3.
    """
    if content[:1] != _SEQUENCE or content[1:2] < _LONG:
        return False
    start = 2 + (content[1] & 0x7F)
    length = int.from_bytes(content[2:start], "big")
    whole = content[1:2] == _LONG or start + length == len(content)
    return whole and content[start : start + len(_VERSION)] == _VERSION


def _opened(
    content: bytes, passphrase: bytes | None, name: str
) -> "PKCS12KeyAndCertificates | None":
    """Return what the container holds, None when the passphrase does not open it."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - start time
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12  # noqa: PLC0415 - start time

    try:
        return load_pkcs12(content, passphrase)
    except ValueError:
        return None
    except UnsupportedAlgorithm as error:
        raise UserError(_NO_CERTIFICATE, file=name) from error


def _refuse_unfit(card: "Card", name: str, at: datetime) -> None:
    if not _is_proved_by_readers(card):
        raise UserError(
            N_(
                "The certificate “{file}” is of a kind that PDF readers do not prove. Ask its"
                " issuer for one of the kind P-256 or RSA, made for signing."
            ),
            file=name,
        )
    if at > card.not_valid_after_utc:
        raise UserError(
            N_("The certificate “{file}” ended on {date}. Ask its issuer for a new one."),
            file=name,
            date=f"{card.not_valid_after_utc:%Y-%m-%d}",
        )
    if at < card.not_valid_before_utc:
        raise UserError(
            N_("The certificate “{file}” begins on {date} only. Is the date of this PC right?"),
            file=name,
            date=f"{card.not_valid_before_utc:%Y-%m-%d}",
        )


def _is_proved_by_readers(card: "Card") -> bool:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey  # noqa: PLC0415 - start time
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey  # noqa: PLC0415 - start time
    from cryptography.x509 import ExtensionNotFound, KeyUsage  # noqa: PLC0415 - start time

    public = card.public_key()
    if isinstance(public, EllipticCurvePublicKey):
        known = public.curve.name in _CURVES
    else:
        known = isinstance(public, RSAPublicKey) and public.key_size >= _FEWEST_BITS
    try:
        usage = card.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:  # it may then be used for everything
        return known
    return known and (usage.digital_signature or usage.content_commitment)
