"""Who does not see a page can read it: headings, tables with heads, figures with their text."""

import re
import subprocess
from dataclasses import replace
from itertools import pairwise

import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.reports import blocks, charts
from desktop_app.reports.blank_form import write_blank_form
from desktop_app.reports.bundle_summary import write_bundle_summary
from desktop_app.reports.card_page import write_card_page
from desktop_app.reports.country_profile import write_country_profile
from desktop_app.reports.fiche import write_fiche
from desktop_app.reports.offers_sheet import write_offers_sheet
from desktop_app.reports.paper import ACCENT, Sheet, write
from desktop_app.reports.practice_sheet import write_practice_sheet
from desktop_app.reports.source_page import write_source_page
from tests.reports.profiles import a_profile
from tests.reports.reading import objects_of
from tests.reports.structure import Structure, told
from tests.reports.test_blank_form import FORM
from tests.reports.test_bundle_summary import SENT
from tests.reports.test_card_page import CARD
from tests.reports.test_fiche import FICHE
from tests.reports.test_offers_sheet import SHEET as OFFERS
from tests.reports.test_practice_sheet import SHEET as PRACTICE
from tests.reports.test_source_page import PAGE

DOCUMENTS = {
    "profile": (write_country_profile, a_profile()),
    "fiche": (write_fiche, FICHE),
    "source": (write_source_page, PAGE),
    "summary": (write_bundle_summary, SENT),
    "card": (write_card_page, CARD),
    "form": (write_blank_form, FORM),
    "practice": (write_practice_sheet, PRACTICE),
    "offers": (write_offers_sheet, OFFERS),
}
EACH = pytest.mark.parametrize("name", DOCUMENTS)
LONG = "Vigilancia epidemiológica y trazabilidad del ganado bovino. " * 120  # 7,000 letters


@pytest.fixture
def document(tmp_path):
    def make(name, language="es"):
        path = tmp_path / f"{name}.pdf"
        writes, data = DOCUMENTS[name]
        writes(path, data, Language(language))
        return path

    return make


@pytest.fixture
def sheet():
    return Sheet(title="Prueba", language=Language("es"), author="Oficina", subject="Datos")


@pytest.fixture
def paper(tmp_path, sheet):
    def make(*story, **values):
        path = tmp_path / "paper.pdf"
        write(path, replace(sheet, **values), list(story))
        return path

    return make


@EACH
def test_all_that_is_drawn_is_content_of_one_element_or_an_artifact(document, name):
    read = Structure(document(name))

    assert read.loose() == []
    assert read.marked() == read.owned()
    assert max(read.marked().values()) == 1


@EACH
def test_the_parent_tree_leads_from_each_piece_back_to_its_element(document, name):
    read = Structure(document(name))
    for page in read.pages:
        key = re.search(rb"/StructParents (\d+)", read.objects[page])[1]
        parents = re.findall(rb"(\d+) 0 R", read.parent_tree[key])
        elements = [read.element(int(number)) for number in parents]

        assert all((page, at) in one.marks for at, one in enumerate(elements))


@EACH
def test_a_document_has_one_title_and_no_heading_is_left_out(document, name):
    heads = [one.role for one in Structure(document(name)).root.all("H1", "H2", "H3")]
    steps = [int(after[1]) - int(before[1]) for before, after in pairwise(heads)]

    assert heads[0] == "H1"
    assert heads.count("H1") == 1
    assert max(steps, default=0) <= 1


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_ends_a_page(document, name, language):
    read = Structure(document(name, language))
    flat = [one for one in read.root.all("H2", "H3", "P", "TH", "TD", "Figure", "Lbl") if one.marks]
    ends = [
        one
        for one, after in pairwise(flat)
        if one.role in ("H2", "H3") and not one.pages() & after.pages()
    ]

    assert ends == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in ("card", "offers")])
def test_tables_have_heads_that_say_their_column_and_equal_rows(document, name):
    tables = Structure(document(name)).root.all("Table")
    heads = [one for table in tables for one in table.kids[0].kids]

    assert tables
    assert {(one.role, one.scope) for one in heads} == {("TH", "Column")}
    assert all(len({len(row.kids) for row in table.kids}) == 1 for table in tables)


@EACH
def test_every_figure_has_its_text(document, name):
    figures = Structure(document(name)).root.all("Figure")

    assert all(one.alt for one in figures)
    assert figures or name in ("form", "source", "offers")


@EACH
def test_the_file_says_title_language_and_that_it_is_tagged(document, name):
    data = b"\n".join(objects_of(document(name, "pt")).values())

    assert b"/Lang (pt)" in data
    assert b"/Marked true" in data
    assert b"/DisplayDocTitle true" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"<dc:language><rdf:Bag><rdf:li>pt</rdf:li></rdf:Bag></dc:language>" in data
    assert re.search(rb"<dc:title><rdf:Alt><rdf:li xml:lang=.x-default.>[^<]+</rdf:li>", data)


@EACH
def test_the_file_is_sound_and_the_same_bytes_each_time(document, name):
    path = document(name)
    first = path.read_bytes()

    assert document(name).read_bytes() == first
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


@EACH
def test_poppler_reads_the_structure_back(document, name):
    lines = told(document(name)).splitlines()

    assert lines[0] == "Document"
    assert "  H1 (block)" in lines
    assert not [line for line in lines if line.strip().strip('"') == "Surco"]  # the running head


def test_the_head_of_a_table_is_read_once_though_each_page_shows_it(paper, sheet):
    rows = [[str(at), f"Agua {at}"] for at in range(200)]
    path = paper(blocks.table(["Código", "Título"], rows, blocks.columns(sheet.width, 1, 3)))
    read = Structure(path)
    (table,) = read.root.all("Table")

    assert len(read.pages) > 3
    assert [len(table.all(role)) for role in ("TH", "TR", "TD")] == [2, 201, 400]
    assert told(path).count("Título") == 1


def test_a_row_that_goes_on_on_another_page_stays_one_row(paper, sheet):
    widths = blocks.columns(sheet.width, 1, 3)
    read = Structure(paper(blocks.table(["A", "B"], [["1", LONG * 2], ["2", "fin"]], widths)))
    (table,) = read.root.all("Table")

    assert len(read.pages) > 1
    assert [len(row.kids) for row in table.kids] == [2, 2, 2]
    assert len(table.kids[1].kids[1].pages()) == len(read.pages)
    assert read.marked() == read.owned()


def test_a_paragraph_over_two_pages_stays_one(paper):
    read = Structure(paper(blocks.text(LONG * 3)))
    (one,) = read.root.all("P")

    assert len(one.pages()) == len(read.pages) > 1


def test_the_first_cell_of_a_row_can_be_its_head(paper):
    read = Structure(paper(blocks.table(["A", "B"], [["x", "1"]], [90, 90], row_heads=True)))

    assert [one.scope for one in read.root.all("TH")] == ["Column", "Column", "Row"]


def test_facts_and_steps_are_lists_with_their_labels(paper, sheet):
    story = [
        *blocks.facts([("Etapa", "En curso"), ("Nivel", "Proyecto"), ("Sin", "")], sheet.width),
        blocks.numbered(["uno", "dos"], sheet.width),
        blocks.Chips([("Agua", ACCENT)], sheet.width),
    ]
    lists = Structure(paper(*story)).root.all("L")

    assert [len(one.kids) for one in lists] == [2, 2, 1]
    assert [kid.role for kid in lists[0].kids[0].kids] == ["Lbl", "LBody"]
    assert [kid.role for kid in lists[1].kids[0].kids] == ["Lbl", "LBody"]


def test_the_columns_of_a_pair_are_read_one_after_the_other(paper, sheet):
    left, right = [blocks.text("uno"), blocks.text("dos")], [blocks.text("tres")]
    read = told(paper(blocks.panel([blocks.beside(left, right, 400, 0.5)], sheet.width)))

    assert re.findall(r'"(\w+)"', read) == ["uno", "dos", "tres"]


def test_a_word_at_the_end_of_a_line_is_not_read_with_the_next(paper):
    said = "cooperación " * 60
    joined = "".join(re.findall(r'"(.*)"', told(paper(blocks.text(said)))))

    assert joined.split() == said.split()


def test_a_drawing_is_read_as_its_text(paper):
    bar = charts.stacked([("oferente", 3, "provider")], 400, 3, charts.Look("Rol"))
    (figure,) = Structure(paper(bar)).root.all("Figure")

    assert figure.alt == "Rol: oferente 3."


def test_a_link_leads_to_its_place_and_is_part_of_the_structure(paper):
    story = [blocks.link("Fuentes", "sources"), blocks.page_of("sources"), blocks.text(LONG)]
    read = Structure(paper(*story, *blocks.h1("Fuentes", name="sources")))
    (link,) = read.root.all("Link")
    annotation = read.objects[link.links[0]]

    assert len(link.marks) == 1
    assert b"/Contents (Fuentes)" in annotation
    assert read.parent_tree[re.search(rb"/StructParent (\d+)", annotation)[1]]


def test_the_page_of_a_place_is_written_where_it_was_asked_for(paper):
    story = [blocks.page_of("end"), blocks.text(LONG * 3), blocks.anchor("end"), blocks.text("x")]
    path = paper(*story)
    pages = len(Structure(path).pages)
    shown = subprocess.run(["pdftotext", "-l", "1", path, "-"], capture_output=True, check=True)

    assert shown.stdout.decode().split()[1] == str(pages)


def test_a_link_to_no_place_is_refused(paper, tmp_path):
    with pytest.raises(LookupError, match="nowhere"):
        paper(blocks.link("x", "nowhere"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://www.g77.org", "https://www.g77.org"),
        ("www.g77.org", "https://www.g77.org"),
        ("mesa.bo@example.org", "mailto:mesa.bo@example.org"),
        ("javascript:alert(1)", ""),
        ("Secretaría del Grupo de los 77", ""),
        ("", ""),
    ],
)
def test_only_what_can_be_opened_is_a_link_to_an_address(paper, written, target):
    read = Structure(paper(blocks.web("Página", written)))
    found = [
        re.search(rb"/URI \(([^)]*)\)", read.objects[one.links[0]])[1].decode()
        for one in read.root.all("Link")
    ]

    assert found == [target] * bool(target)


def test_an_address_that_fills_a_cell_or_a_fact_can_be_opened(paper, sheet):
    address = "https://example.org/convocatoria"
    story = [
        blocks.table(["Enlace"], [[address]], [sheet.width]),
        *blocks.facts([("Sitio", address), ("Otro", "Ver example.org")], sheet.width),
    ]
    read = Structure(paper(*story))
    cell, fact = read.root.all("Link")

    assert cell in [kid for one in read.root.all("TD") for kid in one.kids]
    assert fact in [kid for one in read.root.all("LBody") for kid in one.kids]
