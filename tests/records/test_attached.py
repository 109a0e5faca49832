import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BadAnswer
from desktop_app.language import Language
from desktop_app.records.attached import ENDINGS, NAME_LIMIT, file_said, files_in, safe_name
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import normal
from desktop_app.records.questionnaire import Answer, Question
from tests.strategies import files

FILE = Question(field="file", label="File", kind=Answer.FILE)
GOOD = {"name": "Carta.pdf", "sha256": "ab" * 32, "size": 1234, "type": "application/pdf"}


@pytest.mark.parametrize(
    ("name", "form", "safe"),
    [
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\x\\foto.JPG", "image/jpeg", "foto.JPG"),
        ("foto.jpg.exe", "image/jpeg", "foto.jpg.exe.jpg"),
        ("CON.pdf", "application/pdf", "_CON.pdf"),
        ("  .pdf", "application/pdf", "pdf.pdf"),
        ("", "image/png", "file.png"),
        ("a" * 300 + ".pdf", "application/pdf", "a" * (NAME_LIMIT - 4) + ".pdf"),
        ("año: ¿plan?.docx", "application/pdf", "año_ ¿plan_.docx.pdf"),
    ],
)
def test_a_name_leaves_no_folder_and_ends_as_what_it_is(name, form, safe):
    assert safe_name(name, form) == safe


def test_marks_that_turn_the_direction_are_taken_out_of_a_name():
    plain = normal(FILE, {**GOOD, "name": "informe\u202efdp.exe\0"})

    assert plain["name"] == "informefdp.exe.pdf"


@given(file=files)
def test_the_normal_form_of_a_file_is_normal(file):
    plain = normal(FILE, file)

    assert normal(FILE, plain) == plain
    assert plain["name"].lower().endswith(ENDINGS[file["type"]])
    assert not set(plain["name"]) & set('\\/:*?"<>|%\0\u202e')


@given(name=st.text(max_size=300), form=st.sampled_from(sorted(ENDINGS)))
def test_any_name_becomes_one_that_stays(name, form):
    plain = normal(FILE, {**GOOD, "name": name, "type": form})

    assert 0 < len(plain["name"]) <= NAME_LIMIT + 1
    assert normal(FILE, plain) == plain


@pytest.mark.parametrize(
    "changed",
    [
        {"sha256": "AB" * 32},
        {"sha256": None},
        {"size": 0},
        {"size": "12"},
        {"size": True},
        {"size": 10**12},
        {"type": "application/x-msdownload"},
        {"type": ["application/pdf"]},
        {"path": "/etc"},
    ],
)
def test_what_no_program_of_ours_writes_is_refused(changed):
    with pytest.raises(BadAnswer):
        normal(FILE, {**GOOD, **changed})


@pytest.mark.parametrize("given", ["Carta.pdf", 3, [GOOD]])
def test_a_name_alone_is_no_file(given):
    with pytest.raises(BadAnswer):
        normal(FILE, given)


def test_the_files_of_a_record_are_found_in_its_lists():
    other = {**GOOD, "sha256": "cd" * 32}
    fields = {
        "title": {"original": "es", "es": "Agua"},
        "documents": [{"id": "1", "name": "a", "file": GOOD}, {"id": "2", "name": "b"}],
        "photos": [{"id": "1", "name": "c", "file": other}],
    }

    assert list(files_in(KINDS["practice"], fields)) == [GOOD, other]


def test_a_file_is_said_with_its_size():
    assert file_said(GOOD, Language("es")) == "Carta.pdf (1 kB)"
    assert file_said({**GOOD, "size": 2_149_000}, Language("fr")) == "Carta.pdf (2,1 Mo)"
