import random
import time
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected
from desktop_app.exchange.armour import armoured
from desktop_app.exchange.card import read_card
from desktop_app.exchange.mail import write_draft
from desktop_app.exchange.opening import bundle_in, packed_pieces_in, pieces_in
from tests.exchange.sealing import a_bundle, read
from tests.exchange.test_card import a_card

ZIP = b"PK\x03\x04" + random.Random(3).randbytes(700)  # noqa: S311 - a test
OTHER = b"PK\x03\x04 another"


def refusal(data):
    with pytest.raises(BundleRejected) as told:
        pieces_in(data)
    return str(told.value)


def a_letter(*attachments, text="Good morning", html="", encoding="base64"):
    letter = EmailMessage(policy=SMTP)
    letter["From"] = "mesa@example.org"
    letter["To"] = "secretaria@example.org"
    letter["Subject"] = "Bundle 3"
    letter.set_content(text, cte=encoding)
    if html:
        letter.add_alternative(html, subtype="html")
    for name, content in attachments:
        letter.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return letter.as_bytes()


def contents(data):
    return [piece.content for piece in pieces_in(data)]


@pytest.mark.case("B28")
@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"", "is empty"),
        (b"\r\n", "is empty"),
        (bytes(2000), "is empty"),
        (b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\0\0\0\x18ftypheic", "is a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "is a picture"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><title>Sign in</title>", "is a web page"),
        (b"7z\xbc\xaf\x27\x1c", "is an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save the mail as .eml"),
        (b"\x78\x9f\x3e\x22", "winmail.dat"),
        ("Buenos días".encode(), "holds no file of Surco"),
        (b"\x7fELF\2\1\1", "is not a Surco file"),
    ],
)
def test_what_is_none_of_ours_is_told_of_in_plain_words(start, said):
    assert said in refusal(start)


@pytest.mark.case("B28")
@pytest.mark.parametrize("name", ["b.zip", "b (1).surco", "b", "b.surco.txt", "b.eml", "b.pdf"])
def test_a_bundle_is_read_under_any_name(tmp_path, name):
    path, keys = a_bundle(tmp_path)

    assert read(path.rename(tmp_path / name), keys).manifest.seq == 3


@pytest.mark.case("B28")
def test_a_bundle_is_read_as_it_lies_in_a_saved_mail(tmp_path):
    path, keys = a_bundle(tmp_path)
    mail = tmp_path / "draft.eml"
    paper = tmp_path / "summary.pdf"
    paper.write_bytes(b"%PDF-1.7")
    from datetime import UTC, datetime  # noqa: PLC0415 - of this test alone

    write_draft(
        mail,
        subject="Bundle 3",
        text="Attached",
        to="",
        attachments=[path, paper],
        at=datetime(2026, 3, 15, tzinfo=UTC),
    )

    assert read(mail, keys).manifest.seq == 3


@pytest.mark.case("B27")
def test_a_bundle_is_read_as_text_and_from_the_body_of_a_mail(tmp_path):
    path, keys = a_bundle(tmp_path)
    text = armoured(path.read_bytes())
    for name, data in (("b.txt", text.encode()), ("b.eml", a_letter(text=text))):
        file = tmp_path / name
        file.write_bytes(data)

        assert read(file, keys).manifest.seq == 3


def test_a_card_is_read_as_text_and_from_a_mail(tmp_path):
    path, card = a_card(tmp_path)
    content = path.read_bytes()
    path.write_text(armoured(content), encoding="ascii")

    assert read_card(path) == card

    path.write_bytes(a_letter(("card.surco", content)))

    assert read_card(path) == card


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_a_file_as_text_is_found_in_a_body_however_it_is_encoded(encoding):
    assert contents(a_letter(text=armoured(ZIP), encoding=encoding)) == [ZIP]


def test_a_file_as_text_is_found_in_a_body_that_is_a_web_page_alone():
    page = "<p>" + armoured(ZIP).replace("\n", "<br>\r\n") + "</p>"
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["Subject"] = "mesa@example.org", "Bundle 3"
    letter.set_content(page, subtype="html")

    assert contents(letter.as_bytes()) == [ZIP]


def test_a_file_as_text_in_a_mail_twice_is_one_file():
    text = armoured(ZIP)

    assert contents(a_letter(text=text, html=f"<pre>{text}</pre>")) == [ZIP]


def test_a_text_copied_with_the_head_of_its_mail_is_read():
    assert contents(f"Subject: x\nDate: y\n\n{armoured(ZIP)}".encode()) == [ZIP]


def test_several_files_in_one_mail_are_all_found_and_the_others_let_be():
    letter = a_letter(("a.surco", ZIP), ("b.exe", OTHER), ("a.pdf", b"%PDF-1.7"), ("c", ZIP))

    assert [(one.name, one.content) for one in pieces_in(letter)] == [
        ("c", ZIP),
        ("b.exe", OTHER),
    ]


def test_a_forwarded_mail_is_gone_through(tmp_path):
    from email import message_from_bytes  # noqa: PLC0415 - of this test alone

    outer = EmailMessage(policy=SMTP)
    outer["From"], outer["Subject"] = "jefa@example.org", "Fw: Bundle 3"
    outer.set_content("See below")
    outer.add_attachment(message_from_bytes(a_letter(("a.surco", ZIP)), policy=SMTP))

    assert contents(outer.as_bytes()) == [ZIP]


def test_who_wants_one_bundle_is_told_that_there_are_several(tmp_path):
    path = tmp_path / "b.eml"
    path.write_bytes(a_letter(("a.surco", ZIP), ("b.surco", OTHER)))

    with pytest.raises(BundleRejected, match="holds 2 files of Surco"):
        bundle_in(path)


@pytest.mark.case("X2")
def test_the_name_of_an_attachment_is_cleaned_and_nothing_goes_by_it():
    name = "../../\u202ecod.surco\x07" + "a" * 400
    [piece] = pieces_in(a_letter((name, ZIP)))

    assert "\u202e" not in piece.name
    assert piece.name.isprintable()
    assert len(piece.name) <= 120


def test_a_mail_without_its_attachment_says_what_to_ask_for():
    assert "ask the sender for the file as text".casefold() in refusal(a_letter()).casefold()
    assert "winmail.dat" in refusal(a_letter(("winmail.dat", b"\x78\x9f\x3e\x22 tnef")))


def test_a_mail_that_was_cut_still_gives_what_came():
    letter = a_letter(("a.surco", ZIP), ("b.surco", OTHER))

    assert contents(letter[: letter.rindex(b"--=")])[0] == ZIP


def test_what_is_encrypted_stays_so_while_it_is_only_sorted():
    locked = b"age-encryption.org/v1\n-> X25519 a\nb\n--- c\n"
    [piece] = packed_pieces_in(a_letter(("a.surco", locked)))

    assert piece.encrypted
    assert piece.content == locked
    assert "encrypted" in refusal(locked)


def nested(levels):
    """Return a mail of so many parts within parts."""
    body = b"Content-Type: text/plain\n\nend\n"
    for level in range(levels):
        mark = b"b%d" % level
        head = b"Content-Type: multipart/mixed; boundary=%s\n\n--%s\n" % (mark, mark)
        body = head + body + b"\n--%s--\n" % mark
    return b"From: a\nSubject: b\n" + body


@pytest.mark.parametrize(
    "hostile",
    [
        nested(5_000),
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 400_000,
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=y\n\n" * 40_000,
        b"From: a\nSubject: b\nContent-Type: " + b'a/b; "' * 400_000 + b"\n\n",
        b"From: a\nSubject: b\n" + b" \n " * 2_000_000,
        b"From: a\nSubject: b\nContent-Type: text/html\n\n" + b"<" * 4_000_000,
        b"From: a\nSubject: b\nContent-Type: text/html\n\n" + b"<a " * 1_000_000,
    ],
    ids=["nested", "parts", "containers", "parameters", "head", "tags", "open-tags"],
)
def test_a_mail_made_to_keep_us_busy_is_refused_soon(hostile):
    begun = time.process_time()
    with pytest.raises(BundleRejected):
        pieces_in(hostile)

    assert time.process_time() - begun < 5


@given(st.data())
def test_a_mail_with_random_damage_is_refused_or_gives_pieces(data):
    letter = bytearray(a_letter(("a.surco", ZIP), text=armoured(OTHER)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(letter) - 1))
        length = data.draw(st.integers(0, 40))
        letter[place : place + length] = data.draw(st.binary(max_size=40))

    try:
        found = contents(bytes(letter))
    except BundleRejected:
        found = []

    assert all(one.startswith(b"PK") for one in found)
