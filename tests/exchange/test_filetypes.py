import pytest

from desktop_app.errors import UserError
from desktop_app.exchange.filetypes import fits, type_of
from desktop_app.records.attached import ENDINGS, FILE_SIZE_LIMIT
from tests.filemaking import PDF, PROGRAM, a_docx, a_photo, an_odt, zipped

PHOTO = a_photo(60, 40)


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (PDF, "convenio.pdf", ".pdf"),
        (PHOTO, "a.jpg", ".jpg"),
        (a_photo(60, 40, "PNG"), "a.png", ".png"),
        (a_docx(), "a.docx", ".docx"),
        (an_odt(), "a.odt", ".odt"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a.xlsx", ".xlsx"),
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "a.pptx", ".pptx"),
        ("país;año\nBolivia;2024\n".encode(), "a.csv", ".csv"),
        ("Señores:\r\n\tcarta\r\n".encode("cp1252"), "CARTA.TXT", ".txt"),
    ],
)
def test_a_file_is_known_by_its_content(content, name, ending):
    assert ENDINGS[type_of(content, name)][0] == ending


def test_a_wrong_name_does_not_change_what_a_file_is():
    assert type_of(PDF, "programa.exe") == "application/pdf"
    assert fits(PHOTO, "image/jpeg", "a.pdf")
    assert not fits(PHOTO, "application/pdf", "a.pdf")


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_other_pictures_are_known_too(form):
    assert type_of(a_photo(60, 40, form), "a") == f"image/{form.lower()}"


@pytest.mark.case("X10")
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (PROGRAM, "foto.jpg", "program"),
        (b"\x7fELF\2\1\1", "a.pdf", "program"),
        (b"#!/bin/sh\necho", "a.txt", "program"),
        (b"@echo off\r\n", "a.bat", "program"),
        (b"WScript.Echo 1", "a.vbs", "program"),
        (b"L\0\0\0\x01\x14\x02\0", "a.lnk", "program"),
        (zipped({"a.txt": "x"}), "a.docx", "archive"),
        (b"Rar!\x1a\x07", "a.rar", "archive"),
        (b"\x1f\x8b\x08", "a.gz", "archive"),
        (b"<!DOCTYPE html><script>", "a.txt", "web page"),
        (b"\xef\xbb\xbf  <svg onload=x>", "a.csv", "web page"),
        (b"{\\rtf1 {\\object", "a.txt", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "old format"),
        (b"\0\1\2\3", "a.txt", "of a kind"),
        (b"hola", "a.md", ".txt"),
        (b"", "a.pdf", "empty"),
        (PDF[:40], "a.pdf", "cut short"),
        (a_photo(60, 40, "PNG")[:200], "a.png", "cut short"),
        (a_docx()[:-30], "a.docx", "cut short"),
        (b"x" * (FILE_SIZE_LIMIT + 1), "a.txt", "20 MB"),
    ],
)
def test_what_is_not_known_for_harmless_is_refused_in_one_sentence(content, name, said):
    with pytest.raises(UserError) as refusal:
        type_of(content, name)

    assert said in str(refusal.value)
    assert name in str(refusal.value)


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": "x"},
        {"word/VBAPROJECT.BIN": "x"},
        {"word/activeX/activeX1.xml": "x"},
        {"word/embeddings/oleObject1.bin": "x"},
        {"word/media/image1.jpg": PROGRAM},
        {"word/media/run.exe": "x"},
        {"[Content_Types].xml": 'ContentType="application/vnd.ms-word.document.macroEnabled"'},
    ],
)
def test_a_document_with_macros_or_programs_in_it_is_refused(parts):
    with pytest.raises(UserError, match="macros"):
        type_of(a_docx(**parts), "a.docx")


def test_an_open_document_with_macros_is_refused():
    with pytest.raises(UserError, match="macros"):
        type_of(an_odt(**{"Basic/Standard/Module1.xml": "x"}), "a.odt")


@pytest.mark.parametrize("word", [b"/Launch", b"/EmbeddedFile"])
def test_a_pdf_that_starts_programs_or_holds_files_is_refused(word):
    with pytest.raises(UserError, match="macros"):
        type_of(PDF.replace(b"/Catalog", b"/Catalog/Action" + word), "a.pdf")


@pytest.mark.parametrize("front", [PHOTO, PDF])
def test_two_kinds_of_file_in_one_are_refused(front):
    with pytest.raises(UserError, match="two kinds"):
        type_of(front + zipped({"a.class": "x"}), "a")


def test_a_program_before_a_document_is_a_program():
    with pytest.raises(UserError, match="program"):
        type_of(PROGRAM + a_docx(), "a.docx")
