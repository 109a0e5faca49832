"""The profile of a country on paper."""

from contextlib import contextmanager

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from desktop_app.actions.printing import print_profile
from desktop_app.language import Language
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, timed

_COLUMNS = 6
_SHORTEST = 40  # letters of a line that is prose, and no figure or heading


@contextmanager
def _printing(size, folder):
    home = filled(folder, size)
    path = folder / "profile.pdf"
    with reopened(home, folder) as office:

        def write():
            print_profile(office, "", path, language=Language("es", "BO"))

        write()
        pages = pages_of(path)
        yield Trio(
            ours=lambda: timed(write),
            limit=lambda: timed(lambda: bare_platypus(folder / "limit.pdf", pages)),
            peer=lambda: timed(lambda: bare_canvas(folder / "peer.pdf", pages)),
            limit_is="reportlab platypus: the same words in bare paragraphs and tables",
            peer_is="reportlab canvas: the same lines, wrapped beforehand",
        )


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


PROFILE = Benchmark(name="profile", size=300, rounds=3, goal=1.3, prepare=_printing)
