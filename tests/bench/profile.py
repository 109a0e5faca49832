"""The profile of a country on paper: its pages, once its figures are counted."""

import subprocess
import sys
from contextlib import contextmanager

import click
import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from desktop_app.actions.printing_profile import profile_data
from desktop_app.language import Language
from desktop_app.paths import resources
from desktop_app.reports.country_profile import write_country_profile
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, timed

_COLUMNS = 6
_PEAK = "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
_IN_A_PROCESS = """
from desktop_app.actions.office import open_office
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing import print_profile
from desktop_app.language import Language
with open_office(Path({home!r})) as office:
    print_profile(office, "", Path({path!r}), Edition(language=Language("es", "BO")))
"""
_SHORTEST = 40  # letters of a line that is prose, and no figure or heading


@contextmanager
def _printing(size, folder):
    home = filled(folder, size)
    path = folder / "profile.pdf"
    pages = told_pages(path, _IN_A_PROCESS.format(home=str(home), path=str(path)))
    with reopened(home, folder) as office:
        data = profile_data(office, office.code)

        def write():
            write_country_profile(path, data, Language("es", "BO"))

        yield Trio(
            ours=lambda: timed(write),
            limit=lambda: timed(lambda: bare_platypus(folder / "limit.pdf", pages)),
            peer=lambda: timed(lambda: bare_canvas(folder / "peer.pdf", pages)),
            limit_is="reportlab platypus: the same words in bare paragraphs and tables",
            peer_is="reportlab canvas: the same lines, wrapped beforehand",
        )


def told_pages(path, write):
    """Write in a process of its own, tell its peak of memory, and return the lines of each page."""
    asked = f"import resource\nfrom pathlib import Path\n{write}\n{_PEAK}"
    line = [sys.executable, "-c", asked]
    folder = resources().parent
    done = subprocess.run(line, capture_output=True, text=True, check=True, cwd=folder)
    pages = pages_of(path)
    size = path.stat().st_size / 1e6
    peak = float(done.stdout)
    click.echo(f"  peak: {peak:.0f} MB, {len(pages)} pages, file: {size:.2f} MB", err=True)
    return pages


def pages_of(path):
    """Return the lines of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded().splitlines() for page in document]
    finally:
        document.close()


def bare_platypus(path, pages):
    """Set what is prose as a paragraph, the rest, which comes from tables, as cells of tables."""
    style = getSampleStyleSheet()["BodyText"]
    story = []
    for lines in pages:
        cells = [Paragraph(_safe(line), style) for line in lines if len(line) < _SHORTEST]
        cells += [Paragraph("", style)] * (-len(cells) % _COLUMNS)
        rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
        story += [Paragraph(_safe(line), style) for line in lines if len(line) >= _SHORTEST]
        story += [LongTable(rows, repeatRows=0)] if rows else []
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


def _safe(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def bare_canvas(path, pages):
    """Draw the lines of each page as they are."""
    canvas = Canvas(str(path), pagesize=A4)
    for lines in pages:
        canvas.setFont("Helvetica", 8)
        for place, line in enumerate(lines):
            canvas.drawString(40, 800 - place * 9, line)
        canvas.showPage()
    canvas.save()


PROFILE = Benchmark(name="profile", size=1000, rounds=3, goal=1.3, prepare=_printing)
