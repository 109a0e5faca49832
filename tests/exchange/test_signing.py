import json
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange import signing
from desktop_app.exchange.signing import (
    check_public_key,
    digits,
    is_proof,
    key_is_protected,
    kid_of,
    make_key,
    open_key,
    verify,
)
from tests.builders import outside_program, shared
from tests.exchange.sealing import a_signer

P = 2**255 - 19
SMALL_ORDER = [  # the eight points of small order in their one form, and three in another
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]


@pytest.fixture
def stock():
    return outside_program("minisign")


def public_key_of(point):
    return signing.base64.b64encode(b"Ed" + bytes(8) + point).decode()


def test_what_is_sealed_is_proved_and_its_comment_comes_back(tmp_path):
    with a_signer(tmp_path) as signer:
        seal = signer.sign(b"text", "a comment")

    assert verify(signer.public_key, b"text", seal) == "a comment"


def test_other_bytes_another_key_and_another_comment_are_refused(tmp_path):
    with a_signer(tmp_path) as signer, a_signer(tmp_path, "EC") as other:
        seal = signer.sign(b"text", "a comment")

    for key, data, changed in [
        (signer.public_key, b"texT", seal),
        (other.public_key, b"text", seal),
        (signer.public_key, b"text", seal.replace(b"a comment", b"b comment")),
    ]:
        with pytest.raises(BundleRejected):
            verify(key, data, changed)


def test_a_seal_has_one_written_form(tmp_path):
    with a_signer(tmp_path) as signer:
        seal = signer.sign(b"text", "a comment")
    slack = seal.replace(b"=\n", b"!\n", 1)
    first = seal.split(b"\n")[1]
    for letter in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/":
        twin = first[:-2] + bytes([letter]) + b"="
        if twin != first and signing.base64.b64decode(twin) == signing.base64.b64decode(first):
            slack = seal.replace(first, twin)

    for changed in (slack, seal.rstrip(), seal + b"\n", seal.replace(b"\n", b"\r\n"), b"", b"x"):
        with pytest.raises(BundleRejected):
            verify(signer.public_key, b"text", changed)


def test_the_stock_program_proves_our_seal(tmp_path, stock):
    (tmp_path / "text").write_bytes(b"text")
    with a_signer(tmp_path) as signer:
        (tmp_path / "text.minisig").write_bytes(signer.sign(b"text", "a comment"))
    told = subprocess.run(
        [stock, "-V", "-P", signer.public_key, "-m", tmp_path / "text"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Trusted comment: a comment" in told.stdout


@pytest.mark.parametrize("passphrase", [None, "semillas del Altiplano"])
def test_the_stock_program_seals_with_our_key_file(tmp_path, stock, passphrase):
    public = make_key(tmp_path / "key", passphrase)
    (tmp_path / "text").write_bytes(b"text")
    subprocess.run(
        [stock, "-S", "-s", tmp_path / "key", "-m", tmp_path / "text", "-t", "from outside"],
        input=f"{passphrase}\n",
        capture_output=True,
        text=True,
        check=True,
    )

    assert verify(public, b"text", (tmp_path / "text.minisig").read_bytes()) == "from outside"


def test_the_short_name_of_a_key_is_the_one_minisign_shows(tmp_path, stock):
    public = make_key(tmp_path / "key")
    subprocess.run(
        [stock, "-R", "-s", tmp_path / "key", "-p", tmp_path / "pub"],
        capture_output=True,
        check=True,
    )

    shown = (tmp_path / "pub").read_text().splitlines()[0].split()[-1]
    assert int(shown, 16) == int(kid_of(public), 16)  # minisign leaves zeros before it out


def test_a_key_file_is_its_owners_alone_and_never_written_over(tmp_path):
    path = tmp_path / "key"
    make_key(path)
    before = path.read_bytes()
    with pytest.raises(UserError):
        make_key(path)

    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_a_passphrase_opens_the_key_however_its_accents_were_typed(tmp_path):
    path = tmp_path / "key"
    public = make_key(path, unicodedata.normalize("NFC", "ñandú ½"))
    with open_key(path, unicodedata.normalize("NFD", "ñandú ½")) as signer:
        opened = signer.public_key

    assert opened == public
    assert key_is_protected(path)


@pytest.mark.parametrize("passphrase", [None, "", "wrong", "x" * 10_000, "a\nb", "\ud800"])
def test_a_wrong_passphrase_is_told_and_does_no_harm(tmp_path, passphrase):
    path = tmp_path / "key"
    make_key(path, "right")
    with pytest.raises(UserError), open_key(path, passphrase):
        pass
    with open_key(path, "right") as signer:
        opened = signer.kid

    assert opened


def test_a_key_without_passphrase_says_so_and_opens(tmp_path):
    path = tmp_path / "key"
    make_key(path, "")
    with open_key(path) as signer:
        opened = signer.kid

    assert opened
    assert not key_is_protected(path)


def test_a_damaged_key_file_is_named_or_holds_the_same_key(tmp_path):
    path = tmp_path / "office.key"
    public = make_key(path)
    whole = path.read_bytes()
    start = whole.index(b"\n") + 1
    told = []
    for place in range(start, len(whole) - 1):
        other = b"A" if whole[place : place + 1] != b"A" else b"B"
        path.write_bytes(whole[:place] + other + whole[place + 1 :])
        try:
            with open_key(path) as signer:
                opened = signer.public_key
        except UserError as error:
            told.append(str(error))
        else:
            assert opened == public  # the salt of a key without passphrase says nothing

    assert len(told) >= 138  # key id, both halves, checksum: 104 bytes in base64
    assert all("office.key" in text or "passphrase" in text for text in told)


def test_a_key_file_that_is_cut_or_gone_is_named(tmp_path):
    path = tmp_path / "office.key"
    make_key(path)
    path.write_bytes(path.read_bytes()[:100])
    for damaged in (path, tmp_path / "gone.key"):
        with pytest.raises(UserError, match=damaged.name), open_key(damaged):
            pass


@pytest.mark.case("B14")
def test_the_vectors_of_wycheproof_are_judged_as_they_say():
    groups = json.loads(shared("crypto/ed25519_test.json").read_text())["testGroups"]
    wrong = [
        case["tcId"]
        for group in groups
        for case in group["tests"]
        if is_proof(
            bytes.fromhex(group["publicKey"]["pk"]),
            bytes.fromhex(case["msg"]),
            bytes.fromhex(case["sig"]),
        )
        != (case["result"] == "valid")
    ]

    assert wrong == []


@pytest.mark.case("B14")
@pytest.mark.parametrize("point", SMALL_ORDER)
def test_a_point_of_small_order_or_in_another_form_is_no_public_key(point):
    with pytest.raises(BundleRejected):
        check_public_key(public_key_of(bytes.fromhex(point)))


@pytest.mark.case("B14")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "RW",
        "RWQ" + "A" * 52,
        "RWQ" + "A" * 52 + "=",
        "rwq" + "A" * 53,
        public_key_of((2).to_bytes(32, "little")),  # no point of the curve has y = 2
        public_key_of((P + 3).to_bytes(32, "little")),
    ],
)
def test_what_is_no_point_is_no_public_key(text):
    with pytest.raises(BundleRejected):
        check_public_key(text)


def test_made_keys_are_sound(tmp_path):
    for number in range(10):
        public = make_key(tmp_path / str(number))
        check_public_key(public)

        assert public.startswith("RW")


@pytest.mark.case("B14")
@given(st.text(alphabet="RWQTEd+/=aA0\n é", max_size=60))
def test_no_text_breaks_the_check_of_a_public_key(text):
    with pytest.raises(BundleRejected):
        check_public_key(text)


def test_digits_are_eight_groups_of_five_and_depend_on_use_and_cut():
    first = digits("a", b"xy", b"z")

    assert [len(group) for group in first.split(" ")] == [5] * 8
    assert first.replace(" ", "").isdigit()
    assert len({first, digits("b", b"xy", b"z"), digits("a", b"x", b"yz")}) == 3
