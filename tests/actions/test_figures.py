import pytest

from desktop_app.actions import figures, records
from desktop_app.errors import Cancelled, UserError
from desktop_app.records.figures.figure import Period
from desktop_app.store import records as stored
from tests.builders import a_project, an_offer, an_office

AT = "2026-03-15T12:00:00Z"


def kept(office, *made):
    return stored.save_many(office.store, made, who=office.code, at=AT)


def test_an_office_counts_its_own_records(office):
    kept(office, a_project(), a_project(stage="FOR"), a_project(office="PE"), an_offer())
    found = figures.statistics(office)

    assert found.about.party == "BO"
    assert found.about.cut_off == "2026-03-15"
    assert found["I1-universe"].value("n", "counted") == 1
    assert found["I1-universe"].value("n", "pipeline") == 1
    assert found["I21"].value("n", "OFF") == 1


def test_the_secretariat_counts_all_offices_or_one(secretariat):
    kept(secretariat, a_project(), a_project(office="PE"))

    assert figures.statistics(secretariat)["I1-universe"].value("n", "*") == 2
    assert figures.statistics(secretariat, "PE")["I1-universe"].value("n", "*") == 1
    assert figures.statistics(secretariat).about.party == ""


def test_an_office_of_which_nothing_is_here_is_refused(office):
    with pytest.raises(UserError, match="XX"):
        figures.statistics(office, "XX")


def test_a_withdrawn_record_is_not_counted(office):
    [record] = kept(office, a_project())
    records.withdraw(office, record, "entered twice")

    assert figures.statistics(office)["I1-universe"].value("n", "*") == 0


def test_a_year_is_the_fiscal_year_of_the_office(office):
    kept(office, an_office(fiscal_year_start="04-01"))

    assert figures.statistics(office, year=2025).about.period == Period("2025-04-01", "2026-03-31")


def test_a_fiscal_year_that_is_no_date_is_the_calendar_year(office):
    kept(office, an_office(fiscal_year_start="31-31"))

    assert figures.statistics(office, year=2025).about.period == Period("2025-01-01", "2025-12-31")


def test_a_cell_opens_the_records_behind_it(office):
    [record] = kept(office, a_project())
    found = figures.statistics(office)["I6"]
    behind = figures.records_behind(office, found.cell(found.row("S04"), "n").uids)

    assert [one.uid for one in behind] == [record.uid]


def test_the_count_can_be_stopped(office):
    kept(office, a_project())

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        figures.statistics(office, step=stop)


def test_progress_is_told_of_all_initiatives(office):
    kept(office, *(a_project() for _ in range(3)))
    told = []
    figures.statistics(office, step=lambda done, total: told.append((done, total)))

    assert told[0] == (0, 3)


def test_answers_that_stay_in_the_office_are_in_no_figure(office):
    marks = [{"id": "sector", "field": "sector", "access": "OFC"}]
    kept(office, a_project(field_access=marks), a_project())

    assert figures.statistics(office)["I6"].value("n", "S04") == 1
