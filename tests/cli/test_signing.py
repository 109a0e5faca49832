"""Printing with --sign, as a person calls it."""

import subprocess
from datetime import UTC, datetime

import pytest

from desktop_app.exchange import pdf_signing
from tests.cli.conftest import PROJECT
from tests.exchange.certificates import PASSPHRASE, a_certificate


@pytest.fixture
def code(done, write_json):
    done("init", "--office", "BO", "--name", "Oficina de ejemplo")
    return done("new", "initiative", "--from", write_json(PROJECT), "--json").json["human_code"]


@pytest.fixture
def certificate(tmp_path):
    return a_certificate(tmp_path / "firma.p12", datetime.now(UTC))


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "frase.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


@pytest.fixture
def refused(surco, code, tmp_path):
    """Print signed, insist that it was refused with one line and left nothing; return the line."""

    def call(*given):
        path = tmp_path / "fiche.pdf"
        said = surco("print", "fiche", code, *given, path)
        assert said.code == 1
        assert said.err.count("\n") == 1
        assert not path.exists()
        return said.err

    return call


def test_a_fiche_is_printed_signed(done, code, certificate, words, tmp_path):
    path = tmp_path / "fiche.pdf"
    done("print", "fiche", code, "--sign", certificate, "--sign-passphrase-file", words, path)
    seen = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=True).stdout

    assert "Signature is Valid." in seen


def test_a_wrong_passphrase_leaves_no_file(refused, certificate, tmp_path):
    (tmp_path / "otra.txt").write_text("otra\n", encoding="utf-8")
    said = refused("--sign", certificate, "--sign-passphrase-file", tmp_path / "otra.txt")

    assert "This is not the passphrase of the certificate" in said


def test_a_protected_certificate_asks_for_its_passphrase(refused, certificate):
    assert "Give its passphrase with --sign-passphrase-file." in refused("--sign", certificate)


def test_a_file_that_is_no_certificate_leaves_no_file(refused, words):
    assert "holds no certificate to sign with" in refused("--sign", words)


def test_without_the_extra_nothing_is_printed(refused, certificate, monkeypatch):
    monkeypatch.setattr(pdf_signing, "can_sign", lambda: False)

    assert "pip install" in refused("--sign", certificate)


def test_the_passphrase_goes_with_a_certificate_only(surco, code, words, tmp_path):
    said = surco("print", "fiche", code, "--sign-passphrase-file", words, tmp_path / "f.pdf")

    assert said.code == 2
