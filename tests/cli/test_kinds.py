"""Every kind of record can be entered, listed and shown from the command line."""

import json

import pytest

from desktop_app.actions.demo import samples_of
from desktop_app.records.kinds import KINDS

DESK = "00000000-0000-4000-8000-0000000c0a1a"
SAMPLES = {kind: given[0] for kind, given in samples_of("BO", DESK)}


@pytest.fixture
def office(done):
    done("init", "--office", "BO", "--name", "Oficina de ejemplo")


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_record_of_a_kind_is_entered_listed_and_shown(office, done, write_json, kind):
    record = done("new", kind, "--from", write_json(SAMPLES[kind]), "--json").json
    listed = done("list", kind, "--json").json
    shown = done("show", record["human_code"]).out

    assert [one["uid"] for one in listed] == [record["uid"]]
    title = KINDS[kind].title_field
    assert SAMPLES[kind][title]["es"] in shown


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_kind_is_told(done, kind):
    schema = json.loads(done("schema", kind).out)

    assert schema["properties"].keys() == {one.field for one in KINDS[kind].questions}


def test_the_rates_in_use_are_told_and_dollars_are_worked_out(office, done, write_json):
    line = {"kind": "EXE", "currency": "BOB", "amount": "6910", "period_start": "2024"}
    money = [{**line, "rate": "6.91", "rate_source": "Banco Central"}, {**line, "amount": "5"}]
    given = {"title": "Agua", "modality": "TRI", "money": money}
    record = done("new", "initiative", "--from", write_json(given), "--json").json
    shown = done("show", record["human_code"]).out

    assert [row["rate"] for row in done("rates", "--json").json] == ["6.91"]
    assert "Banco Central" in done("rates").out
    assert "USD" in shown
    assert "Framework of cooperation: Triangular" in shown
