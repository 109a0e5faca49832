"""How each element of an activity is answered."""

import pytest

from desktop_app.exchange.iati import read_iati

HEAD = '<iati-activities version="2.03">'
CORE = "<iati-identifier>XX-1</iati-identifier><title><narrative>Huertos</narrative></title>"


@pytest.fixture
def activity(tmp_path):
    """Read one activity made of the given children after identifier and title."""

    def read(children="", attributes='xml:lang="es"'):
        path = tmp_path / "activity.xml"
        body = f"<iati-activity {attributes}>{CORE}{children}</iati-activity>"
        path.write_text(f"{HEAD}{body}</iati-activities>", encoding="utf-8")
        file = read_iati(path)
        assert file.refused == []
        return file.records[0], file.unmapped

    return read


def test_a_title_in_the_language_of_the_activity_is_the_original(activity):
    path_texts = (
        '<description type="1"><narrative xml:lang="es">Uno</narrative>'
        '<narrative xml:lang="fr">Un</narrative></description>'
    )
    record, unmapped = activity(path_texts, 'xml:lang="fr"')

    assert record.values["title"] == {"original": "fr", "fr": "Huertos"}
    assert record.values["summary"] == {"original": "fr", "es": "Uno", "fr": "Un"}
    assert unmapped == {}


def test_a_second_text_in_one_language_is_kept_beside_the_answer(activity):
    record, unmapped = activity(
        '<description><narrative xml:lang="pt">Um</narrative>'
        '<narrative xml:lang="pt-BR">Outro</narrative></description>'
    )

    assert record.values["summary"] == {"original": "pt", "pt": "Um"}
    assert "Outro" in record.leftovers[0]["xml"]
    assert unmapped == {
        "description/narrative": 1,
        "description/narrative@xml:lang": 1,
    }


@pytest.mark.parametrize(
    ("code", "stage"),
    [("1", "FOR"), ("2", "EXE"), ("3", "COM"), ("4", "COM"), ("5", "CAN"), ("6", "SUS")],
)
def test_the_status_says_the_stage(activity, code, stage):
    record, _ = activity(f'<activity-status code="{code}"/>')

    assert record.values["stage"] == stage


def test_dates_go_to_their_four_fields_and_a_second_one_is_kept(activity):
    dates = "".join(f'<activity-date type="{n}" iso-date="202{n}-01-01"/>' for n in (1, 2, 3, 4))
    record, unmapped = activity(f'{dates}<activity-date type="2" iso-date="2029-01-01"/>')

    assert record.values["planned_start"] == "2021-01-01"
    assert record.values["actual_start"] == "2022-01-01"
    assert record.values["planned_end"] == "2023-01-01"
    assert record.values["actual_end"] == "2024-01-01"
    assert unmapped == {"activity-date": 1}


def test_several_recipients_are_parties_and_nobody_is_guessed_to_receive(activity):
    record, unmapped = activity(
        '<recipient-country code="BO" percentage="60"/><recipient-country code="PE"/>'
        '<recipient-country code="QQ"/>'
        '<participating-org role="4"><narrative>Ministerio de Salud del Perú</narrative>'
        '</participating-org><participating-org role="4"><narrative>Fundación</narrative>'
        '</participating-org><transaction><transaction-type code="3"/>'
        '<transaction-date iso-date="2024-01-01"/><value currency="USD">5</value></transaction>'
    )

    assert [row["party"] for row in record.values["participants"]] == ["BO", "PE"]
    assert [row.get("party") for row in record.values["institutions"]] == ["PE", None]
    assert "receiver" not in record.values["money"][0]
    assert "payer" not in record.values["money"][0]
    assert unmapped == {"recipient-country": 1, "recipient-country@percentage": 1}


def test_a_reporter_we_do_not_know_is_no_party(activity):
    record, unmapped = activity('<reporting-org ref="GB-CHC-1" type="21"/>')

    assert "participants" not in record.values
    assert unmapped == {"reporting-org": 1}


def test_the_sector_follows_from_a_purpose_that_only_one_sector_has(activity):
    one, _ = activity('<sector code="31110"/>')
    other, _ = activity('<sector vocabulary="1" code="31120"/>')
    two, unmapped = activity('<sector code="31110"/><sector code="12110"/>')
    shares, _ = activity(
        '<sector code="31110" percentage="30"/><sector code="12110" percentage="70"/>'
    )

    assert (one.values["sector"], one.values["crs_purpose"]) == ("S14", "31110")
    assert "sector" not in other.values
    assert other.values["crs_purpose"] == "31120"
    assert "crs_purpose" not in two.values
    assert unmapped == {"sector": 2}
    assert shares.values["sector"] == "S02"


def test_own_codes_are_taken_and_other_publishers_own_codes_are_not(activity):
    record, unmapped = activity(
        '<sector vocabulary="99" code="S14"><narrative>Agropecuario</narrative></sector>'
        '<sector vocabulary="99" code="S15"><narrative>Sillas</narrative></sector>'
        '<tag vocabulary="99" code="TRI"/>'
        '<tag vocabulary="99" code="TA"><narrative>Asistencia técnica</narrative></tag>'
        '<tag vocabulary="99" code="CRS"><narrative>Curso o taller</narrative></tag>'
    )

    assert record.values["sector"] == "S14"
    assert (record.values["form"], record.values["other_forms"]) == ("TA", ["CRS"])
    assert "modality" not in record.values
    assert unmapped == {"sector[@vocabulary=99]": 1, "tag[@vocabulary=99]": 1}


def test_triangular_is_taken_and_bilateral_left_to_a_person(activity):
    triangular, _ = activity('<collaboration-type code="8"/>')
    bilateral, unmapped = activity('<collaboration-type code="1"/>')

    assert triangular.values["modality"] == "TRI"
    assert "modality" not in bilateral.values
    assert unmapped == {"collaboration-type": 1}


def test_a_repayment_flows_back(activity):
    record, _ = activity(
        '<reporting-org ref="XM-DAC-46008"/><recipient-country code="BO"/>'
        '<default-finance-type code="421"/><transaction><transaction-type code="6"/>'
        '<transaction-date iso-date="2024-01-01"/><value currency="USD">1.50</value></transaction>'
    )
    line = record.values["money"][0]

    assert (line["kind"], line["payer"], line["receiver"]) == ("REP", "BO", "CAF")
    assert line["amount"] == "1.5"


def test_what_cannot_be_a_money_line_is_kept_whole(activity):
    transaction = (
        '<transaction><transaction-type code="{}"/><transaction-date iso-date="{}"/>'
        '<value currency="{}">{}</value></transaction>'
    )
    record, unmapped = activity(
        transaction.format("3", "2024-01-01", "USD", "1e5")
        + transaction.format("3", "2024-13-01", "USD", "5")
        + transaction.format("3", "2024-01-01", "dollars", "5")
        + transaction.format("13", "2024-01-01", "USD", "5")
    )

    assert "money" not in record.values
    assert unmapped == {"transaction": 4}
    assert ">1e5</value>" in record.leftovers[0]["xml"]


def test_experts_and_training_are_not_taken_for_cash(activity):
    record, _ = activity(
        '<transaction><transaction-type code="4"/><transaction-date iso-date="2024-01-01"/>'
        '<value currency="USD">5</value><aid-type code="D01"/></transaction>'
    )

    assert "cash_kind" not in record.values["money"][0]
