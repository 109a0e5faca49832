import pytest

from desktop_app.exchange.recovery import groups_of
from desktop_app.language import LANGUAGES, Language
from desktop_app.reports.recovery_sheet import RecoverySheet, write_recovery_sheet
from tests.reports.reading import expected, fonts_of, sizes_of, text_of

SHEET = RecoverySheet(
    office="BO",
    name="Viceministerio de Inversión Pública y Financiamiento Externo",
    digits="48213 00917 55120 93371 20418 77001 64529 11830",
    groups=tuple(groups_of(bytes(range(32)))),
    printed_on="2026-11-25",
)


@pytest.fixture
def written(tmp_path):
    def write(language="en"):
        path = tmp_path / "sheet.pdf"
        write_recovery_sheet(path, SHEET, Language(language))
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_reads_as_expected_on_one_page(written, language):
    path = written(language)
    text = text_of(path)

    assert text == expected(f"recovery_sheet.{language}", text)
    assert len(sizes_of(path)) == 1


def test_the_sheet_is_its_owners_alone(written):
    assert written().stat().st_mode & 0o077 == 0


def test_every_font_of_the_sheet_is_embedded(written):
    assert all(name[6] == "+" for name in fonts_of(written()))
