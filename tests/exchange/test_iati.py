import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring, parse
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.exchange.iati import read_iati
from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.plain import canonical, clean, normal
from desktop_app.records.source import SOURCE
from tests.builders import shared

CAF = "iati-lac/CAF-ActivityFile-2025-10-10.xml"
# Codes that an answer says in our own words; the mapping of each has a test of its own.
IN_OUR_WORDS = {
    "description@type",
    "activity-status@code",
    "activity-date@type",
    "transaction-type@code",
    "default-finance-type@code",
    "tag@vocabulary",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEAD = '<iati-activities version="2.03">'
CORE = "<iati-identifier>XX-1</iati-identifier><title><narrative>Huertos</narrative></title>"


@pytest.fixture(scope="module")
def caf():
    path = shared(CAF)
    return path, read_iati(path)


def all_texts(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in all_texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in all_texts(inner)]
    return [str(value)]


def said(element):
    """Give every text and attribute value below an element, with its place."""
    for inner in element.iter():
        tag = inner.tag.rpartition("}")[2]
        for name, value in inner.attrib.items():
            yield f"{tag}@{name}", value
        for text in (inner.text, inner.tail):
            if text and text.strip():
                yield tag, text


def kept_texts(record):
    left = " ".join(
        text for leftover in record.leftovers for _, text in said(fromstring(leftover["xml"]))
    )
    return "\n".join([*all_texts(record.values), *record.values["title"], left])


def test_every_activity_of_the_real_file_comes_in(caf):
    _, file = caf

    assert file.kind == "initiative"
    assert len(file.records) == 478
    assert file.refused == []


def test_nothing_that_an_activity_says_is_dropped(caf):
    path, file = caf
    root = parse(path).getroot()
    lost = Counter()
    for element, record in zip(root, file.records, strict=True):
        kept = re.sub(r"\s+", " ", kept_texts(record))
        for place, text in said(element):
            if place not in IN_OUR_WORDS and re.sub(r"\s+", " ", clean(text)) not in kept:
                lost[place, text] += 1

    assert lost == {}


def test_a_code_that_the_answers_do_not_say_in_full_is_kept(caf):
    _, file = caf

    assert file.unmapped == {
        "activity-date/narrative": 478,
        "activity-status": 241,
        "contact-info": 478,
        "default-finance-type": 38,
        "document-link/description/narrative": 478,
        "document-link@format": 478,
        "iati-activity@last-updated-datetime": 478,
        "recipient-region": 12,
        "reporting-org/narrative": 478,
        "reporting-org@secondary-reporter": 478,
        "reporting-org@type": 478,
        "result/indicator/baseline@year": 493,
        "sector[@vocabulary=99]": 478,
        "tag[@vocabulary=2]": 2,
    }


def test_answers_are_in_the_plain_form_of_their_questions(caf):
    _, file = caf
    for record in file.records:
        again = {name: normal(INITIATIVE.question(name), v) for name, v in record.values.items()}

        assert again == record.values


def test_reading_a_file_twice_gives_the_same(caf):
    path, file = caf
    again = read_iati(path)

    assert canonical([[r.values, r.leftovers] for r in again.records]) == canonical(
        [[r.values, r.leftovers] for r in file.records]
    )
    assert again.unmapped == file.unmapped


def test_a_loan_of_the_bank_becomes_money_lines_between_bank_and_country(caf):
    _, file = caf
    cable = next(record for record in file.records if record.iati_id.endswith("cfa012402"))

    assert cable.values["stage"] == "EXE"
    assert cable.values["actual_start"] == "2024-10-07"
    assert cable.values["refundability"] == "R"
    assert [(row["party"], row.get("role")) for row in cable.values["participants"]] == [
        ("SV", "REC"),
        ("CAF", None),
    ]
    assert [row["goal"] for row in cable.values["sdgs"]] == ["9", "8", "12"]
    line = cable.values["money"][0]
    assert (line["kind"], line["payer"], line["receiver"]) == ("COM", "CAF", "SV")
    assert (line["currency"], line["amount"], line["refund"]) == ("USD", "145000000", "R")
    assert line["period_start"] == line["period_end"] == "2024-10-07"


def test_an_entity_that_the_source_escaped_twice_stays_as_it_is(caf):
    _, file = caf
    link = next(left for left in file.records[0].leftovers if left["element"] == "document-link")

    assert "P&amp;#xE1;gina web" in link["xml"]


def test_progress_ends_at_the_size_of_the_file(caf):
    path, _ = caf
    steps = []
    read_iati(path, lambda done, total: steps.append((done, total)))

    assert steps[-1] == (path.stat().st_size, path.stat().st_size)


def test_the_example_of_our_own_export_comes_back():
    values = read_iati(shared("iati_sample.xml")).records[0].values

    assert values["title"] == {"original": "es", "es": "Sanidad animal", "pt": "Saúde animal"}
    assert (values["modality"], values["sector"], values["crs_purpose"]) == ("BIL", "S14", "31110")
    assert values["sdgs"] == [{"goal": "2", "rank": 1, "target": "2.4", "id": "2"}]
    assert values["participants"][0]["partner_code"] == "BO-2024-55"
    assert [row.get("party") for row in values["institutions"]] == ["AR", None, None]
    assert [row["kind"] for row in values["money"]] == ["BUD", "EXE"]
    assert (values["planned_start"], values["planned_end"]) == ("2024-01-15", "2026-12-31")


def test_the_organisation_file_gives_the_first_record_of_a_source():
    file = read_iati(shared("iati-lac/CAF-OrganizationFile.xml"))
    values = file.records[0].values

    assert file.kind == "source"
    assert values["name"] == {
        "original": "es",
        "es": "CAF Banco de Desarrollo de América Latina y el Caribe",
    }
    assert values["web"] == "https://www.caf.com"
    assert values["iati_id"] == "XM-DAC-46008"
    assert "source_type" not in values
    assert len(values["documents"]) == 7
    assert values["documents"][0]["name"] == "Informe Anual"
    assert {name: normal(SOURCE.question(name), v) for name, v in values.items()} == values


def test_a_file_of_neither_kind_is_refused_with_the_name_of_its_root(tmp_path):
    path = tmp_path / "codes.xml"
    path.write_text('<codelist version="2.03"/>', encoding="utf-8")

    with pytest.raises(UserError, match="“codelist” where “iati-activities / iati-organisations”"):
        read_iati(path)


def test_a_piece_that_cannot_be_taken_is_refused_alone_with_its_reason(tmp_path):
    path = tmp_path / "file.xml"
    untitled = "<iati-activity><iati-identifier>XX-2</iati-identifier></iati-activity>"
    good = f"<iati-activity>{CORE}</iati-activity>"
    path.write_text(
        f"{HEAD}{untitled}<iati-activity/><other/>{good}{good}</iati-activities>", encoding="utf-8"
    )
    file = read_iati(path)

    assert [record.iati_id for record in file.records] == ["XX-1"]
    assert [where for where, _ in file.refused] == ["XX-2", "2", "3", "XX-1"]
    assert [str(reason)[:24] for _, reason in file.refused] == [
        "It has no title of up to",
        "It has no IATI identifie",
        "It is “other”, not “iati",
        "Its identifier stands tw",
    ]


def test_an_older_version_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "old.xml"
    path.write_text('<iati-activities version="1.05"/>', encoding="utf-8")

    with pytest.raises(UserError, match=r"1\.05"):
        read_iati(path)


TAGS = ["title", "description", "sector", "tag", "transaction", "value", "narrative", "budget"]
TAGS += [
    "result",
    "indicator",
    "baseline",
    "period",
    "period-end",
    "target",
    "actual",
    "document-link",
    "category",
    "policy-marker",
    "related-activity",
    "name",
    "point",
    "pos",
    "exactness",
]
TAGS += ["activity-date", "recipient-country", "participating-org", "location", "iati-identifier"]
NAMES = [
    "value",
    "year",
    "url",
    "significance",
    "measure",
    "type",
    "code",
    "vocabulary",
    "percentage",
    "iso-date",
    "ref",
    "role",
    "currency",
    LANG,
]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=4, max_size=8)
VALUES = st.sampled_from(["1", "2", "99", "BO", "S14", "USD", "2024-01-01", "TRI", "7"]) | WORDS


@st.composite
def elements(draw, depth=2):
    element = ET.Element(draw(st.sampled_from(TAGS)))
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4)):
        element.set(name, draw(VALUES))
    element.text = draw(st.none() | VALUES)
    if depth:
        element.extend(draw(st.lists(elements(depth=depth - 1), max_size=3)))
    for inner in element:
        inner.tail = draw(st.none() | VALUES)
    return element


@given(children=st.lists(elements(), max_size=4))
def test_whatever_an_activity_holds_is_answered_or_kept(tmp_path_factory, children):
    root = fromstring(f"{HEAD}<iati-activity>{CORE}</iati-activity></iati-activities>")
    root[0].extend(children)
    path = tmp_path_factory.mktemp("iati") / "any.xml"
    path.write_bytes(ET.tostring(root, encoding="utf-8"))
    record = read_iati(path).records[0]
    kept = kept_texts(record)
    in_our_words = {"description@type", "activity-date@type", "tag@vocabulary", f"narrative@{LANG}"}
    in_our_words |= {"sector@vocabulary", "participating-org@role"}
    for place, text in said(root[0]):
        if place not in in_our_words:
            assert clean(text) in kept
