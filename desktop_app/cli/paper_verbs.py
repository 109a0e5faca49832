"""The verb about paper: print, which knows of each document only what its entry tells."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop_app.actions import printing, signing_paper
from desktop_app.actions.printable import Edition, Of, Printable
from desktop_app.cli.session import Session, certificate_passphrase
from desktop_app.language import LANGUAGES, N_, Language

if TYPE_CHECKING:
    from desktop_app.actions.office import Office
    from desktop_app.exchange.pdf_signing import Certificate

PAPERS = ("a4", "letter")
_ASKED = {Of.RECORD: "CODE", Of.KIND: "KIND"}
_ALLOWED = {Of.OFFICE: "CODE", Of.BUNDLE: "NUMBER", **_ASKED}


@click.command("print")
@click.argument("what", type=click.Choice(list(printing.DOCUMENTS)))
@click.argument("names", nargs=-1, required=True, metavar="[CODE|KIND|NUMBER] FILE.pdf")
@click.option("--language", "paper_language", type=click.Choice(LANGUAGES))
@click.option("--second-language", type=click.Choice(LANGUAGES), help="Beside the first one.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4")
@click.option(
    "--xlsx",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="Write its tables as a workbook too.",
)
@click.option(
    "--sign",
    type=click.Path(path_type=Path),
    metavar="CERT.p12",
    help="Sign it with a certificate.",
)
@click.option(
    "--sign-passphrase-file",
    type=click.Path(path_type=Path),
    metavar="F",
    help="Its first line opens the certificate.",
)
@click.option("--public", is_flag=True, help="Only what everybody may see and is finished.")
@click.pass_obj
def print_paper(  # noqa: PLR0913, PLR0917 - click gives every option
    session: Session,
    what: str,
    names: tuple[str, ...],
    paper_language: str | None,
    second_language: str | None,
    paper: str,
    xlsx: Path | None,
    sign: Path | None,
    sign_passphrase_file: Path | None,
    *,
    public: bool,
) -> None:
    """Print a document to FILE.pdf: of record CODE, of a KIND of record, or of the office."""
    document = printing.DOCUMENTS[what]
    of, path = _parted(what, document, names)
    if sign_passphrase_file and not sign:
        raise click.UsageError("--sign-passphrase-file goes with --sign")
    with session.office(read_only=True) as office:
        printing.refuse_document(office, what, of)
        language = Language(paper_language or session.language.code, office.country)
        second = Language(second_language, office.country) if second_language else None
        edition = Edition(language=language, second=second, paper=paper, public=public)
        document.refuse(edition)
        certificate = _certificate(office, sign, sign_passphrase_file)
        if xlsx is not None:
            printing.write_tables(office, what, of, xlsx, edition)
        with signing_paper.signed(office, path, certificate, language) as target:
            document.write(office, of, target, edition)
    session.say(N_("Printed: {path}"), path=path)
    if xlsx is not None:
        session.say(N_("Printed: {path}"), path=xlsx)


def _certificate(
    office: "Office", file: Path | None, passphrase_file: Path | None
) -> "Certificate | None":
    """Return the certificate to sign with, None when none was asked for."""
    if file is None:
        return None
    protected = signing_paper.needs_passphrase(file)
    passphrase = certificate_passphrase(passphrase_file) if protected else None
    return signing_paper.open_certificate(office, file, passphrase)


def _parted(what: str, document: Printable, names: tuple[str, ...]) -> tuple[str, Path]:
    """Return what the document is of and its file."""
    of, path = names[:-1], Path(names[-1])
    allowed, asked = _ALLOWED.get(document.of, ""), _ASKED.get(document.of, "")
    if len(of) > (1 if allowed else 0) or (asked and not of):
        taken = f"{asked} and FILE.pdf" if asked else f"[{allowed}] FILE.pdf".replace("[] ", "")
        raise click.UsageError(f"{what} takes {taken}")
    return (of[0] if of else ""), path


PAPER_VERBS = (print_paper,)
