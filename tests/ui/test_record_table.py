from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.language import Language
from desktop_app.records.checks import counts
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_columns import all_columns
from desktop_app.records.list_words import parties_text, state_text, years_text
from desktop_app.records.listing import list_row
from desktop_app.ui.parts.record_table import PAGE, RecordTable
from desktop_app.ui.parts.record_words import drawn_status
from tests.builders import a_contact, a_project, a_source, an_organisation

SPANISH = Language("es", "BO")


def row_of(record):
    return list_row(record, counts(record))


@pytest.fixture
def table(qapp):
    made = RecordTable("initiative", SPANISH)
    tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    yield made
    tester.deleteLater()


def show(table, row):
    table.show(1, lambda _offset, _limit: [row])


def texts(table, line):
    return [table.index(line, column).data() for column in range(table.columnCount())]


def test_a_line_says_title_parties_sector_years_and_state(table):
    show(table, row_of(a_project()))

    assert texts(table, 0) == [
        "",
        "Gestión del agua en cuencas altoandinas",
        "AR → BO",
        "Abastecimiento y saneamiento de agua",
        "2024–2026",  # noqa: RUF001 - from, to
        "Lista para enviar",
    ]


def test_only_the_pages_that_are_looked_at_are_asked_for(table):
    rows = [row_of(a_project(human_code=f"BO-2026-{n:04d}")) for n in range(PAGE)]
    asked = []

    def fetch(offset, limit):
        asked.append(offset)
        return rows[:limit]

    table.show(100_000, fetch)
    table.index(99_999, 1).data()

    assert table.rowCount() == 100_000
    assert set(asked) <= {0, 99_900}


def test_a_line_that_went_away_since_is_empty(table):
    table.show(5, lambda _offset, _limit: [row_of(a_project())])

    assert table.index(0, 1).data()
    assert table.index(4, 1).data() is None


def test_a_title_written_by_others_is_never_read_as_markup(table):
    title = "<b>Agua</b> & más"
    show(table, row_of(a_project(title={"original": "es", "es": title})))

    shown = table.index(0, 1)

    assert shown.data() == title
    assert "&lt;b&gt;Agua&lt;/b&gt; &amp; más" in shown.data(Qt.ItemDataRole.ToolTipRole)


def test_chosen_columns_stand_in_their_order_and_the_title_is_always_there(table):
    table.choose(["state", "code"])
    show(table, row_of(a_project(human_code="BO-2026-0007")))

    assert texts(table, 0)[1:] == [
        "Gestión del agua en cuencas altoandinas",
        "BO-2026-0007",
        "Lista para enviar",
    ]


def test_columns_that_are_not_there_give_the_usual_ones(table):
    table.choose(["colour"])

    assert [column.name for column in table.columns[1:]] == [
        "title",
        "parties",
        "sector",
        "dates",
        "state",
    ]


@pytest.mark.parametrize(
    ("status", "seq", "drawn", "said"),
    [
        ("sent", 7, "sent", "Sent in bundle 7"),
        ("sent", 0, "sent", "Sent"),
        ("draft", 7, "changed", "Changed since bundle 7"),
        ("draft", 0, "draft", "Draft"),
        ("ready", 7, "ready", "Ready to send"),
        ("received", 7, "received", "Received"),
    ],
)
def test_a_line_says_where_a_record_stands(status, seq, drawn, said):
    row = replace(row_of(a_project(status=status)), sent_seq=seq, errors=0, warnings=0, missing=0)

    assert state_text(row, Language("en")) == said
    assert drawn_status(row) == drawn


def test_what_there_is_to_check_is_said_before_where_a_record_stands():
    row = row_of(a_project(status="draft", sector=None, form=None))

    assert state_text(row, SPANISH) == "2 por revisar"


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        ([("AR", "PRO"), ("BO", "REC")], "AR → BO"),
        ([("BO", "BOTH"), ("CO", "BOTH")], "BO ⇄ CO"),
        ([("BO", "PRO"), ("CO", "PRO"), ("BO", "REC"), ("CO", "REC")], "BO ⇄ CO"),
        ([("CL", "FIR"), ("DE", "SEC"), ("BO", "REC")], "CL + DE → BO"),
        ([("BO", "PAR"), ("PE", "PAR"), ("SELA", "ORG")], "BO, PE, SELA"),
        ([("BO", "")], "BO"),
        ([], ""),
    ],
)
def test_parties_are_said_by_their_roles(parties, said):
    rows = [{"id": f"{party}-{role}", "party": party, "role": role} for party, role in parties]

    assert parties_text(row_of(a_project(participants=rows))) == said


def test_one_year_is_said_once():
    record = a_project(planned_start="2024", actual_start=None, planned_end="2024-12")

    assert years_text(row_of(record)) == "2024"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_columns(qapp, kind):
    made = {"source": a_source, "organisation": an_organisation, "contact": a_contact}
    record = made.get(kind, a_project)()
    table = RecordTable(kind, Language("fr"))

    table.choose([column.name for column in all_columns(kind)])
    show(table, replace(row_of(record), kind=kind))

    assert len(texts(table, 0)) == 1 + len(all_columns(kind))
    assert texts(table, 0)[1]
