"""How results, documents, places, policy markers and related activities are answered."""

import pytest

from desktop_app.exchange.iati import read_iati

CORE = "<iati-identifier>XX-1</iati-identifier><title><narrative>Huertos</narrative></title>"


@pytest.fixture
def read(tmp_path):
    """Return values and what was left of one activity made of the given children."""

    def read(children):
        path = tmp_path / "activity.xml"
        body = f'<iati-activity xml:lang="es">{CORE}{children}</iati-activity>'
        text = f'<iati-activities version="2.03">{body}</iati-activities>'
        path.write_text(text, encoding="utf-8")
        file = read_iati(path)
        assert file.refused == []
        return file.records[0].values, file.unmapped

    return read


def rows(values, field):
    """Return rows without the names that Surco gives them."""
    return [{name: value for name, value in row.items() if name != "id"} for row in values[field]]


def result(periods="", baseline="", measure="1"):
    return (
        '<result type="1"><title><narrative>Técnicos formados</narrative></title>'
        f'<indicator measure="{measure}"><title><narrative>Personas</narrative></title>'
        f"{baseline}{periods}</indicator></result>"
    )


def period(day, target="", actual=""):
    given = "".join(
        f'<{name} value="{value}"/>'
        for name, value in (("target", target), ("actual", actual))
        if value
    )
    dates = f'<period-start iso-date="{day}"/><period-end iso-date="{day}"/>'
    return f"<period>{dates}{given}</period>"


def test_each_period_of_an_indicator_is_a_row(read):
    baseline = '<baseline year="2023" iso-date="2023-06-30" value="0"/>'
    periods = period("2024-12-31", "40", "38") + period("2025-12-31", "120")
    values, unmapped = read(result(periods, baseline))

    first, second = rows(values, "results")
    assert first == {
        "title": "Técnicos formados",
        "kind": "OUTPUT",
        "indicator": "Personas",
        "measure": "UNIT",
        "baseline": "0",
        "baseline_year": "2023-06-30",
        "target": "40",
        "target_date": "2024-12-31",
        "actual": "38",
        "actual_date": "2024-12-31",
    }
    assert (second["target"], second["target_date"]) == ("120", "2025-12-31")
    assert "actual" not in second
    assert unmapped == {}


def test_a_result_without_an_indicator_is_a_row_of_its_own(read):
    values, unmapped = read(
        '<result type="2"><title><narrative>Menos pérdidas</narrative></title></result>'
    )

    assert rows(values, "results") == [{"title": "Menos pérdidas", "kind": "OUTCOME"}]
    assert unmapped == {}


def test_figures_that_are_no_numbers_and_a_year_that_is_another_are_kept(read):
    baseline = '<baseline year="1900" iso-date="2024-10-07" value="0"/>'
    values, unmapped = read(result(period("2024-12-31", "unos 40"), baseline))

    assert "target" not in values["results"][0]
    assert unmapped == {
        "result/indicator/baseline@year": 1,
        "result/indicator/period/target@value": 1,
    }


def test_a_result_without_a_title_is_kept_whole(read):
    values, unmapped = read('<result type="1"><indicator measure="1"/></result>')

    assert "results" not in values
    assert unmapped == {"result": 1}


def test_a_document_has_its_link_kind_date_and_language(read):
    values, unmapped = read(
        '<document-link format="application/pdf" url="https://example.org/a.pdf">'
        "<title><narrative>Evaluación final</narrative></title>"
        '<category code="A07"/><language code="es"/><document-date iso-date="2024-05-02"/>'
        "</document-link>"
    )

    assert rows(values, "documents") == [
        {
            "name": "Evaluación final",
            "link": "https://example.org/a.pdf",
            "category": "EVA",
            "date": "2024-05-02",
            "language": "es",
        }
    ]
    assert unmapped == {"document-link@format": 1}


def test_a_place_has_its_name_country_and_coordinates(read):
    values, unmapped = read(
        "<location><name><narrative>Tarija</narrative></name>"
        '<administrative vocabulary="A4" level="0" code="BO"/>'
        '<point srsName="x"><pos>-21.5355 -64.7296</pos></point><exactness code="2"/></location>'
    )

    assert rows(values, "locations") == [
        {
            "place": "Tarija",
            "country": "BO",
            "latitude": "-21.5355",
            "longitude": "-64.7296",
            "exactness": "APPROX",
        }
    ]
    assert unmapped == {"location/administrative@level": 1, "location/point@srsName": 1}


def test_coordinates_with_more_figures_are_rounded_and_kept_as_they_came(read):
    values, unmapped = read("<location><point><pos>-16.489713 0.00001</pos></point></location>")

    assert rows(values, "locations") == [{"latitude": "-16.4897", "longitude": "0"}]
    assert unmapped == {"location": 1}


@pytest.mark.parametrize(
    "children", ["<location/>", "<location><point><pos>x</pos></point></location>"]
)
def test_what_is_no_place_is_kept(read, children):
    values, unmapped = read(children)

    assert "locations" not in values
    assert sum(unmapped.values()) == 1


@pytest.mark.parametrize(
    ("attributes", "taken"),
    [
        ('vocabulary="1" code="1" significance="2"', [{"marker": "GEN", "significance": "2"}]),
        ('code="7" significance="0"', [{"marker": "ADA", "significance": "0"}]),
        ('code="4" significance="1"', []),
        ('code="1" significance="4"', []),
        ('vocabulary="99" code="1" significance="2"', []),
    ],
)
def test_a_policy_marker_with_a_weight_that_we_know_is_taken(read, attributes, taken):
    values, unmapped = read(f"<policy-marker {attributes}/>")

    assert rows(values, "markers") == taken if taken else "markers" not in values
    assert unmapped == ({} if taken else {"policy-marker": 1})


def test_a_related_activity_keeps_its_identifier_and_how_it_is_related(read):
    values, unmapped = read(
        '<related-activity ref="XM-DAC-1-2" type="1"/><related-activity ref="A" type="9"/>'
    )

    assert rows(values, "related") == [{"relation": "PAR", "number": "XM-DAC-1-2"}]
    assert unmapped == {"related-activity": 1}
