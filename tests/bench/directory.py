"""The directory of cooperation sources on paper."""

import subprocess
import sys
from contextlib import contextmanager

import click

from desktop_app.language import Language
from desktop_app.paths import resources
from desktop_app.reports.directory import Directory, write_directory
from tests.bench.profile import bare_canvas, bare_platypus, pages_of
from tests.bench.rounds import Benchmark, Trio, timed
from tests.bench.sources import source


def printed(size, path):
    """Write a directory of so many invented sources."""
    data = Directory(
        office_name="Oficina de medición",
        records=[source(number) for number in range(1, size + 1)],
        cut_off="2026-10-31",
        email="directorio@example.org",
    )
    write_directory(path, data, Language("es", "BO"))


def peak_megabytes(size, path):
    """Return how much memory a process of its own needs at most to write the directory."""
    told = (
        "import resource, pathlib; from tests.bench.directory import printed; "
        f"printed({size}, pathlib.Path({str(path)!r})); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    line = [sys.executable, "-c", told]
    folder = resources().parent
    done = subprocess.run(line, capture_output=True, text=True, check=True, cwd=folder)
    return float(done.stdout)


@contextmanager
def _printing(size, folder):
    path = folder / "directory.pdf"
    peak = peak_megabytes(size, path)
    click.echo(f"  peak: {peak:.0f} MB, file: {path.stat().st_size / 1e6:.2f} MB", err=True)
    pages = pages_of(path)
    yield Trio(
        ours=lambda: timed(lambda: printed(size, path)),
        limit=lambda: timed(lambda: bare_platypus(folder / "limit.pdf", pages)),
        peer=lambda: timed(lambda: bare_canvas(folder / "peer.pdf", pages)),
        limit_is="reportlab platypus: the same words in bare paragraphs and tables",
        peer_is="reportlab canvas: the same lines, wrapped beforehand",
    )


DIRECTORY = Benchmark(name="directory", size=500, rounds=3, goal=1.3, prepare=_printing)
