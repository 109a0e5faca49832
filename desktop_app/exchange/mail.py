"""An e-mail draft with its attachments, for any mail program to open and send."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.plain import clean

_TYPES = {".pdf": "pdf"}
_ADDRESS_LIMIT = 320
_HEADER_LIMIT = 500


def write_draft(  # noqa: PLR0913 - the parts of a letter
    path: Path,
    *,
    subject: str,
    text: str,
    to: str,
    attachments: Sequence[Path],
    at: datetime,
) -> int:
    """Write a draft to `path` and return its size in bytes; equal content gives equal bytes.

    `to` is one address or empty, `at` the day of the letter. Raises UserError for an address that
    is none, for an attachment that cannot be read and a draft that cannot be written.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"  # mail programs open it for sending, not as received
    message["Subject"] = clean(subject, lines=False)[:_HEADER_LIMIT]
    if to:
        message["To"] = _address(to)
    message["Date"] = format_datetime(at)
    message.set_content(clean(text) + "\n")
    for attachment in attachments:
        _attach(message, attachment)
    if message.is_multipart():
        message.set_boundary(_boundary(message))
    written = message.as_bytes()
    with file_errors_told(path), written_beside(path) as file:
        file.write(written)
    return len(written)


def _address(to: str) -> str:
    """Return an address; one that could add a second header or receiver is refused."""
    address = clean(to, lines=False)
    name, _, domain = address.partition("@")
    strange = any(letter.isspace() or letter in ',;:<>()[]"\\@' for letter in name + domain)
    if not name or not domain or strange or not address.isascii() or len(address) > _ADDRESS_LIMIT:
        raise UserError(
            N_("“{address}” is not an e-mail address. Write one such as mesa@example.org."),
            address=address[:80],
        )
    return address


def _attach(message: EmailMessage, attachment: Path) -> None:
    with file_errors_told(attachment):
        content = attachment.read_bytes()
    message.add_attachment(
        content,
        maintype="application",
        subtype=_TYPES.get(attachment.suffix.lower(), "octet-stream"),
        filename=clean(attachment.name, lines=False),
    )


def _boundary(message: EmailMessage) -> str:
    """Return the line between the parts, made from the content: no clock and no chance in it."""
    content = hashlib.sha256()
    for part in message.iter_parts():
        content.update(part.as_bytes())
    return f"surco-{content.hexdigest()[:32]}"
