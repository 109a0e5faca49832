import json

import pytest

from desktop_app.actions.demo import samples_of
from desktop_app.paths import resources
from desktop_app.records.checks import findings, open_for_ready
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import normal
from desktop_app.records.record import Record

DESK = "00000000-0000-4000-8000-0000000c0a1a"
AGEING = ("V33", "V34")  # they come with the years
ONE_DESK = "handover"  # a sample office has one desk, and is asked for an alternate
SAMPLES = {
    "BO.json": "initiative",
    "CO.json": "initiative",
    "sources.json": "source",
    "contacts.json": "contact",
}


def sample(name):
    kind = KINDS[SAMPLES[name]]
    texts = json.loads((resources() / "samples" / name).read_text(encoding="utf-8"))
    for given in texts:
        status = given.pop("status")
        values = {field: normal(kind.question(field), value) for field, value in given.items()}
        yield (
            given,
            Record(kind=kind.name, uid="example", office="BO", status=status, values=values),
        )


def others():
    """Return what was given and the record of each sample of the other kinds."""
    for office in ("BO", "CO"):
        for name, texts in samples_of(office, DESK):
            kind = KINDS[name]
            for given in texts:
                status = given.pop("status")
                values = {field: normal(kind.question(field), one) for field, one in given.items()}
                known = {"uid": "example", "office": office, "status": status}
                yield given, Record(kind=name, **known, values=values)


def written(value):
    """Return an answer as a person writes it: rows without the names that Surco gives them."""
    if not isinstance(value, list) or not isinstance(value[0], dict):
        return value
    return [{column: part for column, part in row.items() if column != "id"} for row in value]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_answer_of_a_sample_is_accepted_as_it_stands(name):
    for given, record in sample(name):
        assert {field: written(value) for field, value in record.values.items()} == given


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_marked_ready_is_ready_and_a_draft_is_not(name):
    for given, record in sample(name):
        stopping = open_for_ready(findings(record))
        about = (given.get("title") or given["name"], stopping)

        assert (stopping == []) == (record.status == "ready"), about


def test_nothing_doubtful_is_shown_in_a_sample_that_is_ready():
    for name in SAMPLES:
        for _, record in sample(name):
            if record.status == "ready":
                doubts = [f for f in findings(record) if f.rule not in AGEING]

                assert doubts == []


def test_initiatives_between_the_two_offices_are_reported_by_both():
    codes = {}
    for office in ("BO", "CO"):
        for _, record in sample(f"{office}.json"):
            for row in record.rows("participants"):
                if "partner_code" in row:
                    codes.setdefault(record["local_code"], set()).add(row["partner_code"])
    pairs = {(own, partner) for own, partners in codes.items() for partner in partners}

    assert len(pairs) == 10
    assert all((partner, own) in pairs for own, partner in pairs)


def test_the_offices_show_every_modality_and_both_ends_of_a_life():
    records = [record for name in ("BO.json", "CO.json") for _, record in sample(name)]

    assert {record["modality"] for record in records} == {"BIL", "TRI", "REG", "MUL"}
    assert {record["level"] for record in records} == {"PROG", "PROJ", "ACT"}
    assert {"APP", "EXE", "COM"} <= {record["stage"] for record in records}
    assert sum(record.status == "draft" for record in records) == 3


def test_samples_of_the_other_kinds_are_accepted_as_they_stand_and_ready():
    kinds = set()
    for given, record in others():
        doubts = [one for one in findings(record) if one.rule not in (*AGEING, ONE_DESK)]
        kinds.add(record.kind)

        assert {field: written(value) for field, value in record.values.items()} == given
        assert (record.status, doubts) == ("ready", [])

    assert kinds == {"offer", "practice", "agreement", "meeting", "commitment", "office"}


def test_the_samples_hold_offers_and_requests_of_both_offices():
    told = {(record.office, record["dimension"]) for _, record in others() if record["dimension"]}

    assert told == {(office, what) for office in ("BO", "CO") for what in ("OFF", "REQ")}
