"""A document in two languages says each text in both, and what was written in both in both."""

import pytest

from desktop_app.actions import printing, records
from desktop_app.actions.printable import Edition
from desktop_app.errors import UserError
from desktop_app.language import Language
from tests.actions.conftest import ready
from tests.reports.reading import fonts_of, words_of

SPANISH, FRENCH = Language("es", "BO"), Language("fr")


@pytest.fixture
def printed(office, tmp_path):
    def write(what, of, second=FRENCH):
        path = tmp_path / "page.pdf"
        document = printing.DOCUMENTS[what]
        document.write(office, of, path, Edition(language=SPANISH, second=second))
        return path

    return write


def test_a_fiche_has_its_labels_and_texts_in_both(office, printed):
    record = ready(office)
    summary = {"original": "es", "es": "Cosecha de agua.", "fr": "Collecte des eaux."}
    records.edit_record(office, record.uid, {"summary": summary})
    path = printed("fiche", record.uid)
    words = words_of(path)

    assert "Resumen / Résumé" in words
    assert "Cosecha de agua. Français Collecte des eaux." in words
    assert "En ejecución / En exécution" in words
    assert "Datos al" in words
    assert "Données au" not in words
    assert all(name[6] == "+" for name in fonts_of(path))


def test_a_page_of_a_source_is_in_both(office, printed):
    given = {"name": "Fondo", "objective": {"original": "es", "es": "Agua.", "fr": "Eau."}}
    source = records.enter_record(office, records.from_plain(office, "source", given))
    words = words_of(printed("source", source.uid))

    assert f"{SPANISH.text('What it funds')} / {FRENCH.text('What it funds')}" in words
    assert "Agua. Français Eau." in words


def test_a_summary_is_in_both(office, printed):
    ready(office)
    words = words_of(printed("summary", ""))

    assert "Qué contiene / Ce qu'il contient" in words.replace("’", "'")  # noqa: RUF001 - set so
    assert "AÚN NO ENVIADO / PAS ENCORE ENVOYÉ" in words


def test_a_profile_says_its_figures_in_both_and_its_paragraph_in_each(office, printed):
    ready(office)
    words = words_of(printed("profile", ""))

    assert "Sectores / Secteurs" in words
    assert "1 iniciativa de cooperación Sur-Sur" in words
    assert "1 initiative de coopération Sud-Sud" in words


@pytest.mark.parametrize("what", ["offers", "directory"])
def test_the_documents_of_lists_are_in_both(office, printed, what):
    title = printing.DOCUMENTS[what].title
    words = words_of(printed(what, ""))

    assert SPANISH.text(title) in words
    assert FRENCH.text(title).replace("'", "’") in words  # noqa: RUF001 - set so


def test_a_sheet_of_a_good_practice_is_in_both(office, printed):
    given = {"title": "Riego", "challenge": {"original": "es", "es": "Sequía.", "fr": "Aridité."}}
    practice = records.enter_record(office, records.from_plain(office, "practice", given))
    words = words_of(printed("practice", practice.uid))

    assert "Buena práctica / Bonne pratique" in words
    assert "Sequía." in words
    assert "Aridité." in words


def test_the_same_language_twice_is_refused(printed):
    with pytest.raises(UserError, match="another one"):
        printed("fiche", "BO-2026-0001", SPANISH)
