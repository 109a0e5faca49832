"""python -m tests.bench [NAME...] [--size N] [--json], which is also `surco bench`.

Says on the standard error what each thing is measured against, and prints a table or JSON.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tests.bench.bundle import BUNDLE, EXPORT, VERIFY
from tests.bench.directory import DIRECTORY, PAGES_60
from tests.bench.form import FORM, FORM_FIRST
from tests.bench.gap import GAP, GAP_DIRECTORY
from tests.bench.iati import IMPORT
from tests.bench.indicators import INDICATORS
from tests.bench.lists import LIST, LIST_FILTER, LIST_OPEN
from tests.bench.merge import MERGE
from tests.bench.pick import PICK
from tests.bench.profile import PROFILE
from tests.bench.rounds import Benchmark, Result, measured
from tests.bench.save import SAVE, SAVE_SLOW
from tests.bench.search import SEARCH
from tests.bench.start import START

_ALL = (
    *(
        START,
        SAVE,
        SAVE_SLOW,
        SEARCH,
        PICK,
        LIST,
        LIST_OPEN,
        LIST_FILTER,
        FORM,
        FORM_FIRST,
        BUNDLE,
        EXPORT,
        VERIFY,
        MERGE,
        IMPORT,
    ),
    *(PROFILE, PAGES_60, DIRECTORY, INDICATORS, GAP, GAP_DIRECTORY),
)
BENCHMARKS = {one.name: one for one in _ALL}
_HEAD = ("name", "size", "ours s", "limit s", "ratio", "goal", "peer s", "to peer")


def run(
    names: Sequence[str], size: int | None, *, as_json: bool, rounds: int | None = None
) -> None:
    """Run the benchmarks of these names, all if there are none, and print what came out."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        known = ", ".join(BENCHMARKS)
        raise click.UsageError(f"no benchmark is named {unknown[0]!r}; there are: {known}")
    results = list(results_of(names or list(BENCHMARKS), size, rounds))
    if as_json:
        said = [{name: _rounded(value) for name, value in asdict(one).items()} for one in results]
        click.echo(json.dumps(said, indent=2))
    else:
        click.echo(_table(results))


def results_of(names: Sequence[str], size: int | None, rounds: int | None) -> Iterator[Result]:
    """Yield the results one by one; what several need is made once in one temporary folder."""
    with tempfile.TemporaryDirectory(prefix="surco-bench-") as place:
        for name in names:
            benchmark = BENCHMARKS[name]
            yield _result(benchmark, size or benchmark.size, rounds, Path(place))


def _result(benchmark: Benchmark, size: int, rounds: int | None, folder: Path) -> Result:
    click.echo(f"{benchmark.name}, {size} records:", err=True)
    with benchmark.prepare(size, folder) as trio:
        click.echo(f"  limit: {trio.limit_is}\n  peer:  {trio.peer_is}", err=True)
        return measured(benchmark, size, trio, rounds or benchmark.rounds)


def _rounded(value: object) -> object:
    return round(value, 6) if isinstance(value, float) else value


def _table(results: Sequence[Result]) -> str:
    lines = [_HEAD, *(_line(one) for one in results)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(_HEAD))]
    said = [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join(said)


def _line(one: Result) -> tuple[str, ...]:
    goal = BENCHMARKS[one.name].goal
    met = "" if goal is None else f"{'' if one.ratio <= goal else 'over '}{goal:g}"
    return (
        one.name,
        f"{one.size:,}",
        f"{one.ours:.4g}",
        f"{one.limit:.4g}",
        f"{one.ratio:.2f}",
        met,
        f"{one.peer:.4g}",
        f"{one.peer_ratio:.2f}",
    )


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--size", type=click.IntRange(min=1), help="How many records.")
@click.option("--rounds", type=click.IntRange(min=1), help="How often each is measured.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def main(names: tuple[str, ...], size: int | None, rounds: int | None, *, as_json: bool) -> None:
    """Measure Surco beside its limits and a peer, as ratios of the same run."""
    run(names, size, as_json=as_json, rounds=rounds)


if __name__ == "__main__":
    main()
