"""The directory of cooperation sources on paper: of so many that it has sixty pages, and of 500."""

from contextlib import contextmanager

from desktop_app.language import Language
from desktop_app.reports.directory import Directory, write_directory
from tests.bench.profile import bare_canvas, bare_platypus, told_pages
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


@contextmanager
def _printing(size, folder):
    path = folder / "directory.pdf"
    write = f"from tests.bench.directory import printed; printed({size}, Path({str(path)!r}))"
    pages = told_pages(path, write)
    yield Trio(
        ours=lambda: timed(lambda: printed(size, path)),
        limit=lambda: timed(lambda: bare_platypus(folder / "limit.pdf", pages)),
        peer=lambda: timed(lambda: bare_canvas(folder / "peer.pdf", pages)),
        limit_is="reportlab platypus: the same words in bare paragraphs and tables",
        peer_is="reportlab canvas: the same lines, wrapped beforehand",
    )


DIRECTORY = Benchmark(name="directory", size=500, rounds=3, goal=1.3, prepare=_printing)
PAGES_60 = Benchmark(name="pages-60", size=114, rounds=3, goal=1.3, prepare=_printing)
