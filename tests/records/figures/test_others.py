from decimal import Decimal

from tests.builders import a_practice, a_project, a_source, an_offer, an_office
from tests.records.figures.counting import of, several


def a_request(**values):
    return an_offer(dimension="REQ", **values)


def test_an_offer_is_open_new_or_expired():
    found = of(
        offer=[
            an_offer(),
            an_offer(valid_from="2020", valid_to="2021"),
            an_offer(state="CLOSED", valid_to="2021"),
            a_request(),
        ]
    )["I21"]

    assert found.value("n", "OFF") == 3
    assert found.value("open", "OFF") == 1
    assert found.value("new", "OFF") == 2
    assert found.value("expired", "OFF") == 1
    assert found.value("closed", "OFF") == 1
    assert found.value("open", "REQ") == 1


def test_a_request_is_filled_by_the_initiative_that_answers_it():
    requests = [a_request(state="COVERED", valid_from="2026-01-01") for _ in range(6)]
    answers = [
        a_project(request=one.uid, approval_date="2026-01-31", stage="FOR") for one in requests[:3]
    ]
    found = of(*answers, offer=requests)["I21-fill"]

    assert (found.value("closed", "*"), found.value("filled", "*")) == (6, 3)
    assert found.value("share", "*") == Decimal("0.5")
    assert found.value("median", "*") == 30


def test_a_request_without_any_offer_is_a_gap():
    found = of(
        offer=[
            a_request(sector="S01"),
            a_request(sector="S02"),
            an_offer(sector="S02", country="CO"),
            an_offer(sector="S01"),
        ]
    )["I21-gap"]

    assert found.value("gaps", "S01") == 1
    assert found.value("gaps", "S02") == 0


def test_sources_are_verified_and_close_soon():
    soon = [{"id": "1", "name": "Call", "closes": "2026-08-15"}]
    found = of(
        source=[
            a_source(calls=soon),
            a_source(last_verified="2024-01"),
            a_source(calls=[{"id": "1", "name": "Call", "yearly": "12-31"}]),
        ]
    )["I22"]

    assert found.value("n", "SSF") == 3
    assert found.value("verified", "SSF") == 2
    assert found.value("closing", "*") == 1


def test_a_practice_is_taken_up_by_another_office():
    theirs = a_project(office="PE")
    linked = a_practice(initiatives=[{"id": "1", "initiative": theirs.uid}], sector="S04")
    own = a_practice(state="PUBLISHED", sdgs=["6", "13"])
    copied = a_practice()
    offer = an_offer(office="CO", track_record=[{"id": "1", "practice": copied.uid}])
    found = of(theirs, practice=[linked, own, copied], offer=[offer])

    assert found["I23"].value("n", "*") == 3
    assert found["I23"].value("reused", "*") == 2
    assert found["I23"].value("n", "PUBLISHED") == 1
    assert found["I23-sector"].value("n", "S04") == 1
    assert found["I23-goal"].value("n", "13") == 1


def test_completeness_weighs_what_is_needed_twice():
    found = of(a_project(), source=[a_source()])["Q1"]

    assert 0 < found.value("mean", "BO", "initiative") < 1
    assert found.value("n", "BO", "source") == 1


def test_coverage_names_every_figure():
    found = of(*several(5))
    names = {row.key[0] for row in found["Q2"].rows}

    assert names == {figure.id for figure in found if not figure.id.startswith("Q")}
    assert found["Q2"].value("share", "I6") == 1


def test_a_partner_that_is_a_member_state_confirms():
    def confirmed(how):
        return [
            {"id": "1", "party": "BO", "role": "REC", "partner_confirmed": "ACT"},
            {"id": "2", "party": "AR", "role": "PRO", "partner_confirmed": how},
        ]

    foreign = [
        {"id": "1", "party": "BO", "role": "REC"},
        {"id": "2", "party": "DE", "role": "PRO", "partner_confirmed": "ACT"},
    ]
    found = of(
        *several(2, participants=confirmed("LETTER")),
        *several(3, participants=confirmed("NO")),
        a_project(participants=foreign),
    )["Q3"]

    assert found.value("members", "*") == 5
    assert found.value("confirmed", "*") == 2
    assert found.value("share", "*") == Decimal("0.4")
    assert found.value("agreement", "*") is None


def test_reports_are_on_time_late_or_missing():
    duties = [
        {"id": "1", "period": "2024", "due": "2025-03-31", "sent": "2025-03-31"},
        {"id": "2", "period": "2025", "due": "2025-09-30", "sent": "2025-10-10"},
        {"id": "3", "period": "2025b", "due": "2026-03-31"},
        {"id": "4", "period": "2026", "due": "2027-03-31"},
    ]
    found = of(office=[an_office(duties=duties)])["Q4"]

    assert [cell.value for cell in found.row("BO").cells[:4]] == [3, 1, 1, 1]
    assert found.value("share", "BO") == Decimal(1) / 3
    assert found.value("days", "BO") == 10


def test_what_is_in_execution_goes_stale_after_twelve_months():
    found = of(
        a_project(last_verified="2026-01"),
        a_project(last_verified="2024-01"),
        a_project(),
        a_project(stage="COM", last_verified="2026-01"),
    )["Q5"]

    assert [cell.value for cell in found.row("*").cells[:3]] == [3, 1, 2]
