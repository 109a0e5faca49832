"""A record as a line of a list and the codes it is found under."""

from dataclasses import replace

from desktop_app.records.listing import list_codes, list_row
from desktop_app.records.record import Conflict, Record
from tests.builders import a_contact, a_project, a_source, an_organisation


def test_a_line_of_an_initiative_shows_who_what_and_when():
    row = list_row(a_project(), (1, 2, 3))

    assert row.title["es"].startswith("Gestión")
    assert row.parties == (("BO", "REC"), ("AR", "PRO"))
    assert (row.start, row.end) == ("2024-05-06", "2026-12")
    assert (row.errors, row.warnings, row.missing, row.conflicts) == (1, 2, 3, 0)


def test_a_line_counts_open_differences():
    conflict = Conflict(slot="stage", values={})

    assert list_row(replace(a_project(), conflicts=(conflict,)), (0, 0, 0)).conflicts == 1


def test_a_line_of_a_source_shows_its_type_its_instruments_and_first_sector():
    row = list_row(a_source(), (0, 0, 0))

    assert (row.source_type, row.instruments, row.sector) == ("SSF", ("GRA",), "S04")
    assert row.parties == ()


def test_organisations_and_persons_show_their_country():
    assert list_row(an_organisation(), (0, 0, 0)).parties == (("BO", ""),)
    assert list_row(a_contact(), (0, 0, 0)).title == "Mesa de cooperación"


def test_a_record_without_answers_has_an_empty_line_and_no_codes():
    empty = Record(kind="initiative", uid="u", office="BO")

    assert list_row(empty, (0, 0, 0)).title == ""
    assert list_codes(empty) == frozenset()


def test_an_initiative_is_found_under_parties_both_sectors_and_every_year():
    codes = list_codes(a_project(sector_2="S07"))

    assert {("partner", "AR"), ("partner", "BO"), ("sector", "S04"), ("sector", "S07")} <= codes
    assert {code for name, code in codes if name == "year"} == {"2024", "2025", "2026"}


def test_a_period_that_ends_before_it_starts_counts_for_its_start():
    codes = list_codes(a_project(actual_start="2024", actual_end="2019"))

    assert {code for name, code in codes if name == "year"} == {"2024"}


def test_a_slip_of_the_keyboard_does_not_fill_the_years():
    codes = list_codes(a_project(actual_start="1924", actual_end="2024"))

    assert sum(name == "year" for name, _ in codes) == 41


def test_a_source_is_found_under_all_its_sectors_modalities_and_instruments():
    codes = list_codes(a_source(sectors=["S01", "S04"], modalities=["BIL", "TRI"]))

    assert {
        ("sector", "S01"),
        ("sector", "S04"),
        ("modality", "TRI"),
        ("instrument", "GRA"),
    } <= codes
