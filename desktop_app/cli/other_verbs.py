"""Verbs about trying and telling: demo, schema, rates, bench."""

import runpy
import sys
from pathlib import Path

import click

from desktop_app.actions import demo as demonstration
from desktop_app.actions import lists
from desktop_app.cli.session import Session, json_option, print_json
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.paths import resources
from desktop_app.records.kinds import KINDS
from desktop_app.records.rates import rates_of
from desktop_app.records.schema_json import record_schema


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def demo(session: Session, folder: Path) -> None:
    """Run the whole loop below DIR on sample data: two offices and a Secretariat."""
    demonstration.run_demo(folder, session.language, click.echo)


@click.command()
@json_option
@click.pass_obj
def rates(session: Session, *, as_json: bool) -> None:
    """List the exchange rates that the initiatives use, each once with its source."""
    with session.office(read_only=True) as office:
        table = rates_of(lists.list_records(office, "initiative"))
    if as_json:
        print_json(table)
        return
    for row in table:
        click.echo("  ".join(str(value) for value in row.values() if value))


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
def schema(kind: str) -> None:
    """Tell as JSON Schema what a record of KIND holds, for programs that read bundles."""
    print_json(record_schema(KINDS[kind]))


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--size", type=click.IntRange(min=1), default=None, help="How many records.")
@json_option
def bench(names: tuple[str, ...], size: int | None, *, as_json: bool) -> None:
    """Measure Surco beside its limits and a peer, as ratios of the same run."""
    folder = resources().parent / "tests" / "bench"
    if not (folder / "__main__.py").is_file():
        raise UserError(N_("The benchmarks come with Surco's source, not with an installed copy."))
    sys.path.insert(0, str(folder.parent.parent))
    module = runpy.run_path(str(folder / "__main__.py"), run_name="bench")
    module["run"](names, size, as_json=as_json)


OTHER_VERBS = (demo, schema, rates, bench)
