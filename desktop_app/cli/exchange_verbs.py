"""Verbs about bundles: export, card, trust, verify, undo-merge, answer, read-answer."""

from dataclasses import asdict
from pathlib import Path

import click

from desktop_app.actions import (
    answers,
    bundle_contents,
    bundles,
    comparing,
    inbox,
    keys,
    merging,
    weighing,
)
from desktop_app.actions import as_text as texts
from desktop_app.actions.as_text import AsText
from desktop_app.cli.bundle_verbs import bundles as listed
from desktop_app.cli.inbox_verbs import tell_tried
from desktop_app.cli.leaving_verbs import tell_leaving
from desktop_app.cli.receive_verbs import receive
from desktop_app.cli.session import (
    Session,
    as_text_option,
    encrypt_option,
    json_option,
    language_option,
    open_reader,
    passphrase,
    passphrase_option,
    print_json,
    told_refusal,
)
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.records.lookalike import lookalike_word
from desktop_app.records.rules_names import LOOKALIKE

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=FILE, metavar="DIR", required=False)
@click.option("--drafts", is_flag=True, help="Send unfinished records too, marked as such.")
@click.option("--no-files", is_flag=True, help="Leave files for a bundle after this one.")
@encrypt_option
@click.option("--to", default="", metavar="OFFICE", help="Who reads it, if not the usual one.")
@as_text_option
@click.option("--dry-run", is_flag=True, help="Tell what would leave, and write nothing.")
@click.option("--mail-limit", type=int, metavar="MB", help="In parts for such mails; remembered.")
@language_option
@passphrase_option
@json_option
@click.pass_obj
def export(  # noqa: PLR0913 - one argument an option
    session: Session,
    folder: Path | None,
    *,
    drafts: bool,
    no_files: bool,
    encrypt: bool,
    to: str,
    as_text: bool,
    dry_run: bool,
    mail_limit: int | None,
    paper_language: str | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Seal what has not been acknowledged further up into DIR: bundle, summary, e-mail draft."""
    if dry_run:
        tell_leaving(session, drafts=drafts, to=to, with_files=not no_files, as_json=as_json)
        return
    if folder is None:
        raise click.UsageError("Missing argument 'DIR'.")
    with session.office() as office:
        words = passphrase(office, passphrase_file)
        if mail_limit is not None:
            weighing.choose_mail_limit(office, mail_limit)
        exported = bundles.export_bundle(
            office,
            folder,
            drafts=drafts,
            with_files=not no_files,
            encrypt=encrypt,
            to=to,
            language=paper_language or session.asked_language,
            passphrase=words,
        )
        bundle_contents.remember_folder(office, folder)
        text = texts.bundle_as_text(office, exported, "submission") if as_text else None
    _tell_export(session, exported, text, as_json=as_json)


@click.command()
@click.argument("file", type=FILE)
@as_text_option
@passphrase_option
@click.pass_obj
def card(session: Session, file: Path, *, as_text: bool, passphrase_file: Path | None) -> None:
    """Write the enrolment card of this installation to FILE, and its page beside it."""
    with session.office() as office:
        made = keys.make_card(office, file, passphrase(office, passphrase_file))
        if as_text:
            texts.file_as_text(file, session.language)
    session.say(N_("Card of {name}: {path}"), name=made.name, path=file)
    session.say(N_("Read these digits aloud: {digits}"), digits=made.fingerprint)


@click.command()
@click.argument("file", type=FILE, metavar="CARD")
@click.option("--yes", is_flag=True, help="The digits were compared already.")
@click.option("--digits", default="", help="The 40 digits that the office read to you.")
@click.pass_obj
def trust(session: Session, file: Path, *, yes: bool, digits: str) -> None:
    """Take the bundles of the installation on CARD from now on, once the digits were compared."""
    with session.office() as office:
        shown = keys.read_card(file)
        click.echo(f"{shown.name} ({shown.office}, {shown.role})")
        if word := lookalike_word(shown.name):
            session.say(LOOKALIKE, word=word)
        if digits:
            refused = comparing.refusal(comparing.compare_typed(shown.fingerprint, digits))
            if refused is not None:
                raise refused
        else:
            click.echo(shown.fingerprint)
            question = session.language.text(N_("Did the office read these same digits to you?"))
            if not yes and not click.confirm(question):
                raise UserError(N_("The card was not accepted. Nothing was changed."))
        keys.trust_card(office, shown)
        taken = inbox.try_again(office)
    session.say(N_("Bundles of {name} are taken from now on."), name=shown.name)
    tell_tried(session, taken)


@click.command()
@click.argument("file", type=FILE, metavar="BUNDLE")
@passphrase_option
@json_option
@click.pass_obj
def verify(session: Session, file: Path, *, passphrase_file: Path | None, as_json: bool) -> None:
    """Prove BUNDLE without merging it: whose it is, and that nothing was changed."""
    with session.office(read_only=True) as office:
        open_reader(office, [file], passphrase_file)
        proof = bundles.verify_bundle(office, file, session.language.code)
    if as_json:
        print_json(asdict(proof))
    if not proof.ok:
        raise told_refusal(proof.reason)
    if not as_json:
        session.say(
            N_("Bundle {number} of {office}, {records} records, unchanged. Check code: {digits}"),
            number=proof.sequence,
            office=proof.office,
            records=proof.records,
            digits=proof.fingerprint,
        )


@click.command("undo-merge")
@click.argument("name", metavar="ID")
@click.pass_obj
def undo_merge(session: Session, name: str) -> None:
    """Take the whole merge ID back, as if its bundle had never come."""
    with session.office() as office:
        count = merging.undo_merge(office, name)
    session.say(N_("Merge {name} was undone: {count} records."), name=name, count=count)


@click.command()
@click.argument("addressee", metavar="OFFICE")
@click.argument("folder", type=FILE, metavar="DIR")
@encrypt_option
@as_text_option
@language_option
@passphrase_option
@json_option
@click.pass_obj
def answer(  # noqa: PLR0913 - one argument an option
    session: Session,
    addressee: str,
    folder: Path,
    *,
    encrypt: bool,
    as_text: bool,
    paper_language: str | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Seal the return bundle for OFFICE into DIR: what became of each of its records."""
    with session.office() as office:
        words = passphrase(office, passphrase_file)
        made = answers.make_answer(
            office,
            addressee,
            folder,
            encrypt=encrypt,
            language=paper_language or session.asked_language,
            passphrase=words,
        )
        text = texts.bundle_as_text(office, made, "answer") if as_text else None
    _tell_export(session, made, text, as_json=as_json)


@click.command("read-answer")
@click.argument("file", type=FILE, metavar="BUNDLE")
@passphrase_option
@json_option
@click.pass_obj
def read_answer(
    session: Session, file: Path, *, passphrase_file: Path | None, as_json: bool
) -> None:
    """Read an answer from further up: each record shows where it stands."""
    with session.office() as office, inbox.keeping_what_waits(office, file):
        open_reader(office, [file], passphrase_file)
        read = answers.read_answer(office, file)
    if as_json:
        print_json(asdict(read))
        return
    if read.already:
        session.say(N_("This answer was read before. Nothing was changed."))
    session.say(
        N_("Answer to bundle {about}: {accepted} accepted, {received} held, {returned} returned."),
        about=read.about,
        accepted=read.accepted,
        received=read.received,
        returned=read.returned,
    )
    if read.new_seal:
        session.say(N_("Your new seal is taken there; from now on it seals alone."))
    if read.files_missing:
        text = N_("Files that have not arrived there: {count}. They go with the next bundle.")
        session.say(text, count=read.files_missing)
    for note in read.notes:
        session.say(note.text, **note.values)
    for line in read.results:
        if line["question"] or line["reason"]:
            said = session.language.text(line["reason"])
            if line["question"]:
                said = session.language.sentence(line["question"])
            click.echo(f"  {line['human_code']} ({line['by']}): {said}")


def _tell_export(
    session: Session, exported: bundles.Exported, text: AsText | None, *, as_json: bool
) -> None:
    if as_json:
        print_json({**asdict(exported), "texts": list(text.texts) if text else []})
        return
    session.say(
        N_("{count} records sealed in bundle {number} ({size} bytes): {path}"),
        count=exported.records,
        number=exported.sequence,
        size=session.language.number(exported.bytes),
        path=exported.bundle,
    )
    if exported.files:
        session.say(N_("Files in it: {count}."), count=exported.files)
    if exported.files_left:
        session.say(N_("Files not sent this time: {count}."), count=exported.files_left)
    if exported.encrypted:
        session.say(N_("It is encrypted: only its addressee and this office can read it."))
    if len(exported.parts) > 1:
        session.say(N_("It lies in {count} parts; send each of them."), count=len(exported.parts))
    session.say(N_("Summary: {path}"), path=exported.pdf)
    for part in exported.parts:
        session.say(
            N_("E-mail draft ({size} bytes): {path}"),
            size=session.language.number(part.mail_bytes),
            path=part.mail,
        )
    if text is not None:
        tell_text(session, text)
    session.say(N_("Check code: {digits}"), digits=exported.check_code)


def tell_text(session: Session, text: AsText) -> None:
    """Say where a bundle lies as text too."""
    for path, mail in zip(text.texts, text.mails, strict=True):
        session.say(N_("As text: {path}, and in the e-mail draft {mail}"), path=path, mail=mail)


EXCHANGE_VERBS = (
    export,
    card,
    trust,
    verify,
    receive,
    listed,
    undo_merge,
    answer,
    read_answer,
)
