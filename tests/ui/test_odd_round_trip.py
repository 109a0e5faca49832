"""The odd texts on their whole way: typed, sealed, merged there, printed, and put in tables."""

import csv
import io
import re
import unicodedata
from dataclasses import replace

import openpyxl
import pytest

from desktop_app.actions import answers as answering
from desktop_app.actions import bundles, merging, planning, printing, records, tables
from desktop_app.actions.printable import Edition
from desktop_app.exchange.csv_table import harmless
from desktop_app.language import Language
from desktop_app.records.plain import clean
from desktop_app.reports import profile_initiatives
from desktop_app.reports.letters import printable
from desktop_app.store import records as stored
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.record_form import RecordForm
from tests.builders import a_project, naughty_strings
from tests.reports.reading import text_of
from tests.ui.test_odd_texts import paste

SPANISH = Language("es", "BO")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def typed(form, blank, text):
    """Return the record that stands in the form after `text` was pasted as title and summary."""
    form.load(blank)
    for field in ("title", "summary"):
        paste(form.blocks[field].edit, text)
    return form.record()


def table_of(path):
    """Return the titles in a table that was written: its first column."""
    if path.suffix == ".csv":
        text = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
        return [row[0] for row in csv.reader(text, delimiter=";")][1:]
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        cells = [row[0] for row in book.active.iter_rows(values_only=True)][1:]
    finally:
        book.close()
    return [ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell) for cell in cells]


def bare(text):
    """Return the letters of a text as a reader of PDF gives them: no spaces, “ﬁ” as “fi”."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(one for one in parts if not one.isspace() and not unicodedata.combining(one))


@pytest.mark.case("X1")
def test_every_odd_text_is_the_same_at_the_end_of_its_way(
    qtbot, office, secretariat, acquainted, tmp_path
):
    form = RecordForm("initiative", no_records(SPANISH))
    qtbot.addWidget(form)
    answers = replace(a_project(), values={**a_project().values, "title": None, "summary": None})
    texts = [text for text in naughty_strings() if clean(text, lines=False)]
    made = [
        typed(form, records.blank(office, "initiative").with_values(**answers.values), text)
        for text in texts
    ]
    entered = records.enter_records(office, made)
    sent = bundles.export_bundle(office, tmp_path / "post", drafts=True)
    merging.apply_plan(secretariat, planning.plan_bundle(secretariat, sent.bundle))
    there = {one.uid: one for one in stored.every(secretariat.store, "initiative", office="BO")}
    titles = [clean(text, lines=False) for text in texts]

    assert len(texts) > 500
    assert [there[one.uid].local("title", "es") for one in entered] == titles
    assert [there[one.uid].local("summary", "es") for one in entered] == list(map(clean, texts))
    assert_tables_hold(secretariat, titles, tmp_path)
    assert_paper_holds(secretariat, titles, tmp_path)


def assert_tables_hold(secretariat, titles, folder):
    for name, shown in (("list.xlsx", titles), ("list.csv", map(harmless, titles))):
        path = folder / name
        tables.export_list(secretariat, path, "initiative", language=SPANISH, columns=["title"])

        assert sorted(table_of(path)) == sorted(shown), name


def assert_paper_holds(secretariat, titles, folder):
    answer = answering.make_answer(secretariat, "BO", folder / "answer", language="es")
    profile, edition = folder / "profile.pdf", Edition(language=SPANISH)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(profile_initiatives, "MOST_LISTED", 1000)  # else its list is cut at 120
        printing.print_profile(secretariat, "BO", profile, edition)
    whole = [one for one in titles if printable(one) == one]

    assert len(whole) > 300
    for path in (answer.pdf, profile):
        printed = bare(text_of(path))

        assert [one for one in whole if bare(one) not in printed] == [], path.name
