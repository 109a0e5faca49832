import openpyxl
import pytest

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange.workbook import write_workbook

HEADINGS = ["Código", "Título"]


def read(path):
    book = openpyxl.load_workbook(path)
    try:
        return [[(cell.value, cell.data_type) for cell in row] for row in book.active.rows]
    finally:
        book.close()


def test_a_table_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "list.xlsx"
    lines = write_workbook(path, "Iniciativas", HEADINGS, [["BO-1", "Gestión hídrica, ñandú"]])

    assert lines == 1
    assert read(path)[1] == [("BO-1", "s"), ("Gestión hídrica, ñandú", "s")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "1e5", "_x0041_"])
def test_nothing_is_taken_for_a_formula(tmp_path, text):
    path = tmp_path / "list.xlsx"
    write_workbook(path, "Lista", ["A"], [[text]])
    ((value, form),) = read(path)[1]

    assert form == "s"
    assert value in (text, "A")  # “_x0041_” is how a workbook writes the letter A


def test_a_title_with_marks_no_sheet_takes_is_mended(tmp_path):
    path = tmp_path / "list.xlsx"
    write_workbook(path, "Ofertas / solicitudes [2026]: todas las que están abiertas", ["A"], [])

    assert path.stat().st_size > 0


def test_a_table_that_was_stopped_leaves_nothing(tmp_path):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(tmp_path / "list.xlsx", "Lista", ["A"], [["x"]], step=stop)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError):
        write_workbook(tmp_path / "no" / "list.xlsx", "Lista", ["A"], [["x"]])
