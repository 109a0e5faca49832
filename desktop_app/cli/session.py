"""One call on the command line: its folder, its language, and how it says things."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any

import click

from desktop_app.actions import encrypting, people
from desktop_app.actions.office import Office, is_set_up, open_office
from desktop_app.errors import UserError
from desktop_app.language import LANGUAGES, N_, Language, closest_language
from desktop_app.records.plain import clean

_LOCKED = N_("The file is encrypted. Give the passphrase of the seal with --passphrase-file.")
JSON_LIMIT = 64 * 1024 * 1024


@dataclass(slots=True)
class Session:
    """What the options before the command say; the office is opened by the verbs that need it."""

    home: Path
    asked_language: str
    open_window: Callable[..., int]  # folder, language, and a file to open
    office_language: str = ""
    person: str = ""  # who works, by name; empty for who worked here last

    @property
    def language(self) -> Language:
        """The language asked for, else the office's, else the one of the system."""
        code = self.asked_language or self.office_language
        return Language(code or closest_language(os.environ.get("LANG", "")))

    @contextmanager
    def office(self, *, read_only: bool = False) -> Iterator[Office]:
        """Open the office of this folder for one verb."""
        with open_office(self.home, read_only=read_only) as office:
            self.office_language = office.language
            if self.person:
                people.work_as(office, people.named(office, self.person), remembered=False)
            yield office

    def remember_person(self) -> None:
        """Let the window open with the person who is named before it."""
        if self.person and is_set_up(self.home):
            with open_office(self.home) as office:
                people.work_as(office, people.named(office, self.person))

    def learn_language(self) -> None:
        """Find the office's language, for an error before it could be opened for the verb."""
        if not self.asked_language and not self.office_language and is_set_up(self.home):
            with open_office(self.home, read_only=True) as office:
                self.office_language = office.language

    def say(self, text: str, **values: object) -> None:
        """Print a marked text in the reader's language."""
        click.echo(self.language.text(text, **values))


def print_json(value: object) -> None:
    """Print plain data, dataclasses and paths as JSON with letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def read_json(path: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a JSON file, or standard input for "-", holds. Raises UserError."""
    data = sys.stdin.buffer.read(JSON_LIMIT + 1) if path == "-" else _file(Path(path))
    if len(data) > JSON_LIMIT:
        raise UserError(N_("{path} is larger than Surco reads."), path=path)
    try:
        return json.loads(
            data.decode("utf-8-sig"), parse_float=str, object_pairs_hook=_without_doubles
        )
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise UserError(
            N_("{path} is not a JSON file: look at line {line}."), path=path, line=line
        ) from error


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; one of two answers under one name would be lost without a word."""
    names: set[str] = set()
    for name, _value in pairs:
        if name in names:
            raise UserError(N_("“{name}” stands twice in one record."), name=clean(name)[:40])
        names.add(name)
    return dict(pairs)


def records_in(given: object) -> list[Mapping[str, Any]]:
    """Return the one record or the list of records that a JSON value is. Raises UserError."""
    many = given if isinstance(given, list) else [given]
    held = [one for one in many if isinstance(one, Mapping)]
    if not held or len(held) < len(many):
        raise UserError(N_("The file must hold one record, or a list of records."))
    return held


def passphrase(office: Office, file: Path | None) -> str | None:
    """Return the passphrase of the seal from a file or the terminal, None if it has none."""
    named = file or (Path(os.environ["SURCO_PASSPHRASE_FILE"]) if _env_file() else None)
    if named is not None:
        return read_passphrase(named)
    if not office.seal_protected:
        return None
    remembered = office.remembered_passphrase()
    if remembered is not None:
        return remembered
    return _typed(N_("The seal is protected. Give its passphrase with --passphrase-file."))


def certificate_passphrase(file: Path | None) -> str:
    """Return the passphrase of a certificate from a file or the terminal."""
    if file is not None:
        return read_passphrase(file)
    return _typed(
        N_("The certificate is protected. Give its passphrase with --sign-passphrase-file.")
    )


def _typed(refusal: str) -> str:
    """Ask at the terminal. Raises UserError, the sentence given, where nobody sits at one."""
    if not sys.stdin.isatty():
        raise UserError(refusal)
    asked: str = click.prompt("Passphrase", hide_input=True, err=True)
    return asked


def read_passphrase(file: Path) -> str:
    """Return the first line of a file. Raises UserError when it is not there or empty."""
    words = _file(file).decode("utf-8-sig", errors="replace").splitlines()
    if not words or not words[0]:
        raise UserError(N_("There is no passphrase in {path}."), path=file)
    return words[0]


def told_refusal(sentence: str) -> click.exceptions.Exit:
    """Say a sentence that is in the reader's language already, and return the way out."""
    if sentence:
        click.echo(sentence, err=True)
    return click.exceptions.Exit(1)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --language of one paper or letter to a verb."""
    return click.option("--language", "paper_language", type=click.Choice(LANGUAGES), default=None)(
        command
    )


def encrypt_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --encrypt to a verb that seals."""
    return click.option(
        "--encrypt", is_flag=True, help="Let only the addressee and this office read the bundle."
    )(command)


def as_text_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as-text to a verb that writes a file to be sent."""
    return click.option(
        "--as-text", is_flag=True, help="Write it as text too, for mail without attachments."
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json to a verb."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(
        command
    )


def open_reader(office: Office, files: Iterable[Path], file: Path | None) -> None:
    """Ask for the passphrase when one of the files cannot be read without it."""
    if encrypting.asks_passphrase(office, files):
        named = file or (Path(os.environ["SURCO_PASSPHRASE_FILE"]) if _env_file() else None)
        words = read_passphrase(named) if named else _typed(_LOCKED)
        encrypting.open_readers(office, words)


def passphrase_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --passphrase-file to a verb that seals."""
    return click.option(
        "--passphrase-file", type=click.Path(path_type=Path), help="Its first line opens the seal."
    )(command)


def _env_file() -> bool:
    return bool(os.environ.get("SURCO_PASSPHRASE_FILE"))


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(JSON_LIMIT + 1)  # a device has no size of its own
    except OSError as error:
        raise UserError(
            N_("{path} cannot be read. Look at its name and folder."), path=path
        ) from error
    if len(data) > JSON_LIMIT:
        raise UserError(N_("{path} is larger than Surco reads."), path=path)
    return data


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
