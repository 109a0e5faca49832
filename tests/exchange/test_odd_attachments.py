"""Files that somebody adds to a record and that would do harm if they were opened or unpacked.

No workbook and no table of text is ever read here: they are looked at as closed files, whose parts
tell by their names and first bytes whether they are harmless.
"""

import ast
import random
import struct
import subprocess
import sys
import tracemalloc
import zlib

import pytest

from desktop_app.errors import UserError
from desktop_app.exchange import zipguard
from desktop_app.exchange.filetypes import type_of
from desktop_app.records.attached import FILE_SIZE_LIMIT
from tests.builders import PROJECT
from tests.exchange.test_zipguard import by_hand
from tests.filemaking import PROGRAM, zipped

MEGABYTE = 1024 * 1024
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]><x>{"&a;" * 10_000}</x>'
CORNER = '<sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>'


def a_workbook(**parts):
    return zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", **parts})


def stored_as(*parts):
    """Pack (name, size) as deflated zeros, without ever holding them."""
    body = {size: deflated_zeros(size) for _name, size in parts}
    lines = [(name, body[size], size) for name, size in parts]
    return by_hand(*lines, method=8)


def deflated_zeros(size):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    whole = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE))
    return whole + packer.flush()


def judged(content, name="datos.xlsx"):
    """Return the type or the sentence of a refusal, and the most memory that it took."""
    tracemalloc.start()
    try:
        told = type_of(content, name)
    except UserError as refused:
        told = str(refused)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return told, peak


@pytest.mark.case("X6")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (a_workbook(**{"xl/worksheets/sheet1.xml": LAUGHS}), "spreadsheetml"),
        (a_workbook(**{"xl/worksheets/sheet1.xml": OUTSIDE}), "spreadsheetml"),
        (a_workbook(**{"xl/sharedStrings.xml": QUADRATIC}), "spreadsheetml"),
        (a_workbook(**{"xl/worksheets/sheet1.xml": CORNER}), "spreadsheetml"),
        (a_workbook(**{"xl/worksheets/sheet1.xml": "<c/>" * 16_384}), "spreadsheetml"),
        (a_workbook(**{"xl/externalLinks/_rels/a.xml.rels": "file://h/x"}), "spreadsheetml"),
        (a_workbook(**{"xl/vbaProject.bin": "x"}), "holds macros"),
        (a_workbook(**{"xl/macrosheets/sheet1.xml": "x"}), "holds macros"),
        (a_workbook(**{"xl/embeddings/oleObject1.bin": "x"}), "holds macros"),
        (a_workbook(**{"xl/media/image1.png": PROGRAM}), "holds macros"),
    ],
    ids=[
        *("laughs", "from outside", "quadratic", "two corners", "16,384 columns", "a link"),
        *("macro", "old macro", "object", "program"),
    ],
)
def test_a_hostile_workbook_stays_closed_or_is_refused_with_a_reason(content, said):
    told, peak = judged(content)

    assert said in told
    assert peak < 20 * MEGABYTE


@pytest.mark.case("X6")
@pytest.mark.parametrize(
    "parts",
    [
        [(b"xl/sharedStrings.xml", 400 * MEGABYTE)],
        [(b"xl/workbook.xml", 200 * MEGABYTE), (b"xl/a.xml", 200 * MEGABYTE)],
        [(b"[Content_Types].xml", 200 * MEGABYTE), (b"xl/workbook.xml", MEGABYTE)],
    ],
    ids=["400 MB in one part", "200 MB in each of two", "a list of parts of 200 MB"],
)
def test_a_workbook_that_grows_beyond_measure_is_refused_in_little_memory(monkeypatch, parts):
    monkeypatch.setattr(zipguard, "RATIO_LIMIT", 2_000)  # zeros pack better than hostile texts do
    told, peak = judged(stored_as(*parts))

    assert "cut short or damaged" in told
    assert peak < 20 * MEGABYTE


@pytest.mark.case("X6")
def test_a_large_part_that_is_no_text_is_known_by_its_first_bytes(monkeypatch):
    monkeypatch.setattr(zipguard, "RATIO_LIMIT", 2_000)
    content = stored_as(
        (b"[Content_Types].xml", MEGABYTE),
        (b"xl/workbook.xml", MEGABYTE),
        (b"xl/media/image1.bmp", 200 * MEGABYTE),
    )
    told, peak = judged(content)

    assert "spreadsheetml" in told
    assert peak < 20 * MEGABYTE


@pytest.mark.case("X6")
def test_no_workbook_and_no_table_of_others_is_read_by_the_program():
    reading = {"load_workbook", "read_excel", "DictReader", "Sniffer"}
    found = [
        f"{path.relative_to(PROJECT)}:{node.lineno} {node.attr}"
        for path in sorted((PROJECT / "desktop_app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in reading
    ]
    own_lists = {line for line in found if "records/" not in line}

    assert own_lists == set()


@pytest.mark.case("X10")
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "acta.pdf", "is empty"),
        (b"%PDF" + b"x" * FILE_SIZE_LIMIT, "acta.pdf", "larger than 20 MB"),
        (PROGRAM, "acta.exe", "is a program"),
        (PROGRAM, "acta.pdf", "is a program"),
        (b"hola", "acta.exe", "is a program"),
        (zipped({"a.txt": "x"}), "acta.docx", "is an archive"),
        (struct.pack("<4s", b"PK\3\4") + random.Random(1).randbytes(9_000), "a.xlsx", "damaged"),  # noqa: S311 - noise
    ],
    ids=lambda given: given[:12] if isinstance(given, str) else "",
)
def test_an_odd_file_is_refused_with_its_name_and_a_reason(content, name, said):
    told, _peak = judged(content, name)

    assert said in told
    assert name in told


LIMITED = """
import resource
from desktop_app.exchange import picture_child
picture_child._limit()
limits = [resource.getrlimit(one)[0] for one in (
    resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]
try:
    bytearray(limits[0])
except MemoryError:
    print(*limits)
"""


@pytest.mark.case("X10")
def test_the_process_that_decodes_pictures_has_little_memory_and_time_and_writes_no_file():
    done = subprocess.run(
        [sys.executable, "-c", LIMITED], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    memory, seconds, written, core = map(int, done.stdout.split())

    assert memory <= 1_500 * MEGABYTE
    assert seconds <= 30
    assert (written, core) == (0, 0)
