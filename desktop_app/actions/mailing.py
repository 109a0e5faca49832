"""The e-mail drafts that carry a bundle or a printed page."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.language import N_, Language

if TYPE_CHECKING:
    from desktop_app.actions.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the draft says; the attachments are given apart."""

    kind: str  # submission, answer or pack
    office_name: str
    sequence: int
    records: int
    check_code: str
    to: str = ""
    part: int = 1
    parts: int = 1
    encrypted: bool = False  # then nothing else is attached


_SUBJECT = {
    "submission": N_("{office}: cooperation records, bundle {number}"),
    "answer": N_("{office}: answer {number}"),
    "pack": N_("{office}: your records, sent back as number {number}"),
}
_OPENING = {
    "submission": N_(
        "Attached is bundle {number} of {office} with {records} records of South-South and "
        "triangular cooperation, and its summary."
    ),
    "answer": N_("Attached is answer {number} of {office} to your last bundle, and its summary."),
    "pack": N_(
        "Attached are the {records} records of your office that {office} holds, as number {number},"
        " and their summary."
    ),
}
_OPENING_ENCRYPTED = {
    "submission": N_(
        "Attached is bundle {number} of {office} with {records} records of South-South and "
        "triangular cooperation. It is encrypted: only you and the sender can read it."
    ),
    "answer": N_(
        "Attached is answer {number} of {office} to your last bundle. It is encrypted: only you "
        "and the sender can read it."
    ),
    "pack": N_(
        "Attached are the {records} records of your office that {office} holds, as number {number}."
        " They are encrypted: only you and the sender can read them."
    ),
}
_OPENING_TEXT = {
    "submission": N_(
        "Below is bundle {number} of {office} as text, with {records} records of South-South and "
        "triangular cooperation: attached files do not come through."
    ),
    "answer": N_(
        "Below is answer {number} of {office} to your last bundle as text: attached files do not "
        "come through."
    ),
    "pack": N_(
        "Below are the {records} records of your office that {office} holds, as number {number}, as"
        " text: attached files do not come through."
    ),
}
_COMPARE = N_("If in doubt, compare the check code by telephone:")
_IN_PARTS = N_("{subject}, part {part} of {parts}")
_PART = N_(
    "This mail carries part {part} of {parts}; each part comes in a mail of its own, and their"
    " order does not matter."
)
_CLOSING = N_(
    "Please save the .surco file and open it with Surco. If in doubt, compare the check code by "
    "telephone:"
)


def write_letter(
    path: Path, letter: Letter, attachments: list[Path], language: Language, at: datetime
) -> int:
    """Write the .eml draft and return its size in bytes, as it would travel."""
    opening = _OPENING_ENCRYPTED if letter.encrypted else _OPENING
    said = language.text(opening[letter.kind], **_values(letter, language))
    part = [language.text(_PART, **_values(letter, language))] if letter.parts > 1 else []
    paragraphs = [said, *part, language.text(_CLOSING)]
    return _write(path, letter, paragraphs, attachments, language, at)


def write_text_letter(
    path: Path, letter: Letter, file: str, language: Language, at: datetime
) -> int:
    """Write a draft with the `file` as text in its body; return its size in bytes."""
    said = language.text(_OPENING_TEXT[letter.kind], **_values(letter, language))
    part = [language.text(_PART, **_values(letter, language))] if letter.parts > 1 else []
    paragraphs = [said, *part, language.text(_COMPARE)]
    return _write(path, letter, paragraphs, [], language, at, below=file)


def _write(  # noqa: PLR0913, PLR0917 - the parts of a letter
    path: Path,
    letter: Letter,
    paragraphs: list[str],
    attachments: list[Path],
    language: Language,
    at: datetime,
    below: str = "",
) -> int:
    from desktop_app.exchange.mail import write_draft

    values = _values(letter, language)
    subject = language.text(_SUBJECT[letter.kind], **values)
    if letter.parts > 1:
        subject = language.text(_IN_PARTS, subject=subject, **values)
    text = [*paragraphs, letter.check_code, letter.office_name, *([below] if below else [])]
    return write_draft(
        path,
        subject=subject,
        text="\n\n".join(text) + "\n",
        to=letter.to,
        attachments=attachments,
        at=at,
    )


def _values(letter: Letter, language: Language) -> dict[str, object]:
    return {
        "office": letter.office_name,
        "number": letter.sequence,
        "records": language.number(letter.records),
        "part": letter.part,
        "parts": letter.parts,
    }


def mail_document(
    path: Path, office: "Office", title: str, document: Path, language: Language
) -> None:
    """Write an e-mail draft to nobody yet, with a printed document attached.

    `title` is what such a document is called, marked for translation.
    """
    from desktop_app.exchange.mail import write_draft

    called = language.text(title)
    said = language.text(
        N_("Attached is “{document}” of {office}, as of {date}."),
        document=called,
        office=office.name,
        date=language.date(office.moment()[:10]),
    )
    write_draft(
        path,
        subject=language.text(N_("{office}: {document}"), office=office.name, document=called),
        text=f"{said}\n\n{office.name}\n",
        to="",
        attachments=[document],
        at=office.clock(),
    )
