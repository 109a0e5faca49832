"""Records begun from what is known already."""

from dataclasses import replace

import pytest

from desktop_app.actions import beginning, records
from desktop_app.errors import UserError
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.stamp import new_uid
from tests.builders import a_contact, a_project

MONEY = [
    {"id": "1", "kind": "BUD", "payer": "BO", "currency": "USD", "amount": "5000"},
    {"id": "2", "kind": "EXE", "payer": "BO", "currency": "USD", "amount": "4800"},
]


def enter(office, record):
    return records.enter_record(office, replace(record, human_code="", status="draft"))


def a_request(office, **values):
    given = {
        "dimension": "REQ",
        "title": {"original": "es", "es": "Reducir pérdidas de agua"},
        "description": {"original": "es", "es": "La red pierde la mitad."},
        "problem": {"original": "es", "es": "Pérdidas del 50 %."},
        "country": "PY",
        "institution": "Empresa de aguas",
        "sector": "S04",
        "sdgs": ["12", "6"],
        "forms": ["TA"],
        "access": "GOV",
        **values,
    }
    return enter(office, Record(kind="offer", uid=new_uid(), office=office.code, values=given))


def test_a_new_record_takes_what_is_alike_from_the_last_one(office):
    contact = enter(office, a_contact())
    enter(office, a_project(contact=contact.uid, access="PUB", modality="TRI"))

    begun = beginning.begin(office, "initiative")

    assert begun.record.version == 0
    assert begun.record["access"] == "PUB"
    assert (begun.record["modality"], begun.record["contact"]) == ("TRI", contact.uid)
    assert begun.record.rows("participants") == [{"id": "BO-REC", "party": "BO", "role": "REC"}]
    assert begun.record["title"] is None
    assert begun.record["stage"] is None
    assert set(begun.taken) == {"access", "modality", "contact", "participants"}


def test_the_last_record_of_another_office_gives_nothing(secretariat):
    beginning.begin_like_last(secretariat, wanted=True)

    begun = beginning.begin(secretariat, "initiative")

    assert begun.taken == ()
    assert begun.record.values == records.blank(secretariat, "initiative").values


def test_beginning_like_the_last_one_can_be_switched_off(office):
    enter(office, a_project(access="PUB"))

    beginning.begin_like_last(office, wanted=False)
    begun = beginning.begin(office, "initiative")

    assert not beginning.begins_like_last(office)
    assert begun.taken == ()
    assert begun.record["access"] == "GOV"


def test_a_copy_is_a_record_of_its_own_without_what_belongs_to_the_first(office):
    first = enter(office, a_project(iati_id="XM-1", local_code="MRE-1", money=MONEY))

    begun = beginning.duplicate(office, first)
    copy = beginning.keep(office, begun)

    assert copy.uid != first.uid
    assert copy.human_code != first.human_code
    assert (copy.status, copy.version, copy.heads) == ("draft", 1, ())
    assert copy["title"] == first["title"]
    assert copy["participants"] == first["participants"]
    assert [row["kind"] for row in copy.rows("money")] == ["BUD"]
    for field in ("iati_id", "local_code", "stage", "actual_start"):
        assert copy[field] is None
        assert field in begun.left_out
    assert "money" in begun.left_out
    assert begun.origin == "Gestión del agua en cuencas altoandinas"


def test_a_copy_of_every_kind_can_be_saved(office):
    for kind in KINDS.values():
        title = kind.question(kind.title_field)
        named = "Uno" if title.kind == "line" else {"original": "es", "es": "Uno"}
        first = enter(
            office,
            Record(kind=kind.name, uid=new_uid(), office="BO", values={title.field: named}),
        )

        copy = beginning.keep(office, beginning.duplicate(office, first))

        assert copy[title.field] == named, kind.name


def test_every_answer_named_here_is_asked_somewhere():
    asked = {question.field for kind in KINDS.values() for question in kind.questions}

    assert asked >= beginning.NAMED
    assert set(beginning.ALIKE) == set(KINDS)


def test_a_request_becomes_an_initiative_that_says_where_it_comes_from(office):
    request = a_request(office)

    begun = beginning.project_from_request(office, request)
    made = beginning.keep(office, begun)

    assert made.kind == "initiative"
    assert made["title"] == request["title"]
    assert (made["sector"], made["form"], made["other_forms"]) == ("S04", "TA", None)
    assert [row["goal"] for row in made.rows("sdgs")] == ["12", "6"]
    assert made.rows("participants") == [
        {"id": "PY-REC", "party": "PY", "role": "REC"},
        {"id": "BO-PRO", "party": "BO", "role": "PRO"},
    ]
    assert made.rows("institutions")[0]["name"] == "Empresa de aguas"
    assert made["request"] == request.uid
    assert made["demand_origin"] == f"{request.human_code} · Reducir pérdidas de agua"


def test_a_request_with_several_forms_leaves_the_main_one_open(office):
    request = a_request(office, forms=["TA", "TRA"], country="BO")

    made = beginning.project_from_request(office, request).record

    assert (made["form"], made["other_forms"]) == (None, ["TA", "TRA"])
    assert [row["party"] for row in made.rows("participants")] == ["BO"]


@pytest.mark.parametrize("kind", ["offer", "initiative"])
def test_only_a_request_becomes_an_initiative(office, kind):
    record = a_request(office, dimension="OFF") if kind == "offer" else enter(office, a_project())

    with pytest.raises(UserError, match="is not a request"):
        beginning.project_from_request(office, record)


def test_what_is_made_of_a_request_of_this_office_only_is_for_this_office_only(office):
    closed = beginning.project_from_request(office, a_request(office, access="OFC")).record
    public = beginning.project_from_request(office, a_request(office, access="PUB")).record

    assert (closed["access"], public["access"]) == ("OFC", "GOV")
