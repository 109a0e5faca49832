"""Verbs about records: init, new, edit, ready, delete, import, list, show, check."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from desktop_app.actions import gaps, importing, keeping, lists, records, tables, views
from desktop_app.actions.checking import check_store
from desktop_app.actions.notes import open_notes
from desktop_app.actions.office import OFFICE, ROLES, set_up
from desktop_app.cli.note_verbs import plain_notes
from desktop_app.cli.road_words import plain_roads, tell_roads
from desktop_app.cli.session import (
    Session,
    json_option,
    print_json,
    read_json,
    read_passphrase,
    records_in,
)
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.records.attached import file_said
from desktop_app.records.codes import code_list
from desktop_app.records.derived import dollars, framework
from desktop_app.records.evidence_words import GAP
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import Record, answered, in_language

KIND = click.Choice(sorted(KINDS))


@click.command()
@click.option("--office", "code", required=True, help="Country or mechanism: BO, CAF, BO-LPB.")
@click.option("--name", required=True, help="The name of the office.")
@click.option("--role", type=click.Choice(ROLES), default=OFFICE)
@click.option("--passphrase-file", type=click.Path(path_type=Path))
@click.option("--focal-point", default="")
@click.option("--email", default="")
@click.pass_obj
def init(  # noqa: PLR0913, PLR0917 - one argument an option
    session: Session,
    code: str,
    name: str,
    role: str,
    passphrase_file: Path | None,
    focal_point: str,
    email: str,
) -> None:
    """Make the office in its folder, with the seal that its bundles will carry."""
    words = read_passphrase(passphrase_file) if passphrase_file else None
    with set_up(
        session.home,
        code=code,
        name=name,
        role=role,
        language=session.language.code,
        passphrase=words,
        focal_point=focal_point,
        email=email,
        person=session.person,
    ) as office:
        session.say(
            N_("{name} ({code}) is set up in {folder}."),
            name=office.name,
            code=office.code,
            folder=office.home,
        )


@click.command()
@click.argument("kind", type=KIND)
@click.option("--from", "source", required=True, help="A JSON file, or - for standard input.")
@json_option
@click.pass_obj
def new(session: Session, kind: str, source: str, *, as_json: bool) -> None:
    """Record one or several new records of KIND, all or none."""
    given = read_json(source)
    with session.office() as office, office.store.writing():
        saved = []
        for one in records_in(given):
            record = records.enter_record(office, records.from_plain(office, kind, one))
            saved.append(
                records.mark_ready(office, record) if one.get("status") == "ready" else record
            )
    plain = [records.to_plain(record) for record in saved]
    if as_json:
        print_json(plain if isinstance(given, list) else plain[0])
        return
    for record in saved:
        click.echo(f"{record.human_code}  {records.title_of(record, session.language.code)}")


@click.command()
@click.argument("code")
@click.option(
    "--from", "source", required=True, help="A JSON merge patch, or - for standard input."
)
@json_option
@click.pass_obj
def edit(session: Session, code: str, source: str, *, as_json: bool) -> None:
    """Change the record CODE by a JSON merge patch: null takes an answer away."""
    patch = records_in(read_json(source))
    if len(patch) != 1:
        raise UserError(N_("A change is one JSON object."))
    with session.office() as office:
        record = records.edit_record(office, code, patch[0])
    if as_json:
        print_json(records.to_plain(record))
    else:
        click.echo(f"{record.human_code}  {records.title_of(record, session.language.code)}")


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.pass_obj
def ready(session: Session, codes: tuple[str, ...]) -> None:
    """Mark records as ready to send: all of them, or none if one is not ready."""
    with session.office() as office, office.store.writing():
        for code in codes:
            record = records.mark_ready(office, records.find(office, code))
            session.say(N_("{code} is ready."), code=record.human_code)
            if still := open_notes(office, record.uid):
                session.say(N_("Notes still open at it: {count}"), count=len(still))


@click.command()
@click.argument("code")
@click.option("--reason", required=True, help="The Secretariat is told why.")
@click.pass_obj
def delete(session: Session, code: str, reason: str) -> None:
    """Withdraw the record CODE; it stays as a tombstone with its reason."""
    with session.office() as office:
        record = records.withdraw(office, records.find(office, code), reason)
    session.say(N_("{code} is withdrawn."), code=record.human_code)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@json_option
@click.pass_obj
def import_file(session: Session, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take in an IATI 2.03 file of activities or organisations as drafts."""
    with session.office(read_only=dry_run) as office:
        planned = importing.plan_import(office, file)
        if not dry_run:
            keeping.back_up(office)
        name = "" if dry_run else importing.apply_import(office, planned)
    report = importing.report(planned)
    if as_json:
        print_json({**report, "import_id": name})
        return
    session.say(
        N_("{read} read: {new} new, {changed} changed, {same} as before, {refused} refused."),
        **{word: report[word] for word in ("read", "new", "changed", "same", "refused")},
    )
    for position, error in planned.refused:
        click.echo(f"  {position}: {session.language.error(error)}")
    if report["unmapped"]:
        session.say(N_("Kept with the records, without a field of their own:"))
    for element, count in report["unmapped"].items():
        click.echo(f"  {count:6}  {element}")
    if name:
        session.say(N_("To take all of it back: surco undo-import {name}"), name=name)


@click.command("undo-import")
@click.argument("name")
@click.pass_obj
def undo_import(session: Session, name: str) -> None:
    """Take a whole import back; records changed since stay."""
    with session.office() as office:
        back, stay = importing.undo_import(office, name)
    session.say(
        N_("{back} records were taken back; {stay} were changed since and stay."),
        back=back,
        stay=stay,
    )


@click.command("list")
@click.argument("kind", type=KIND)
@click.option("--search", default="", help="Words in title or text, without minding accents.")
@click.option("--csv", "table", type=click.Path(path_type=Path), help="Write a table to this file.")
@click.option("--xlsx", "book", type=click.Path(path_type=Path), help="Write a workbook.")
@json_option
@click.pass_obj
def list_kind(  # noqa: PLR0913 - one argument an option
    session: Session,
    kind: str,
    search: str,
    table: Path | None,
    book: Path | None,
    *,
    as_json: bool,
) -> None:
    """List the records of KIND, the newest first, or write the list to a table or workbook."""
    if book is not None and book.suffix.lower() != ".xlsx":
        raise UserError(N_("The name of a workbook ends in .xlsx; “{path}” does not."), path=book)
    with session.office(read_only=True) as office:
        for path in filter(None, (table, book)):
            made = tables.export_list(
                office,
                path,
                kind,
                language=Language(session.language.code, office.country),
                search=search,
                columns=views.chosen_columns(office, kind),
                everywhere=bool(search),
            )
            session.say(N_("Records in {path}: {count}"), path=path, count=made.records)
            if made.left_out:
                text = N_("For this office only, and left out: {count}")
                session.say(text, count=made.left_out)
        if table or book:
            return
        if as_json:
            found = lists.list_records(office, kind, search)
            print_json([records.to_plain(record) for record in found])
            return
        rows = lists.list_rows(office, kind, search, everywhere=bool(search))
    for row in rows:
        title = in_language(row.title, session.language.code)
        status = code_list("status").label(row.status, session.language.code)
        click.echo(f"{row.human_code:14} {status:12} {title}")


@click.command()
@click.argument("code")
@json_option
@click.pass_obj
def show(session: Session, code: str, *, as_json: bool) -> None:
    """Show the record CODE (its human code or its uid)."""
    with session.office(read_only=True) as office:
        record = records.find(office, code)
        found = records.findings_of(office, record)
        notes = plain_notes(office, record.uid)
        came = plain_roads(office, record.uid)
        lacks = gaps.has_gap(office, record.uid)
    if as_json:
        print_json({**records.to_plain(record), "notes": notes, "came_by": came})
        return
    status = code_list("status").label(record.status, session.language.code)
    click.echo(f"{record.human_code}  {record.office}  {status}")
    for line in [*_told(record, session.language), *_derived(record, session.language)]:
        click.echo(line)
    for finding in found:
        label = KINDS[record.kind].question(finding.field).label
        values = {
            name: session.language.text(value) if isinstance(value, str) else value
            for name, value in finding.values.items()
        }
        text = session.language.text(finding.text, **values)
        click.echo(f"  ! {session.language.text(label)}: {text}")
    tell_roads(session, came)
    if lacks:
        click.echo(f"  < {session.language.text(GAP)}")
    for note in notes:
        label = session.language.text(KINDS[record.kind].question(note["field"]).label)
        done = N_("done") if note["done_at"] else N_("open")
        who, said = note["who"], session.language.text(done)
        click.echo(f"  # {note['number']} {label}: {note['words']} ({who}, {said})")


@click.command()
@json_option
@click.pass_obj
def check(session: Session, *, as_json: bool) -> None:
    """Prove every record against its seal and count what is missing or doubtful."""
    with session.office(read_only=True) as office:
        health = check_store(office)
    if as_json:
        print_json(asdict(health))
    else:
        session.say(N_("Data: {state}"), state=health.integrity)
        session.say(
            N_("{error} to mend, {missing} missing, {warning} to look at."), **health.findings
        )
        if health.files:
            text = N_("Files of records that are missing or damaged here: {count}.")
            session.say(text, count=health.files)
    if health.integrity != "ok":
        raise UserError(N_("The data are damaged. Restore a backup: {what}"), what=health.integrity)


def _told(record: Record, language: Language) -> list[str]:
    lines = []
    for section in KINDS[record.kind].sections:
        asked = [one for one in section.questions if answered(record[one.field])]
        if asked:
            lines.append(f"\n{language.text(section.title)}")
        for question in asked:
            label = language.text(question.label)
            lines.append(f"  {label}: {_shown(question, record[question.field], language)}")
    return lines


def _derived(record: Record, language: Language) -> list[str]:
    """Return what is worked out from the answers and not asked."""
    lines = []
    if code := framework(record):
        label = code_list("framework").label(code, language.code)
        lines.append(f"  {code_list('framework').title(language.code)}: {label}")
    for kind in code_list("money_kind").active():
        total, without = dollars(record, kind.code)
        label = kind.label(language.code)
        if total:
            lines.append(f"  {label}: {language.amount(str(total), 'USD')}")
        if without:
            text = N_("{kind}: lines without a rate to US dollars: {count}")
            lines.append(f"  {language.text(text, kind=label, count=without)}")
    return lines


def _shown(question: Question, value: Any, language: Language) -> str:  # noqa: ANN401 - see Answer
    """Return an answer as one reads it in a terminal."""
    labels = code_list(question.codes).label if question.codes else None
    if labels:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(labels(code, language.code) for code in codes)
    if question.kind is Answer.ROWS:
        return "".join(f"\n    - {_row(question, row, language)}" for row in value)
    if question.kind in (Answer.LOCAL, Answer.LOCAL_TEXT):
        return in_language(value, language.code)
    if question.kind is Answer.DATE:
        return language.date(value)
    if question.kind is Answer.FILE:
        return file_said(value, language)
    return language.number(value) if question.kind is Answer.AMOUNT else str(value)


def _row(question: Question, row: dict[str, Any], language: Language) -> str:
    return " · ".join(
        _shown(column, row[column.field], language)
        for column in question.rows
        if answered(row.get(column.field))
    )


RECORD_VERBS = (
    init,
    new,
    edit,
    ready,
    delete,
    import_file,
    undo_import,
    list_kind,
    show,
    check,
)
