"""Tables that spreadsheets open as they are and do not execute."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange.csv_table import harmless, write_table


def test_a_table_begins_with_the_mark_of_its_encoding_and_ends_its_lines_for_spreadsheets(tmp_path):
    path = tmp_path / "list.csv"

    lines = write_table(path, ["Título", "Años"], [["Niñez", "2024"]], decimal_mark=",")

    assert path.read_bytes() == b"\xef\xbb\xbf" + "Título;Años\r\nNiñez;2024\r\n".encode()
    assert lines == 1


def test_cells_stand_apart_by_commas_where_the_decimal_mark_is_a_point(tmp_path):
    path = tmp_path / "list.csv"

    write_table(path, ["Title"], [["Water, and; forests"]], decimal_mark=".")

    assert path.read_text("utf-8-sig").splitlines() == ["Title", '"Water, and; forests"']


@pytest.mark.case("X4")
@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'),
        *("=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '@DDE("cmd";"/C calc")'),
    ],
)
def test_a_text_that_would_be_a_formula_begins_with_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.case("X4")
@given(rows=st.lists(st.lists(st.text(), min_size=2, max_size=2)), mark=st.sampled_from(",."))
def test_every_table_reads_back_as_harmless_texts(tmp_path_factory, rows, mark):
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    rows = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]

    write_table(path, ["a", "b"], rows, decimal_mark=mark)
    text = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    read = list(csv.reader(text, delimiter=";" if mark == "," else ","))

    assert read == [["a", "b"], *([harmless(cell) for cell in row] for row in rows)]


def test_a_table_that_is_stopped_leaves_no_file_and_the_one_before(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"before")

    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_table(path, ["a"], [["b"]] * 3_000, decimal_mark=".", step=stop)

    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]
    assert path.read_bytes() == b"before"


def test_a_table_that_cannot_be_written_says_where(tmp_path):
    with pytest.raises(UserError, match="nowhere"):
        write_table(tmp_path / "nowhere" / "list.csv", ["a"], [], decimal_mark=".")
