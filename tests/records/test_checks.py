from datetime import UTC, datetime

import pytest
from hypothesis import given

from desktop_app.records import rules_source
from desktop_app.records.checks import counts, findings, open_for_ready
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import normal
from tests.builders import a_contact, a_project, a_source, an_organisation
from tests.strategies import records


def told(record, rule):
    """Return (severity, field, row) of the findings of one rule."""
    found = [one for one in findings(record) if one.rule == rule]
    return [(one.severity.value, one.field, one.row) for one in found]


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(rules_source, "now", lambda: datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    "record",
    [a_project(), a_source(amount_not_fixed="Y"), an_organisation(), a_contact()],
    ids=lambda record: record.kind,
)
def test_a_finished_record_has_no_findings(record):
    assert findings(record) == []
    assert counts(record) == (0, 0, 0)


@given(records())
def test_no_record_is_too_strange_to_be_looked_at(record):
    kind = KINDS[record.kind]

    for finding in findings(record):
        assert kind.has(finding.field)
        assert finding.text.format(**finding.values)


@pytest.mark.parametrize("field", ["title", "level", "participants", "institutions", "sdgs"])
def test_an_answer_that_ready_needs_is_missing_until_it_is_given(field):
    assert told(a_project(**{field: None}), "required") == [("missing", field, "")]


@pytest.mark.parametrize(
    ("stage", "missing"),
    [
        ("REQ", []),
        ("APP", []),
        ("CAN", []),
        ("EXE", ["actual_start"]),
        ("SUS", ["actual_start"]),
        ("COM", ["actual_start", "actual_end"]),
    ],
)
def test_the_stage_decides_which_dates_are_needed(stage, missing):
    record = a_project(stage=stage, actual_start=None, actual_end=None)

    asked = [field for _severity, field, _row in told(record, "required")]
    assert [field for field in asked if field.startswith("actual")] == missing


def test_what_is_recommended_is_never_missing():
    assert told(a_project(objective=None, legal_instruments=None, contact=None), "required") == []


def test_a_row_tells_what_it_lacks():
    rows = [{"id": "1", "party": "BO"}, {"id": "2", "party": "AR", "name": "Instituto"}]

    (finding,) = findings(a_project(institutions=rows))

    assert (finding.rule, finding.field, finding.row) == ("required", "institutions", "1")
    assert finding.values == {"column": "Institution"}


def test_a_code_that_is_not_in_its_list_is_an_error():
    assert told(a_project(stage="XYZ"), "code") == [("error", "stage", "")]
    assert told(a_project(other_forms=["TA", "XYZ"]), "code") == [("error", "other_forms", "")]


def test_a_code_of_a_row_that_is_not_in_its_list_is_an_error_of_that_row():
    rows = [{"id": "a", "party": "XX", "name": "Instituto"}]

    assert told(a_project(institutions=rows), "code") == [("error", "institutions", "a")]


@pytest.mark.parametrize(
    ("heads", "severity"), [((), Severity.ERROR), (("a" * 64,), Severity.WARNING)]
)
def test_a_withdrawn_code_is_refused_for_a_new_record_and_asks_for_a_look_in_an_old_one(
    heads, severity
):
    (finding,) = findings(a_project(crs_purpose="11321", heads=heads))

    assert (finding.rule, finding.severity) == ("withdrawn", severity)
    assert finding.values == {"code": "11321", "date": "2019-12-31"}


def test_a_currency_of_the_past_is_no_finding():
    money = [{"id": "a", "kind": "BUD", "currency": "ARA", "amount": "5"}]

    assert told(a_project(money=money), "withdrawn") == []


def test_a_text_longer_than_reads_well_is_told_and_not_refused():
    assert told(a_project(title={"original": "es", "es": "ab" * 126}), "length") == [
        ("warning", "title", "")
    ]
    assert told(a_project(title={"original": "es", "es": "ab" * 125}), "length") == []


def test_a_text_of_a_row_longer_than_reads_well_is_told():
    rows = [
        {"id": "BO-REC", "party": "BO", "role": "REC", "partner_code": "x" * 61},
        {"id": "AR-PRO", "party": "AR", "role": "PRO", "partner_code": "x" * 60},
    ]

    assert told(a_project(participants=rows), "length") == [("warning", "participants", "BO-REC")]


def test_a_question_that_is_not_asked_is_not_looked_at():
    rate = {"interest": "3", "grace_months": 6, "maturity_months": 60}
    source = KINDS["source"]

    assert not source.question("interest").applies({"refundability": "NR"})
    assert findings(a_source(refundability="R", currency="USD", amount_max="5", **rate)) == []


def test_a_column_that_is_not_asked_is_not_missing():
    money = KINDS["initiative"].question("money")

    assert money.row_question("quantity").applies({"cash_kind": "KIND"})
    assert not money.row_question("quantity").applies({"cash_kind": "CASH"})


def test_warnings_leave_a_record_ready_and_the_rest_does_not():
    found = [Finding(severity.value, severity, "title", "x") for severity in Severity]

    assert [one.severity for one in open_for_ready(found)] == [Severity.ERROR, Severity.MISSING]


def test_findings_are_counted_by_how_much_they_matter():
    sealed = {"crs_purpose": "11321", "heads": ("a" * 64,)}
    record = a_project(title=None, stage="XYZ", sector=None, **sealed)

    assert counts(record) == (1, 1, 2)


@pytest.mark.parametrize("subdivision", ["BO-L", "Valle - norte", "ES-CT", "x" * 300])
def test_an_open_list_takes_other_texts_too(subdivision):
    place = {"id": "1", "country": "BO", "subdivision": subdivision}
    question = KINDS["initiative"].question("locations")

    assert normal(question, [place]) == [place]
    assert [one for one in findings(a_project(locations=[place])) if one.rule == "code"] == []
