"""A bundle or card as text beside its file, for when a mail system removes what is attached."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.actions.bundles import Exported, address_of, reader_of
from desktop_app.actions.mailing import Letter, write_text_letter
from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.paths import written_beside
from desktop_app.records.files import file_errors_told

_ABOVE = N_(
    "This is a file of Surco as text. In Surco, choose “Paste the text of a mail” and paste all of"
    " it, from “BEGIN SURCO FILE” to “END SURCO FILE”; or open this file there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsText:
    """The texts, one a part, and the e-mail drafts that have them in their bodies; in bytes."""

    texts: tuple[Path, ...]
    mails: tuple[Path, ...] = ()
    mail_bytes: int = 0

    @property
    def text(self) -> Path:
        """The first of the texts."""
        return self.texts[0]


def file_as_text(path: Path, language: Language) -> AsText:
    """Write the file at `path` as text beside it (same name, .txt). Raises UserError."""
    from desktop_app.exchange.armour import armoured

    with file_errors_told(path):
        text = armoured(path.read_bytes())
    beside = path.with_suffix(".txt")
    whole = f"{language.text(_ABOVE)}\n\n{text}".replace("\n", "\r\n")
    with file_errors_told(beside), written_beside(beside) as file:
        file.write(whole.encode())
    return AsText(texts=(beside,))


def bundle_as_text(office: Office, exported: Exported, kind: str, language: str = "") -> AsText:
    """Write a bundle as text, and e-mail drafts with it in the body in place of attachments.

    `kind` is submission or answer; without `language` it speaks that of the addressee.
    """
    from desktop_app.exchange.armour import armoured

    words = reader_of(office, exported.addressee, language)
    letter = Letter(
        kind=kind,
        office_name=office.name,
        sequence=exported.sequence,
        records=exported.records,
        check_code=exported.check_code,
        to=address_of(office, exported.addressee),
        parts=len(exported.parts),
    )
    texts, mails, size = [], [], 0
    for number, part in enumerate(exported.parts, start=1):
        texts.append(file_as_text(part.bundle, words).text)
        with file_errors_told(part.bundle):
            text = armoured(part.bundle.read_bytes())
        mail = part.mail.with_name(f"{part.mail.stem}-text.eml")
        below = f"{words.text(_ABOVE)}\n\n{text}"
        said = replace(letter, part=number)
        size += write_text_letter(mail, said, below, words, office.clock())
        mails.append(mail)
    return AsText(texts=tuple(texts), mails=tuple(mails), mail_bytes=size)


def pasted(text: str, folder: Path) -> Path:
    """Keep a text that somebody pasted as a file in `folder`, to be opened as any other.

    Raises UserError at once when there is no file of Surco in it.
    """
    from desktop_app.exchange.opening import packed_pieces_in

    data = text.encode("utf-8", "surrogatepass")
    if not data.strip():
        raise UserError(N_("Nothing was pasted. Copy the text of the mail first."))
    packed_pieces_in(data)
    path = folder / f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    with file_errors_told(path):
        folder.mkdir(parents=True, exist_ok=True)
        with written_beside(path, private=True) as file:
            file.write(data)
    return path
