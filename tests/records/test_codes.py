import csv
import datetime as dt
import unicodedata

import pytest

from desktop_app.paths import resources
from desktop_app.records.codes import LANGUAGES, Code, CodeList, code_list, list_versions

LISTS = sorted(list_versions())
SIZES = {
    "sector": 30,
    "area": 6,
    "sdg_goal": 17,
    "sdg_target": 169,
    "country": 250,
    "mechanism": 27,
    "member": 28,
    "currency": 208,
    "language": 180,
    "crs_purpose": 325,
    "crs_category": 44,
    "subdivision": 567,
}


def rows_of(name):
    path = resources() / "codes" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def two_codes(**old):
    labels = {"es": "Crédito", "en": "Credit", "pt": "Crédito", "fr": "Crédit"}
    return CodeList("t", "1", {"A": Code("A", labels, **old), "B": Code("B", labels)})


@pytest.mark.parametrize("name", LISTS)
def test_every_label_is_there_in_four_languages(name):
    empty = [
        (code.code, language)
        for code in code_list(name).codes.values()
        for language in LANGUAGES
        if not code.labels[language].strip()
    ]

    assert not empty


@pytest.mark.parametrize("name", LISTS)
def test_no_code_stands_twice_in_a_list(name):
    codes = [row["code"] for row in rows_of(name)]

    assert codes
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", LISTS)
def test_a_replaced_code_points_to_a_code_of_the_same_list(name):
    replaced = [c for c in code_list(name).codes.values() if c.replaced_by]

    assert all(c.replaced_by in code_list(name).codes and c.withdrawn for c in replaced)


@pytest.mark.parametrize("name", LISTS)
def test_dates_of_validity_are_iso_dates_in_order(name):
    for code in code_list(name).codes.values():
        ends = [dt.date.fromisoformat(day) for day in (code.valid_from, code.valid_to) if day]

        assert ends == sorted(ends), code.code


def test_every_file_of_codes_is_catalogued_and_the_other_way_round():
    files = {path.stem for path in (resources() / "codes").glob("*.csv")} - {"lists"}

    assert files == set(LISTS)
    assert all(row[c] for row in rows_of("lists") for c in ("version", "source", "licence", "fr"))


@pytest.mark.parametrize("name", LISTS)
def test_files_use_line_feeds_and_whole_letters_and_no_byte_order_mark(name):
    content = (resources() / "codes" / f"{name}.csv").read_bytes()

    assert b"\r" not in content
    assert unicodedata.is_normalized("NFC", content.decode())
    assert content.startswith(b"code,en,es,pt,fr,valid_from,valid_to,replaced_by")


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_lists_of_a_known_size_are_complete(name, size):
    assert len(code_list(name).codes) == size


def test_withdrawn_codes_are_kept_but_not_offered():
    purposes = code_list("crs_purpose")
    flood = purposes.get("41050")

    assert flood is not None
    assert flood.withdrawn
    assert flood.replaced_by == "43060"
    assert flood not in purposes.active()
    assert len(purposes.codes) - len(purposes.active()) == 30


def test_every_sector_has_an_area_and_a_crs_purpose_in_force():
    for sector in code_list("sector").codes.values():
        purpose = code_list("crs_purpose").get(sector.extra["crs"])

        assert sector.extra["area"] in code_list("area").codes
        assert purpose in code_list("crs_purpose").active()


def test_purposes_and_targets_belong_to_a_category_and_a_goal():
    categories, goals = code_list("crs_category").codes, code_list("sdg_goal").codes

    assert all(c.extra["category"] in categories for c in code_list("crs_purpose").codes.values())
    assert all(c.extra["goal"] in goals for c in code_list("sdg_target").codes.values())


def test_there_are_33_states_of_the_region_and_every_member_is_one():
    states = {c.code for c in code_list("country").codes.values() if c.extra["lac"] == "1"}

    assert len(states) == 33
    assert set(code_list("member").codes) <= states


def test_members_name_mechanisms_currencies_and_languages_that_exist():
    names = {
        "memberships": "mechanism",
        "memberships_doubtful": "mechanism",
        "currency": "currency",
        "languages": "language",
    }
    for member in code_list("member").codes.values():
        for column, other in names.items():
            assert set(member.extra[column].split()) <= set(code_list(other).codes), member.code


def test_every_country_pays_in_a_currency_in_force():
    offered = {c.code for c in code_list("currency").active()}

    for country in code_list("country").codes.values():
        assert set(country.extra["currency"].split()) <= offered, country.code


def test_past_currencies_stay_readable():
    currencies = code_list("currency")

    assert currencies.label("VEF", "es").startswith("Bolívar")
    assert not {"VEB", "VEF", "CUC", "SVC"} & {c.code for c in currencies.active()}


def test_brazil_says_trilateral():
    assert "trilateral" in code_list("modality").label("TRI", "pt")


def test_a_label_falls_back_to_english_and_then_to_the_code():
    assert Code("X", {"en": "Seed"}).label("fr") == "Seed"
    assert Code("X", {}).label("fr") == "X"


def test_an_unknown_code_is_its_own_label():
    sectors = code_list("sector")

    assert sectors.get("S99") is None
    assert sectors.label("S99", "es") == "S99"


def test_a_list_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        code_list("lists")


def test_a_list_has_a_title_and_a_version():
    sectors = code_list("sector")

    assert sectors.title("pt") == "Setor"
    assert sectors.version == list_versions()["sector"]
    assert code_list("sector") is sectors


def test_finding_needs_no_accents_and_no_capitals():
    assert code_list("country").find("PERU", "es")[0].code == "PE"
    assert code_list("sector").find("educacion", "es")[0].code == "S01"


def test_the_start_of_a_label_comes_before_the_start_of_a_later_word():
    found = [c.code for c in code_list("country").find("guinea", "es")]

    assert found[0] == "GN"
    assert found.index("GQ") < found.index("PG")


def test_each_typed_word_must_begin_a_word():
    found = [c.code for c in code_list("country").find("rep dom", "es")]

    assert found[0] == "DO"


def test_a_code_is_found_by_its_synonyms():
    assert "S26" in [c.code for c in code_list("sector").find("ambiente", "pt")]
    assert code_list("role").find("doble via", "es")[0].code == "BOTH"


def test_withdrawn_codes_are_found_last():
    found = two_codes(valid_to="2020-01-01").find("credito", "es")

    assert [c.code for c in found] == ["B", "A"]


def test_nothing_typed_gives_the_whole_list_in_its_order():
    units = code_list("unit")

    assert units.find("  ", "en") == list(units.codes.values())


def test_a_sign_that_no_label_has_finds_nothing():
    assert code_list("sector").find("?!", "en") == []


def test_a_party_is_a_country_or_a_mechanism():
    parties = code_list("party")

    assert parties.label("BO", "es") == "Bolivia"
    assert parties.get("CAF") is not None
    assert len(parties.codes) == SIZES["country"] + SIZES["mechanism"]
