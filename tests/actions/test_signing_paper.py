"""Paper that is signed: proved by pyhanko's own proof and by poppler's pdfsig."""

import subprocess
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from desktop_app.actions import printing, records, signing_paper
from desktop_app.actions.office import set_up
from desktop_app.actions.printable import Edition
from desktop_app.errors import UserError
from desktop_app.exchange import pdf_signing
from desktop_app.language import Language
from tests.cli.conftest import PROJECT
from tests.exchange.certificates import PASSPHRASE, a_certificate
from tests.reports.reading import words_of
from tests.reports.structure import told

SPANISH = Language("es")


@pytest.fixture
def office(tmp_path):
    """An office whose clock is that of this PC, which the proofs look at."""
    with set_up(tmp_path / "home", code="BO", name="Oficina de ejemplo") as opened:
        yield opened


@pytest.fixture
def fiche(office, tmp_path):
    record = records.enter_record(office, records.from_plain(office, "initiative", PROJECT))
    path = tmp_path / "fiche.pdf"
    printing.DOCUMENTS["fiche"].write(office, record.uid, path, Edition(language=SPANISH))
    return path


@pytest.fixture
def sign(office, fiche, tmp_path):
    def signed(path=tmp_path / "signed.pdf", passphrase=PASSPHRASE, **given):
        file = a_certificate(
            tmp_path / "firma.p12", datetime.now(UTC), passphrase=passphrase, **given
        )
        certificate = signing_paper.open_certificate(office, file, passphrase)
        signing_paper.sign_copy(office, fiche, path, certificate, SPANISH)
        return path

    return signed


def said_by(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def proved(path, file):
    """What pyhanko finds where the certificate in `file` is trusted."""
    held = pkcs12.load_pkcs12(file.read_bytes(), PASSPHRASE.encode())
    [root] = load_certs_from_pemder_data(held.cert.certificate.public_bytes(Encoding.PEM))
    with path.open("rb") as source:
        [signature] = PdfFileReader(source).embedded_signatures
        return validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))


@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_a_signed_fiche_is_proved_by_two_programs(sign, tmp_path, kind):
    path = sign(kind=kind)
    seen = said_by("pdfsig", path)
    found = proved(path, tmp_path / "firma.p12")

    assert "Signature Validation: Signature is Valid." in seen
    assert "Signature Type: ETSI.CAdES.detached" in seen
    assert "Total document signed" in seen
    assert found.bottom_line
    assert found.coverage.name == "ENTIRE_FILE"


def test_a_certificate_without_a_passphrase_signs_too(sign):
    path = sign(passphrase="")

    assert "Signature is Valid." in said_by("pdfsig", path)


def test_a_changed_byte_makes_the_signature_invalid(sign, tmp_path):
    path = sign()
    content = bytearray(path.read_bytes())
    content[len(content) // 4] ^= 1
    path.write_bytes(content)

    assert "Signature is Valid." not in said_by("pdfsig", path)
    assert not proved(path, tmp_path / "firma.p12").intact


def test_what_was_printed_stays_byte_for_byte_and_the_signature_follows(sign, fiche):
    assert sign().read_bytes().startswith(fiche.read_bytes())


def test_the_signed_file_keeps_text_structure_and_what_it_says_of_itself(sign, fiche):
    path = sign()
    about = said_by("pdfinfo", "-meta", path)

    assert words_of(path) == words_of(fiche)
    assert told(path) == told(fiche)
    assert 'pdfuaid:part="1"' in about
    assert "Gestión hídrica en el Altiplano" in about
    assert "Tagged:          yes" in said_by("pdfinfo", path)
    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", path)


def test_the_signature_says_who_issued_the_paper_and_where(sign):
    with sign().open("rb") as source:
        [signature] = PdfFileReader(source).embedded_signatures
        held = signature.sig_object
        said = [str(held[one]) for one in ("/Name", "/Reason", "/Location")]

    assert said == ["Oficina de ejemplo", "Emitido por Oficina de ejemplo", "Bolivia"]


def test_the_network_is_not_asked(sign, monkeypatch):
    def refuse(*_):
        raise AssertionError("asked the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)

    assert sign().exists()


def test_a_folder_that_is_not_there_is_told_and_nothing_left(sign, tmp_path):
    with pytest.raises(UserError, match=r"There is no “signed.pdf”"):
        sign(tmp_path / "nowhere" / "signed.pdf")


def test_what_is_printed_to_be_signed_is_never_found_unsigned(office, tmp_path):
    file = a_certificate(tmp_path / "firma.p12", datetime.now(UTC))
    certificate = signing_paper.open_certificate(office, file, PASSPHRASE)
    path, written = tmp_path / "asked.pdf", []

    def print_badly():
        with signing_paper.signed(office, path, certificate, SPANISH) as target:
            written.append(target)
            target.write_bytes(b"%PDF")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        print_badly()

    assert not path.exists()
    assert not written[0].exists()


def test_without_the_extra_one_sentence_says_what_to_install(office, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_signing, "can_sign", lambda: False)

    for ask in (
        lambda file: signing_paper.open_certificate(office, file),
        signing_paper.needs_passphrase,
    ):
        with pytest.raises(UserError, match=r'Install it with: .* -m pip install "pyhanko>=0'):
            ask(tmp_path / "firma.p12")


def test_the_field_of_the_signature_lies_outside_the_page_and_has_a_name(sign):
    """PDF/UA asks for a place in the structure only of fields that are on a page."""
    with sign().open("rb") as source:
        reader = PdfFileReader(source)
        [field] = [one.get_object() for one in reader.root["/AcroForm"]["/Fields"]]

        assert all(float(at) < 0 for at in field["/Rect"])
        assert field["/TU"] == "Firmado por Oficina de ejemplo"
        assert reader.root["/Pages"]["/Kids"][0]["/Tabs"] == "/S"
