import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.language import Language
from desktop_app.records.checks import counts
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import list_row
from desktop_app.ui.parts.record_table import COLUMNS, PAGE, RecordTable
from desktop_app.ui.parts.record_words import parties_text, state_text, title_text, years_text
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


def texts(table, line):
    return [table.index(line, column).data() for column in range(table.columnCount())]


def test_a_line_says_title_parties_sector_years_and_state(table):
    table.show_rows([row_of(a_project())])

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
    assert set(asked) <= {0, 99_800}


def test_a_line_that_went_away_since_is_empty(table):
    table.show(5, lambda _offset, _limit: [row_of(a_project())])

    assert table.index(0, 1).data()
    assert table.index(4, 1).data() is None


def test_a_title_written_by_others_is_never_read_as_markup(table):
    title = "<b>Agua</b> & más"
    table.show_rows([row_of(a_project(title={"original": "es", "es": title}))])

    shown = table.index(0, 1)

    assert shown.data() == title
    assert "&lt;b&gt;Agua&lt;/b&gt; &amp; más" in shown.data(Qt.ItemDataRole.ToolTipRole)


def test_lines_are_put_in_the_order_of_a_column_without_minding_accents(table):
    rows = [
        row_of(a_project(title={"original": "es", "es": title}))
        for title in ("zonas", "Árboles", "agua")
    ]

    ordered = table.sorted_by(1, rows, falling=False)

    assert [title_text(row, SPANISH) for row in ordered] == ["agua", "Árboles", "zonas"]


def test_what_is_to_do_comes_first_when_ordered_by_state(table):
    done, draft = a_project(), a_project(status="draft", sector=None, form=None)

    ordered = table.sorted_by(5, [row_of(done), row_of(draft)], falling=False)

    assert [row.status for row in ordered] == ["draft", "ready"]
    assert state_text(ordered[0], SPANISH) == "2 por revisar"


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

    table.show_rows([row_of(record)])

    assert len(texts(table, 0)) == len(COLUMNS[kind])
    assert texts(table, 0)[1]
