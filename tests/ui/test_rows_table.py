import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QLineEdit

from desktop_app.errors import BadAnswer
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.ui.parts.answer_edit import no_records
from desktop_app.ui.parts.answers import answer_edit
from desktop_app.ui.parts.code_box import CodeBox

PARTIES = KINDS["initiative"].question("participants")
DOCUMENTS = KINDS["initiative"].question("documents")
MONEY = KINDS["initiative"].question("money")
ROWS = [
    {"id": "AR-PRO", "party": "AR", "role": "PRO"},
    {"id": "BO-REC", "party": "BO", "role": "REC"},
]


@pytest.fixture
def make(qtbot):
    def made(question, rows=()):
        box = answer_edit(question, no_records(Language("es", "BO")))
        qtbot.addWidget(box)
        QAbstractItemModelTester(
            box.model, QAbstractItemModelTester.FailureReportingMode.Fatal, box
        )
        box.show_value(list(rows))
        box.resize(640, 300)
        box.show()
        return box

    return made


def cell(box, row, column):
    return box.model.index(row, column).data()


def write(qtbot, box, place, text, key=Qt.Key.Key_Return):
    """Type into a cell as a person does: open it, write over what is there, leave with a key."""
    box.grid.setCurrentIndex(box.model.index(*place))
    box.grid.edit(box.model.index(*place))
    write_here(qtbot, box, text, key)


def write_here(qtbot, box, text, key=Qt.Key.Key_Return):
    editor = box.grid.viewport().findChildren(QLineEdit)[-1]
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    target = editor.parent() if isinstance(editor.parent().parent(), CodeBox) else editor
    qtbot.keyClick(target, key)


def test_rows_are_shown_in_the_words_of_the_reader(make):
    box = make(PARTIES, ROWS)

    assert [cell(box, row, 0) for row in range(3)] == ["Argentina", "Bolivia", "Agregar una fila"]
    assert cell(box, 0, 1) == "Oferente"


def test_rows_come_back_as_they_were(make):
    box = make(PARTIES, ROWS)

    assert box.value() == ROWS


def test_a_row_is_added_by_its_last_line_and_typed_through_with_tab(qtbot, make):
    box = make(PARTIES)
    committed = QSignalSpy(box.committed)

    box.grid.setCurrentIndex(box.model.index(0, 0))
    qtbot.keyClick(box.grid, Qt.Key.Key_Return)
    write_here(qtbot, box, "boliv", Qt.Key.Key_Tab)
    box.model.set_answer(box.model.index(0, 1), "REC")

    assert box.value() == [{"id": "BO-REC", "party": "BO", "role": "REC"}]
    assert committed.count() >= 1


def test_an_empty_row_is_no_answer(make):
    box = make(PARTIES)

    box.model.add_row()

    assert box.value() is None


def test_a_row_is_taken_away_with_control_delete(qtbot, make):
    box = make(PARTIES, ROWS)
    committed = QSignalSpy(box.committed)

    box.grid.setCurrentIndex(box.model.index(0, 0))
    qtbot.keyClick(box.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)

    assert [row["party"] for row in box.value()] == ["BO"]
    assert committed.count() == 1


def test_columns_that_no_row_is_asked_are_hidden(make):
    box = make(MONEY, [{"id": "1", "kind": "BUD", "cash_kind": "CASH"}])
    quantity = [question.field for question in MONEY.rows].index("quantity")

    hidden = box.grid.isColumnHidden(quantity)
    box.model.set_answer(box.model.index(0, 5), "KIND")

    assert hidden
    assert not box.grid.isColumnHidden(quantity)


def test_an_amount_that_is_not_clear_stays_in_its_cell_until_it_is_corrected(qtbot, make):
    box = make(MONEY, [{"id": "1", "kind": "BUD"}])
    amount = [question.field for question in MONEY.rows].index("amount")

    write(qtbot, box, (0, amount), "1250.50")
    refused = cell(box, 0, amount)
    with pytest.raises(BadAnswer):
        box.value()
    write(qtbot, box, (0, amount), "1250,50")

    assert refused == "1250.50"
    assert box.value()[0]["amount"] == "1250.5"


def test_escape_leaves_a_cell_as_it_was(qtbot, make):
    box = make(MONEY, [{"id": "1", "kind": "BUD", "amount": "10"}])
    amount = [question.field for question in MONEY.rows].index("amount")

    write(qtbot, box, (0, amount), "99", Qt.Key.Key_Escape)

    assert box.value()[0]["amount"] == "10"


def test_a_finding_leads_to_its_row(make):
    box = make(PARTIES, ROWS)

    box.point_at("BO-REC")

    assert box.grid.currentIndex().row() == 1


def test_locked_rows_can_be_read_and_offer_no_line_to_add(make):
    box = make(PARTIES, ROWS)

    box.lock()

    assert box.model.rowCount() == 2
    assert not box.model.flags(box.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert isinstance(box.model, QAbstractItemModel)


def test_the_whole_list_is_used_in_a_cell_after_a_text_that_is_in_none(qtbot, make):
    box = make(DOCUMENTS, [{"id": "1", "name": "Informe"}])
    column = box.model.columns.index(DOCUMENTS.row_question("category"))
    box.grid.setFocus()
    box.grid.setCurrentIndex(box.model.index(0, column))
    box.grid.edit(box.model.index(0, column))
    editor = box.grid.viewport().findChildren(CodeBox)[-1]
    qtbot.keyClicks(editor.line, "Pgina web")
    qtbot.keyClick(editor.combo, Qt.Key.Key_Down)
    choices = editor.combo.view()
    qtbot.waitUntil(choices.isVisible)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    qtbot.keyClick(editor.combo, Qt.Key.Key_Tab)

    assert box.value()[0]["category"]
    assert box.grid.currentIndex().column() == column + 1


def test_a_cell_that_is_not_understood_is_told_of_at_its_list(qtbot, make):
    box = make(DOCUMENTS, [{"id": "1", "name": "Informe"}])
    column = box.model.columns.index(DOCUMENTS.row_question("category"))
    write(qtbot, box, (0, column), "Pgina web")

    with pytest.raises(BadAnswer, match="Pgina web") as refused:
        box.value()
    assert refused.value.field == "documents"
