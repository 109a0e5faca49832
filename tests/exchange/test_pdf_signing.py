"""Certificates that are opened to sign with, and those that are refused."""

import subprocess
from datetime import UTC, datetime

import pytest

from desktop_app.errors import UserError
from desktop_app.exchange.pdf_signing import needs_passphrase, open_certificate
from tests.exchange.certificates import PASSPHRASE, a_certificate

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_a_certificate_that_readers_prove_is_opened(tmp_path, kind):
    file = a_certificate(tmp_path / "firma.p12", NOW, kind=kind)

    assert needs_passphrase(file)
    assert open_certificate(file, PASSPHRASE, NOW).name == "firma.p12"


def test_a_certificate_without_a_passphrase_is_opened(tmp_path):
    file = a_certificate(tmp_path / "firma.p12", NOW, passphrase="")

    assert not needs_passphrase(file)
    assert open_certificate(file, None, NOW).passphrase is None


def test_a_certificate_locked_in_the_way_of_old_programs_is_opened(tmp_path):
    """Many issuers still lock with RC2 and triple DES."""
    parts, file = tmp_path / "parts.pem", tmp_path / "firma.pfx"
    make = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-keyout", parts, "-out", tmp_path / "card.pem", "-subj", "/O=Ejemplo"),
    ]
    lock = [
        *("openssl", "pkcs12", "-export", "-legacy", "-inkey", parts, "-out", file),
        *("-in", tmp_path / "card.pem", "-passout", "pass:abc"),
    ]
    for line in (make, lock):
        subprocess.run(line, check=True, capture_output=True)

    assert open_certificate(file, "abc", datetime.now(UTC)).name == "firma.pfx"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "Ed25519"}, "“firma.p12” is of a kind that PDF readers do not prove"),
        ({"kind": "RSA of 1024"}, "is of a kind that PDF readers do not prove"),
        ({"sign": False}, "made for signing"),
        ({"days": (-400, -1)}, "“firma.p12” ended on 2026-03-14. Ask its issuer for a new one."),
        ({"days": (1, 300)}, "“firma.p12” begins on 2026-03-16 only"),
    ],
)
def test_a_certificate_that_proves_nothing_is_refused(tmp_path, given, said):
    file = a_certificate(tmp_path / "firma.p12", NOW, **given)

    with pytest.raises(UserError, match=said):
        open_certificate(file, PASSPHRASE, NOW)


@pytest.mark.parametrize("typed", ["otra", "", None])
def test_a_wrong_passphrase_is_told(tmp_path, typed):
    file = a_certificate(tmp_path / "firma.p12", NOW)

    with pytest.raises(UserError, match=r"not the passphrase of the certificate “firma\.p12”"):
        open_certificate(file, typed, NOW)


@pytest.mark.parametrize("content", [b"", b"Dear colleague", b"0\x03\x02\x01\x03", bytes(2**21)])
def test_a_file_that_is_no_certificate_is_refused(tmp_path, content):
    file = tmp_path / "carta.p12"
    file.write_bytes(content)

    for ask in (needs_passphrase, lambda path: open_certificate(path, "x", NOW)):
        with pytest.raises(UserError, match=r"“carta.p12” holds no certificate.*\.p12 or \.pfx"):
            ask(file)


def test_a_half_copied_certificate_is_refused(tmp_path):
    file = a_certificate(tmp_path / "firma.p12", NOW)
    file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(UserError, match="holds no certificate"):
        open_certificate(file, PASSPHRASE, NOW)


def test_a_certificate_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match=r"There is no “firma\.p12”"):
        needs_passphrase(tmp_path / "firma.p12")
