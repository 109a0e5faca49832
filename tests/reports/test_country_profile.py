import pytest

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.figures.figure import ALL
from desktop_app.reports.country_profile import write_country_profile
from desktop_app.reports.figure_tables import number
from desktop_app.reports.letters import DASH, line
from desktop_app.reports.profile_words import paragraph
from tests.builders import a_project, shared
from tests.reports.profiles import CODE, INITIATIVES, MONEY, a_profile, of
from tests.reports.reading import (
    bookmarks_of,
    expected,
    fonts_of,
    sizes_of,
    text_of,
    words_of,
)

EN = Language("en")
# figure -> the columns that stand on the page
WHOLE = {
    "I6": ("n", "share", "provider", "recipient", "specialisation"),
    "I15-usd": (),
    "I15-currency": (),
    "I16-totals": (),
    "I16-quantity": (),
    "Q1": ("n", "mean"),
}


@pytest.fixture
def written(tmp_path):
    def write(data=None, language="en", **options):
        path = tmp_path / "profile.pdf"
        write_country_profile(path, data or a_profile(), Language(language), **options)
        return path

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_reads_as_expected(written, language):
    text = text_of(written(language=language))

    assert text == expected(f"country_profile.{language}", text)


@pytest.mark.parametrize("name", WHOLE)
def test_every_figure_on_the_profile_is_the_indicator_it_names(written, name):
    data = a_profile([*INITIATIVES, *many(6)])
    figure, words = data.statistics[name], words_of(written(data))
    columns = [one for one in figure.columns if not WHOLE[name] or one.name in WHOLE[name]]

    assert figure.rows
    for row in figure.rows:
        figures = [number(one, figure.cell(row, one.name), EN) for one in columns]
        assert line(" ".join(figures)) in words


def test_the_key_figures_are_those_of_the_indicators(written):
    data = a_profile()
    words, found = words_of(written(data)), data.statistics

    assert f"{found['I1'].value('n', ALL, ALL)} initiatives in the period" in words
    assert f"{found['I16-totals'].value('total', 'expert_days')} days of experts given" in words
    assert f"{found['I1-universe'].value('n', 'pipeline')} in preparation" in words


def test_the_paragraph_says_the_figures_in_words():
    said = paragraph(a_profile(), EN)

    assert "has recorded 4 initiatives" in said
    assert "3 of them were under way or completed in the period." in said
    assert "as provider in 1, as recipient in 2" in said
    assert "The most frequent sector is Agriculture and livestock." in said
    assert "Days of experts given: 12." in said


def test_the_paragraph_that_the_office_wrote_stands_in_its_place(written):
    words = words_of(written(a_profile(paragraphs={"en": "Nuestro año en breve.\nDos párrafos."})))

    assert "Nuestro año en breve. Dos párrafos." in words
    assert "has recorded" not in words


def test_a_profile_without_records_says_so(written):
    words = words_of(written(a_profile([], {})))

    assert "Nothing has been recorded yet." in words
    assert "No offer and no request is recorded." in words
    assert "No good practice is recorded." in words


def test_what_was_not_reported_is_never_zero(written):
    words = words_of(written(a_profile([a_project()], {})))

    assert words.count("not reported") >= 2
    assert "Amounts are not reported." in words


def test_a_withdrawn_initiative_is_nowhere_on_the_profile(written):
    gone = a_project(human_code="BO-2026-0009", status="withdrawn", deleted="entered twice")

    assert "BO-2026-0009" not in words_of(written(a_profile([*INITIATIVES, gone])))


def test_only_what_is_open_is_shared_or_sought(written):
    words = words_of(written())

    assert "Fibra de vicuña" in words
    assert "Catastro multipropósito" in words
    assert "Ya vencida" not in words
    assert "1 more is no longer open and is not listed." in words


def test_three_practices_at_most_the_published_first(written):
    words = words_of(written())

    assert words.index("Práctica 3") < words.index("Práctica 4") < words.index("Práctica 1")
    assert "Práctica 2" not in words
    assert "And 1 more." in words


def test_the_legal_framework_is_what_holds_at_the_cut_off(written):
    words = words_of(written())

    assert "Acta de la comisión mixta · JCM BO-CO 2023" in words
    assert "Convenio vencido" not in words
    assert "Reunión de directores" in words
    assert "Reunión pasada" not in words
    assert "Enviar el informe" in words
    assert "Ya cumplido" not in words


def test_the_office_tells_its_ministry_and_its_legal_basis(written):
    text = {"original": "es", "es": "Ley 123"}
    office = of("office", "BO-1").with_values(legal_basis=text, ministry={**text, "es": "MRE"})
    words = words_of(written(a_profile(others={"office": [office]})))

    assert "Oficina de Cooperación · MRE" in words
    assert "Ley 123" in words


def test_drafts_and_closed_records_are_stamped(written):
    draft = a_project(status="draft", access="OFC")
    words = words_of(written(a_profile([*INITIATIVES, draft])))

    assert "DRAFT THIS OFFICE ONLY" in words
    assert "DRAFT" not in words_of(written())


def test_a_profile_of_public_records_has_no_stamp(written):
    public = [record.with_values(access="PUB") for record in INITIATIVES]

    assert "ONLY" not in words_of(written(a_profile(public)))


def test_the_check_code_of_the_last_bundle_is_on_each_page(written):
    path = written()

    assert text_of(path).count(CODE) == len(sizes_of(path))
    assert "Check code" not in words_of(written(a_profile(check_code="")))


def test_sections_are_bookmarks(written):
    titles = [title for _, title, _ in bookmarks_of(written())]

    assert titles[0] == "Bolivia"
    assert {"Sectors", "Legal framework and commitments", "Quality of the data"} <= set(titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_comes_in_each_language_on_each_paper(written, language):
    assert sizes_of(written(language=language))[0] == (595, 842)
    assert sizes_of(written(language=language, paper="letter"))[0] == (612, 792)


def test_the_same_profile_is_the_same_bytes(written):
    assert written().read_bytes() == written().read_bytes()


def test_a_code_that_no_list_knows_is_its_own_label(written):
    odd = a_project(
        stage="EXE",
        modality="BIL",
        level="L9",
        sector="S99",
        sdgs=[{"id": "99", "goal": "99", "rank": 1}],
        participants=[{"id": "1", "party": "XX9", "role": "R9"}],
        money=[{**line, "kind": "K9", "currency": "Q9Q"} for line in MONEY],
    )
    words = words_of(written(a_profile([odd])))

    assert "S99" in words
    assert "XX9" in words


def test_the_profile_of_a_bank_with_478_unfinished_initiatives(written):
    from desktop_app.exchange.iati import read_iati  # noqa: PLC0415 - the real file only

    file = read_iati(shared("iati-lac/CAF-ActivityFile-2025-10-10.xml"))
    records = [
        a_project(human_code=f"CAF-2026-{at:04d}", status="draft", office="CAF").with_values(
            **{**dict.fromkeys(INITIATIVES[0].values), **activity.values}
        )
        for at, activity in enumerate(file.records, 1)
    ]
    path = written(a_profile(records, {}, office="CAF", since=""), "pt")
    words = words_of(path)

    assert "CAF-2026-0478" in words
    assert "\ufffd" not in words
    assert all(name[6] == "+" for name in fonts_of(path))


def many(number):
    return [
        a_project(human_code=f"BO-2026-{100 + at:04d}", money=MONEY, sector=f"S0{1 + at % 3}")
        for at in range(number)
    ]


def test_the_dash_of_a_table_is_no_figure(written):
    figure = a_profile().statistics["I16-quantity"]
    row = figure.rows[0]

    assert number(figure.column("planned"), figure.cell(row, "planned"), EN) == DASH


def test_triangular_flows_stand_in_the_order_of_the_number_that_is_printed(written):
    several = [("CL", "FIR"), ("DE", "SEC"), ("BO", "REC"), ("PY", "REC"), ("PE", "REC")]
    alone = [("AR", "FIR"), ("DE", "SEC"), ("BO", "REC")]
    flows = [
        a_project(human_code=f"BO-T-{at}", modality="TRI", participants=took_part(parties))
        for at, parties in enumerate([several, several, alone])
    ]
    told = text_of(written(a_profile([*INITIATIVES, *flows]))).partition("Triangular flows")[2]
    heads = [place for place in ("Chile", "Argentina") if place in told]

    assert sorted(heads, key=told.index) == ["Chile", "Argentina"]


def took_part(parties):
    return [
        {"id": str(at), "party": party, "role": role} for at, (party, role) in enumerate(parties)
    ]
