"""Certificates for tests, made when they are asked for, as an issuer would give them."""

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "cuatro palabras de ejemplo ñ"  # noqa: S105 - of certificates that live a test long
NAME = x509.Name(
    [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ministerio de ejemplo"),
        x509.NameAttribute(NameOID.COMMON_NAME, "Firma de ejemplo"),
    ]
)
KINDS = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "RSA": lambda: rsa.generate_private_key(65537, 2048),
    "RSA of 1024": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - to be refused
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
}


def a_certificate(  # noqa: PLR0913 - each is a way to be unfit
    path, at, *, kind="P-256", passphrase=PASSPHRASE, days=(-30, 300), sign=True
):
    """Write a PKCS#12 file whose certificate holds for `days` around `at`."""
    key = KINDS[kind]()
    usage = dict.fromkeys(
        (
            *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"),
            *("crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    card = (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at + timedelta(days[0]))
        .not_valid_after(at + timedelta(days[1]))
        .add_extension(
            x509.KeyUsage(
                **{**usage, "key_agreement": not sign},
                digital_signature=sign,
                content_commitment=sign,
            ),
            critical=True,
        )
        .sign(key, None if kind == "Ed25519" else hashes.SHA256())
    )
    shut = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"example", key, card, None, shut))
    return path
