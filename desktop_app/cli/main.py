"""The command `surco`: options before the verb, exit codes, and errors as one clear line."""

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import gettempdir

import click

from desktop_app import __version__
from desktop_app.cli.session import Session
from desktop_app.errors import Cancelled, UserError
from desktop_app.language import LANGUAGES, N_, Language
from desktop_app.paths import default_home

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


class _Verbs(click.Group):
    """The verbs, read when one is asked for: the window opens without them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._read()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        self._read()
        verb = super().get_command(ctx, cmd_name)
        return _opening(Path(cmd_name)) if verb is None and _is_file(cmd_name) else verb

    def _read(self) -> None:
        from desktop_app.cli.back_verbs import BACK_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.code_verbs import CODE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.erasing_verbs import ERASING_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.exchange_verbs import EXCHANGE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.figure_verbs import FIGURE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.file_verbs import FILE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.inbox_verbs import INBOX_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.keeping_verbs import KEEPING_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.note_verbs import NOTE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.other_verbs import OTHER_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.paper_verbs import PAPER_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.people_verbs import PEOPLE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.record_verbs import RECORD_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.register_verbs import REGISTER_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.salvage_verbs import SALVAGE_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.seal_verbs import SEAL_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.system_verbs import SYSTEM_VERBS  # noqa: PLC0415 - start time
        from desktop_app.cli.wrapping_verbs import WRAPPING_VERBS  # noqa: PLC0415 - start time

        what = (*RECORD_VERBS, *EXCHANGE_VERBS, *FILE_VERBS, *PAPER_VERBS, *FIGURE_VERBS)
        house = (
            *BACK_VERBS,
            *CODE_VERBS,
            *ERASING_VERBS,
            *KEEPING_VERBS,
            *SALVAGE_VERBS,
            *PEOPLE_VERBS,
            *REGISTER_VERBS,
            *SEAL_VERBS,
            *OTHER_VERBS,
            *SYSTEM_VERBS,
        )
        for verb in (*what, *WRAPPING_VERBS, *INBOX_VERBS, *NOTE_VERBS, *house):
            self.add_command(verb)


def _opening(file: Path) -> click.Command:
    """Return what a file named in place of a verb stands for: a double click on it."""

    @click.command(help="Open the file in the window.")
    @click.pass_obj
    def opened(session: Session) -> None:
        code = session.open_window(session.home, session.asked_language, file)
        raise click.exceptions.Exit(code)

    return opened


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


@click.group(cls=_Verbs, invoke_without_command=True)
@click.option("--home", type=click.Path(path_type=Path), help="The folder of the office.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of what is said.")
@click.option("--person", default="", envvar="SURCO_PERSON", help="Who works, by name.")
@click.version_option(__version__, prog_name="surco")
@click.pass_context
def surco(context: click.Context, home: Path | None, language: str | None, person: str) -> None:
    """Surco, the offline register of South-South and triangular cooperation.

    Without a command it opens the window. SURCO_HOME is the default of --home, SURCO_PERSON of
    --person.
    """
    session = Session(home or default_home(), language or "", context.obj, person=person)
    context.obj = session
    if context.invoked_subcommand is None:
        session.remember_person()
        context.exit(session.open_window(session.home, session.asked_language))


def run(arguments: Sequence[str], open_window: Callable[[Path, str], int]) -> int:
    """Run one command line and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    context: list[click.Context] = []
    try:
        with surco.make_context("surco", list(arguments), obj=open_window) as made:
            context.append(made)
            surco.invoke(made)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE if isinstance(error, click.UsageError) else REFUSED
    except UserError as error:
        click.echo(_language(context).error(error).replace("\n", " "), err=True)
        return REFUSED
    except (Cancelled, KeyboardInterrupt, click.Abort):
        click.echo(_language(context).text(N_("Stopped. Nothing was changed.")), err=True)
        return REFUSED
    except Exception as error:  # noqa: BLE001 - told in one line and kept whole in a file
        return REFUSED if isinstance(error, BrokenPipeError) else _unexpected(context, error)
    return DONE


def _unexpected(context: list[click.Context], error: Exception) -> int:
    """Keep the details in a file for support; a clerk sees one line."""
    folder = context[0].obj.home if context and isinstance(context[0].obj, Session) else None
    told = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    places = [folder, Path.cwd(), Path(gettempdir())]
    kept = next(filter(None, (_kept_report(place, told) for place in places if place)), None)
    text = N_("Something unexpected happened; nothing was lost. Send {path} to the Secretariat.")
    click.echo(_language(context).text(text, path=kept or f"“{error!r:.200}”"), err=True)
    return REFUSED


def _kept_report(folder: Path, told: bytes) -> Path | None:
    """Return where the details were kept, None in a folder that is closed, full or not there."""
    place = folder / "surco-report.txt"
    try:
        place.write_bytes(told)
    except OSError:
        return None
    return place


def _language(context: list[click.Context]) -> Language:
    if context and isinstance(context[0].obj, Session):
        try:
            context[0].obj.learn_language()
        except UserError:
            return Language("en") if not context[0].obj.asked_language else context[0].obj.language
        return context[0].obj.language
    return Language("en")
