"""Bring the catalogues of resources/locale up to date with the texts marked in desktop_app.

python installer/catalogues.py          extract, update, compile; tell what lacks a translation
python installer/catalogues.py --check  change nothing; exit with 1 if the first would have work

No line numbers and sorted by text, so that a difference between two versions is words. Needs Babel,
which is in the environment of the tests.
"""

import io
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("es", "en", "pt", "fr")
SOURCE_LANGUAGE = "en"
MARKS = {"N_": None, "N_plural": (1, 2)}
METHODS = [("**.py", "python")]
TEAM = "The Surco contributors"


def path_of(language: str, kind: str = "po") -> Path:
    """Return where the catalogue of a language lies, as text (po) or compiled (mo)."""
    return LOCALE / language / "LC_MESSAGES" / f"surco.{kind}"


def extract() -> Catalog:
    """Return a catalogue of every text marked in the program, untranslated."""
    template = Catalog(charset="utf-8")
    for _, _, text, _, _ in extract_from_dir(ROOT / "desktop_app", METHODS, keywords=MARKS):
        template.add(text)
    return template


def read(language: str) -> Catalog:
    """Return the catalogue as it stands; an empty one if there is none yet."""
    path = path_of(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _empty(language: str) -> Catalog:
    now = datetime.now(UTC)
    return Catalog(
        language,
        header_comment="# Texts of Surco; refreshed by installer/catalogues.py.",
        project="Surco",
        version="1",
        copyright_holder=TEAM,
        msgid_bugs_address=TEAM,
        last_translator=TEAM,
        language_team=TEAM,
        creation_date=now,
        revision_date=now,
        charset="utf-8",
        fuzzy=False,
    )


_ENGLISH_QUOTES = re.compile(r"“\s*([^”]*?)\s*”")
_BEFORE_COLON = re.compile(r"(?<=\S) (?=:(?:\s|$))")  # where no line may end
_BEFORE_MARK = re.compile(r"(?<=\S) (?=[;!?»](?:\W|$))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w{«“])")


def update(language: str, template: Catalog) -> Catalog:
    """Return the catalogue with exactly the texts of the template, keeping translations."""
    catalogue = read(language)
    own = deepcopy(template)  # else the four catalogues would share their messages
    catalogue.update(own, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    if language == SOURCE_LANGUAGE:
        for message in texts(catalogue):
            message.string = message.id
    if language == "fr":
        for message in texts(catalogue):
            forms = message.string or ""
            message.string = french(forms) if isinstance(forms, str) else [*map(french, forms)]
    return catalogue


def french(text: str) -> str:
    """Return a text with the quotation marks, the apostrophe and the spaces of French."""
    quoted = _ENGLISH_QUOTES.sub("«\u00a0\\1\u00a0»", text)
    kept = _BEFORE_MARK.sub("\u202f", _BEFORE_COLON.sub("\u00a0", quoted))
    return _APOSTROPHE.sub("\u2019", kept.replace("« ", "«\u202f"))


def texts(catalogue: Catalog) -> Iterator[Message]:
    """Walk through the texts, leaving out the head, whose text is empty."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    """Tell whether there is a text in every form."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(forms) and not message.fuzzy


def as_text(catalogue: Catalog) -> bytes:
    """Return the po file of a catalogue."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, sort_output=True, omit_header=False)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return the mo file of a catalogue."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def refresh(language: str, template: Catalog, *, write: bool) -> list[str]:
    """Bring one catalogue up to date and return what is to be told of it, one line a matter."""
    catalogue = update(language, template)
    told = []
    for kind, content in (("po", as_text(catalogue)), ("mo", compiled(catalogue))):
        path = path_of(language, kind)
        if path.exists() and path.read_bytes() == content:
            continue
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        else:
            told.append(f"{path.relative_to(ROOT)} is not up to date")
    lacking = [message for message in texts(catalogue) if not is_translated(message)]
    return told + [f"{language}: no translation of {message.id!r}" for message in lacking]


def main(arguments: list[str]) -> int:
    """Refresh all catalogues; with --check only look."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    template = extract()
    lines = [line for each in LANGUAGES for line in refresh(each, template, write=arguments == [])]
    print("\n".join(lines) or "All catalogues are complete.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
