"""Rules on agreements, offers, commitments, contacts and offices: fired and not fired."""

from datetime import UTC, datetime

import pytest

from desktop_app.records import rules_others
from desktop_app.records.checks import findings
from tests.builders import (
    a_commitment,
    a_contact,
    a_meeting,
    a_practice,
    an_agreement,
    an_offer,
    an_office,
)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(rules_others, "now", lambda: datetime(2026, 11, 23, tzinfo=UTC))


def fired(record, rule):
    return [(one.severity.value, one.field) for one in findings(record) if one.rule == rule]


@pytest.mark.parametrize(
    "make",
    [an_offer, a_practice, an_agreement, a_meeting, a_commitment, an_office],
    ids=lambda make: make.__name__,
)
def test_a_finished_record_of_a_new_kind_has_no_findings(make):
    assert findings(make()) == []


def test_a_request_is_asked_for_its_priority_and_its_plan_and_an_offer_is_not():
    request = an_offer(dimension="REQ")

    assert fired(request, "required") == [("missing", "priority"), ("missing", "national_plan")]
    assert fired(an_offer(), "required") == []


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ("2028-01-01", []),
        ("2027-05-22", [("warning", "expires_on")]),
        ("2027-05-23", []),
        ("2026-11-22", [("warning", "expires_on")]),
        (None, []),
    ],
)
def test_half_a_year_before_an_agreement_expires_it_is_told(ends, found):
    assert fired(an_agreement(expires_on=ends), "V30") == found


def test_the_dates_of_an_agreement_are_in_order():
    late = an_agreement(signed_on="2024-05-01", in_force="2024-04-01")

    assert fired(late, "order") == [("error", "in_force")]
    assert fired(an_agreement(signed_on="2026-12-24", in_force=None), "order") == [
        ("error", "signed_on")
    ]
    assert fired(an_agreement(), "order") == []


def test_an_agreement_has_two_parties():
    assert fired(an_agreement(parties=["BO"]), "parties") == [("error", "parties")]
    assert fired(an_agreement(parties=["BO", "CO"]), "parties") == []


def test_an_act_of_a_joint_commission_needs_its_name_and_items():
    act = an_agreement(legal_kind="JCM")

    assert fired(act, "required") == [("missing", "act_code"), ("missing", "items")]
    assert fired(an_agreement(legal_kind="FRA"), "required") == []


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-01-01", "2029-01-01", []),
        ("2026-01-01", "2029-01-02", [("error", "valid_to")]),
        ("2026-05-01", "2026-04-01", [("error", "valid_to")]),
        ("2024-01", "2026-10", [("warning", "valid_to")]),
    ],
)
def test_an_offer_is_valid_for_up_to_three_years(start, end, found):
    assert fired(an_offer(valid_from=start, valid_to=end), "V34") == found


def test_an_offer_that_is_closed_may_have_run_out():
    assert fired(an_offer(valid_to="2026-10", state="CLOSED"), "V34") == []


def test_a_country_is_not_both_wanted_and_left_out():
    both = an_offer(wanted_countries=["PE", "UY"], excluded_countries=["UY"])

    assert fired(both, "order") == [("error", "excluded_countries")]


def test_a_commitment_that_is_due_is_told_and_one_done_shows_its_evidence():
    assert fired(a_commitment(due="2026-11-01"), "due") == [("warning", "state")]
    assert fired(a_commitment(due="2026-11-01", state="LATE"), "due") == []
    assert fired(a_commitment(state="DONE"), "due") == [("warning", "evidence")]
    assert fired(a_commitment(state="DONE", evidence="Acta 12"), "due") == []


def test_a_meeting_ends_after_it_starts():
    assert fired(a_meeting(end="2025-01-01"), "order") == [("error", "end")]


def test_a_person_can_be_reached():
    assert fired(a_contact(email=None), "required") == [("missing", "email")]
    assert fired(a_contact(email=None, phone="+591 2 000000"), "required") == []


@pytest.mark.parametrize(
    ("written", "found"), [("04-01", 0), ("02-29", 1), ("13-01", 1), ("1 April", 1)]
)
def test_a_fiscal_year_begins_on_a_day_that_every_year_has(written, found):
    assert len(fired(an_office(fiscal_year_start=written), "order")) == found


def test_a_published_photograph_has_its_permission():
    photos = [{"id": "1", "name": "Taller en el valle"}]
    published = a_practice(state="PUBLISHED", reviewer="SELA", review_date="2026", photos=photos)

    assert fired(published, "photo") == [("error", "photos")]
    assert fired(a_practice(photos=photos), "photo") == []
    assert fired(a_practice(period_start="2024", period_end="2023"), "order") == [
        ("error", "period_end")
    ]


def test_a_practice_that_was_reviewed_says_by_whom_and_when():
    reviewed = a_practice(state="REVIEWED")

    assert fired(reviewed, "required") == [("missing", "reviewer"), ("missing", "review_date")]


class Around:
    """The contacts that an office names."""

    def __init__(self, *contacts):
        self._contacts = {one.uid: one for one in contacts}

    def code_titled(self, _record):
        return ""

    def shares_code(self, _record):
        return False

    def record(self, uid):
        return self._contacts.get(uid)


def test_an_office_is_asked_for_an_alternate_contact():
    alone = an_office(focal_points=[{"id": "1", "contact": "a", "role": "PRIMARY"}])

    assert fired(alone, "handover") == [("warning", "focal_points")]
    assert fired(an_office(focal_points=[]), "handover") == []


@pytest.mark.parametrize(
    ("until", "said"), [("2026-11-22", ["focal_points"]), ("2026-11", []), (None, [])]
)
def test_an_office_is_told_of_a_focal_point_who_has_left(until, said):
    person = a_contact(valid_to=until)
    office = an_office(
        focal_points=[
            {"id": "1", "contact": person.uid, "role": "PRIMARY"},
            {"id": "2", "contact": "unknown", "role": "ALTERNATE"},
        ]
    )

    found = [one for one in findings(office, Around(person)) if one.rule == "handover"]
    assert [one.field for one in found] == said
    assert {one.row for one in found} <= {"1"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"valid_to": "2026-10"}, [("warning", "alternate")]),
        ({"valid_to": "2026-10", "alternate": "a"}, []),
        ({"valid_to": "2026-12"}, []),
        ({}, []),
    ],
)
def test_who_has_left_is_asked_for_who_follows(answers, said):
    assert fired(a_contact(**answers), "handover") == said
