from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

import pytest

from desktop_app.errors import UserError
from desktop_app.exchange.mail import write_draft

AT = datetime(2026, 3, 15, 9, 30, tzinfo=UTC)
SUBJECT = "Registro de cooperación Sur-Sur: envío n.º 7"
TEXT = "Estimada Secretaría:\n\nSe adjunta el envío n.º 7.\n.\nCon un saludo"


@pytest.fixture
def attachments(tmp_path):
    bundle, pdf = tmp_path / "surco-BO-000007-2de3.surco", tmp_path / "resumen añadido.pdf"
    bundle.write_bytes(bytes(range(256)) * 40)
    pdf.write_bytes(b"%PDF-1.7\r\n.\r\n")
    return [bundle, pdf]


def draft(path, attachments=(), *, subject=SUBJECT, text=TEXT, to="mesa@example.org"):
    return write_draft(
        path, subject=subject, text=text, to=to, attachments=list(attachments), at=AT
    )


def read(path):
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def test_a_draft_read_back_says_what_was_written(tmp_path, attachments):
    path = tmp_path / "draft.eml"
    size = draft(path, attachments)
    letter = read(path)

    assert size == path.stat().st_size
    assert letter["Subject"] == SUBJECT
    assert letter["To"] == "mesa@example.org"
    assert letter["X-Unsent"] == "1"
    assert parsedate_to_datetime(letter["Date"]) == AT
    assert letter.get_body().get_content().replace("\r\n", "\n") == TEXT + "\n"
    read_back = list(letter.iter_attachments())
    assert [part.get_content_type() for part in read_back] == [
        "application/octet-stream",
        "application/pdf",
    ]
    assert [part.get_filename() for part in read_back] == [file.name for file in attachments]
    assert [part.get_content() for part in read_back] == [f.read_bytes() for f in attachments]
    assert letter.defects == []


def test_the_same_letter_has_the_same_bytes(tmp_path, attachments):
    draft(tmp_path / "one.eml", attachments)
    draft(tmp_path / "two.eml", attachments)

    assert (tmp_path / "one.eml").read_bytes() == (tmp_path / "two.eml").read_bytes()


def test_every_line_passes_any_mail_server(tmp_path, attachments):
    path = tmp_path / "draft.eml"
    draft(path, attachments, text="palabra " * 500, subject="Asunto " * 60)
    lines = path.read_bytes().split(b"\r\n")

    assert max(map(len, lines)) <= 998
    assert path.read_bytes().isascii()
    assert b"\n" not in b"".join(lines)


def test_a_letter_without_receiver_or_attachment_is_a_draft_too(tmp_path):
    path = tmp_path / "draft.eml"
    draft(path, to="")

    assert read(path)["To"] is None
    assert read(path).get_content_type() == "text/plain"


@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r", "\u2028"])
def test_a_subject_and_a_file_name_cannot_add_a_header(tmp_path, mark):
    attachment = tmp_path / f"one{mark.replace('/', '')}Bcc: other@example.org.surco"
    attachment.write_bytes(b"x")
    path = tmp_path / "draft.eml"
    draft(path, [attachment], subject=f"Uno{mark}Bcc: other@example.org")
    letter = read(path)

    assert letter["Bcc"] is None
    assert letter["Subject"] == "Uno Bcc: other@example.org"
    assert [part["Bcc"] for part in letter.iter_attachments()] == [None]


@pytest.mark.parametrize(
    "to",
    [
        "mesa@example.org\r\nBcc: other@example.org",
        "mesa@example.org, other@example.org",
        "mesa",
        "@example.org",
        "Mesa <mesa@example.org>",
        "mesa@one@example.org",
    ],
)
def test_what_is_not_one_address_is_refused(tmp_path, to):
    with pytest.raises(UserError, match="not an e-mail address"):
        draft(tmp_path / "draft.eml", to=to)

    assert list(tmp_path.iterdir()) == []


def test_an_attachment_that_is_gone_is_named_and_nothing_written(tmp_path):
    with pytest.raises(UserError, match=r"gone\.surco"):
        draft(tmp_path / "draft.eml", [tmp_path / "gone.surco"])

    assert list(tmp_path.iterdir()) == []
