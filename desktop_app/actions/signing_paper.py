"""Signing what was printed with the certificate of a ministry, where the extra is installed."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.paths import written_beside
from desktop_app.records.codes import code_list
from desktop_app.records.files import file_errors_told

if TYPE_CHECKING:
    from desktop_app.exchange.pdf_signing import Certificate


def can_sign() -> bool:
    """Tell whether PDF files can be signed here: whether the extra for it is installed."""
    from desktop_app.exchange import pdf_signing

    return pdf_signing.can_sign()


def needs_passphrase(path: Path) -> bool:
    """Tell whether a certificate file is protected. Raises UserError when it is none."""
    from desktop_app.exchange import pdf_signing

    _refuse_without_extra()
    return pdf_signing.needs_passphrase(path)


def open_certificate(office: Office, path: Path, passphrase: str | None = None) -> "Certificate":
    """Return the certificate to sign with today. Raises UserError when it cannot."""
    from desktop_app.exchange import pdf_signing

    _refuse_without_extra()
    return pdf_signing.open_certificate(path, passphrase, office.clock())


def sign_copy(
    office: Office, printed: Path, path: Path, certificate: "Certificate", language: Language
) -> None:
    """Write a printed PDF to `path` with the signature of the office, whole or not at all."""
    from desktop_app.exchange.pdf_signing import sign_pdf

    country = code_list("country").get(office.country)
    reason = language.first.text(N_("Issued by {office}"), office=office.name)
    field = language.first.text(N_("Signed by {office}"), office=office.name)
    place = country.label(language.first.code) if country else None
    with (
        file_errors_told(path),
        printed.open("rb") as source,
        written_beside(path) as target,
    ):
        sign_pdf(
            source,
            target,
            certificate,
            name=office.name,
            reason=reason,
            location=place,
            field=field,
        )


@contextmanager
def signed(
    office: Office, path: Path, certificate: "Certificate | None", language: Language
) -> Iterator[Path]:
    """Give the path to print to; what was printed there is signed at `path`.

    Without a certificate it is `path` itself. Never is anything unsigned found under a name that
    was asked for to be signed.
    """
    if certificate is None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="surco-") as folder:
        unsigned = Path(folder, "unsigned.pdf")
        yield unsigned
        sign_copy(office, unsigned, path, certificate, language)


def _refuse_without_extra() -> None:
    from desktop_app.exchange.pdf_signing import EXTRA

    if not can_sign():
        line = [sys.executable, "-m", "pip", "install", EXTRA]
        raise UserError(
            N_("Signing needs an extra that is not installed. Install it with: {command}"),
            command=f'{subprocess.list2cmdline(line[:-1])} "{EXTRA}"',
        )
