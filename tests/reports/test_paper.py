import json

import pytest

from desktop_app.errors import Cancelled, UserError
from desktop_app.language import Language
from desktop_app.reports import blocks
from desktop_app.reports.paper import ACCENT, Sheet, write
from tests.builders import shared
from tests.reports.reading import bookmarks_of, fonts_of, sizes_of, text_of, words_of

LONG = {
    "one endless word": "a" * 20_000,
    "many words": "agua y café " * 1_666,
    "many lines": ("b" * 100 + "\n") * 198,
}


def a_sheet(**values):
    return Sheet(**{"title": "Prueba", "language": Language("en"), **values})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "paper.pdf"


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_cell_taller_than_a_page_goes_on_on_the_next(path, text):
    sheet = a_sheet()
    widths = blocks.columns(sheet.width, 1, 3)
    write(path, sheet, [blocks.table(["Code", "Text"], [["1", text], ["2", "Last"]], widths)])

    assert len(sizes_of(path)) > 1
    assert "Last" in text_of(path)
    assert text_of(path).count(text[0]) >= text.count(text[0])


def test_long_texts_in_every_block_are_set(path):
    sheet, text = a_sheet(title="t" * 500, stamps=["DRAFT"], foot=["f" * 900]), "largo " * 900
    story = [
        *blocks.title_block("e", "título " * 60, text),
        *blocks.h1(text[:500]),
        *blocks.facts([("l", text), ("m", text)], sheet.width),
        blocks.numbered([text, text], sheet.width),
        blocks.panel([blocks.text(text)], sheet.width),
        blocks.Chips([(text[:900], ACCENT)], sheet.width),
        blocks.Tiles([("9" * 60, text[:200], "")] * 3, sheet.width, 2),
    ]
    write(path, sheet, story)

    assert words_of(path).count("largo") > 900


def test_naughty_strings_are_set_everywhere(path):
    texts = json.loads(shared("text/blns.json").read_text(encoding="utf-8"))
    sheet = a_sheet(title=texts[50], author=texts[60], foot=[texts[70]], stamps=[texts[80][:40]])
    rows = [[str(at), text] for at, text in enumerate(texts)]
    story = [
        *blocks.title_block(texts[1], texts[2], texts[3]),
        *(blocks.text(text) for text in texts),
        *(part for text in texts for part in blocks.h1(text)),
        *(blocks.Chips([(text, ACCENT)], sheet.width) for text in texts),
        blocks.table(["At", "Text"], rows, blocks.columns(sheet.width, 1, 5)),
    ]
    write(path, sheet, story)

    assert f"{len(texts) - 1} " in text_of(path)


def test_the_foot_says_which_page_of_how_many(path):
    write(path, a_sheet(foot=["As of 2026"]), [blocks.text("palabra " * 4000)])
    pages = len(sizes_of(path))

    assert f"Page {pages} of {pages}" in text_of(path)
    assert text_of(path).count("As of 2026") == pages


def test_headings_are_bookmarks_of_their_pages(path):
    story = [*blocks.title_block("e", "First"), blocks.text("x " * 9000), *blocks.h1("Second")]
    write(path, a_sheet(), story)
    marks = bookmarks_of(path)

    assert [(level, title) for level, title, _ in marks] == [(0, "First"), (1, "Second")]
    assert marks[1][2] == len(sizes_of(path)) - 1


def test_only_our_own_fonts_are_in_the_file_as_subsets(path):
    write(path, a_sheet(), [blocks.text("agua"), blocks.numbered(["uno"], 400)])

    assert {name[7:] for name in fonts_of(path)} <= {"NotoSans-Regular", "NotoSans-Bold"}
    assert all(name[6] == "+" for name in fonts_of(path))


def test_a_paper_that_nobody_has_is_refused_with_those_there_are(path):
    with pytest.raises(UserError, match="a4 and letter"):
        write(path, a_sheet(paper="a3"), [blocks.text("x")])

    assert not path.exists()


def test_stopping_leaves_what_was_there_before(path):
    path.write_bytes(b"before")

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        write(path, a_sheet(), [blocks.text("x")] * 10, stop)

    assert path.read_bytes() == b"before"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_progress_ends_at_its_total(path):
    told = []
    story = [blocks.text("palabra " * 200)] * 10
    write(path, a_sheet(), story, lambda done, total: told.append((done, total)))

    assert told[-1][1] == 10
    assert all(0 <= done <= total for done, total in told)
