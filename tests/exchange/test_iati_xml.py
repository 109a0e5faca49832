import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange import iati_xml
from desktop_app.exchange.iati import read_iati
from desktop_app.exchange.iati_xml import compact, opened
from desktop_app.records.progress import SILENT

ACTIVITY = (
    "<iati-activity><iati-identifier>XX-1</iati-identifier>"
    "<title><narrative>{}</narrative></title></iati-activity>"
)
LAUGHS = (
    '<!DOCTYPE iati-activities [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE iati-activities [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.fixture
def xml(tmp_path):
    def write(text):
        path = tmp_path / "file.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def whole(activity, before=""):
    return f'{before}<iati-activities version="2.03">{activity}</iati-activities>'


@pytest.mark.parametrize(
    "before", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">', "<!DOCTYPE x>"]
)
def test_entities_and_document_types_are_refused(xml, before):
    with pytest.raises(UserError, match="do harm"):
        read_iati(xml(whole(ACTIVITY.format("&c;" if before == LAUGHS else "x"), before)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not xml",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"<iati-activities version='2.03'><iati-activity>",
        b"<iati-activities>\xff\xfe</iati-activities>",
    ],
)
def test_what_is_no_xml_is_refused_with_its_line(xml, content):
    with pytest.raises(UserError, match="line 1"):
        read_iati(xml(content))


@pytest.mark.parametrize("encoding", ["shift_jis", "no-such-code", "utf-7"])
def test_an_encoding_that_is_not_read_is_refused(xml, encoding):
    with pytest.raises(UserError, match=r"file\.xml"):
        read_iati(xml(f'<?xml version="1.0" encoding="{encoding}"?><iati-activities/>'))


@pytest.mark.parametrize("root", ["html", "{urn:x}iati-activities", "Iati-Activities"])
def test_another_kind_of_xml_is_refused_by_its_name(xml, root):
    name = "x:iati-activities xmlns:x='urn:x'" if root.startswith("{") else root

    with pytest.raises(UserError, match="Choose an IATI file"):
        read_iati(xml(f"<{name}/>"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.xml", tmp_path):
        with pytest.raises(UserError, match="cannot be read"):
            read_iati(path)


def test_a_file_over_the_limit_is_not_opened(xml):
    path = xml(whole(""))
    with path.open("r+b") as file:
        file.truncate(iati_xml.SIZE_LIMIT + 1)

    with pytest.raises(UserError, match="64 MB"):
        read_iati(path)


@pytest.mark.parametrize(
    "inside",
    [
        "<a>" * 40 + "</a>" * 40,
        "<a/>" * (iati_xml.PIECE_LIMIT + 1),
        "<a>" + "x" * (iati_xml.TEXT_LIMIT + 1) + "</a>",
        '<a b="' + "x" * (iati_xml.TEXT_LIMIT + 1) + '"/>',
        "<a/>" + "x" * (iati_xml.TEXT_LIMIT + 1),
    ],
    ids=["deep", "many", "long text", "long attribute", "long tail"],
)
def test_each_measure_has_its_limit(xml, inside):
    with pytest.raises(UserError, match="no IATI file is"):
        read_iati(xml(whole(f"<iati-activity>{inside}</iati-activity>")))


@pytest.mark.parametrize("limit", ["ELEMENTS_LIMIT", "PIECES_LIMIT"])
def test_a_file_of_ever_new_pieces_ends_at_a_limit(xml, monkeypatch, limit):
    monkeypatch.setattr(iati_xml, limit, 1_000)

    with pytest.raises(UserError, match=r"element number 100[12]"):
        read_iati(xml(whole("<a/>" * 2_000)))


def test_pieces_are_forgotten_once_read(xml):
    path = xml(whole(("<a>" + "x" * 10_000 + "</a>") * 2_000))
    tracemalloc.start()
    with opened(path, SILENT) as file:
        count = sum(1 for _ in file.pieces)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 2_000
    assert peak < 12_000_000


def test_reading_can_be_stopped(xml):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_iati(xml(whole("")), stop)


def test_writing_marks_that_turn_the_text_are_taken_out(xml):
    file = read_iati(xml(whole(ACTIVITY.format("Huer\u202etos\u2066"))))

    assert file.records[0].values["title"]["es"] == "Huertos"


def test_a_leftover_has_no_indentation_and_keeps_its_text(xml):
    with opened(xml("<r>\n <a b='1'>\n  <c> text </c>\n </a>\n</r>"), SILENT) as file:
        texts = [compact(piece) for piece in file.pieces]

    assert texts == ['<a b="1"><c> text </c></a>']


@given(content=st.binary(max_size=200), place=st.integers(0, 200))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path_factory, content, place):
    good = whole(ACTIVITY.format("Huertos")).encode()
    path = tmp_path_factory.mktemp("iati") / "any.xml"
    path.write_bytes(good[:place] + content + good[place + len(content) :])
    said = ""
    try:
        read_iati(path)
    except UserError as error:
        said = str(error)

    assert said == "" or "any.xml" in said
