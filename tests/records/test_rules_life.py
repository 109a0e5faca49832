"""Each rule on the life of an initiative against a case that fires and one that does not."""

from dataclasses import dataclass, field

import pytest

from desktop_app.records.checks import findings
from desktop_app.records.record import Record
from tests.builders import a_project, an_organisation

CITY = {"id": "1", "party": "BO", "name": "Gobierno Municipal de prueba", "org_level": "SUB"}
LA_PAZ = {"id": "1", "country": "BO", "subdivision": "BO-L", "latitude": "-16.5"}
WATER = {"original": "es", "es": "Gestión del agua en cuencas altoandinas"}


@dataclass
class Around:
    """A context of the records given."""

    known: dict[str, Record] = field(default_factory=dict)
    alike: str = ""
    twice: bool = False

    def code_titled(self, _record):
        return self.alike

    def shares_code(self, _record):
        return self.twice

    def record(self, uid):
        return self.known.get(uid)


def fired(record, rule, context=None):
    """Return (severity, field, row) of the findings of one rule."""
    found = [one for one in findings(record, context) if one.rule == rule]
    return [(one.severity.value, one.field, one.row) for one in found]


def lived(*stages):
    """Return rows of a history of stages, one a year."""
    return [
        {"id": str(place), "stage": stage, "date": str(2020 + place)}
        for place, stage in enumerate(stages)
    ]


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        (("REQ", "FOR", "APP", "EXE"), []),
        (("APP", "EXE", "SUS", "EXE"), []),
        (("FOR", "EXE"), []),
        (("EXE", "FOR", "EXE"), [("error", "stage_history", "1")]),
        (("COM", "EXE"), [("error", "stage_history", "1")]),
        (("APP", "COM"), [("warning", "stage_history", "1")]),
    ],
)
def test_stages_go_forward_and_end_at_the_stage_of_today(stages, found):
    assert fired(a_project(stage_history=lived(*stages)), "V06") == found


def test_what_was_cancelled_says_why():
    cancelled = a_project(stage="CAN")

    assert fired(cancelled, "V06") == [("missing", "stage_reason", "")]
    assert fired(cancelled.with_values(stage_reason="Cambio de prioridades"), "V06") == []


def test_cooperation_of_cities_names_a_subnational_institution():
    assert fired(a_project(decentralised="Y"), "V14") == [("error", "decentralised", "")]
    assert fired(a_project(decentralised="Y", institutions=[CITY]), "V14") == []
    assert fired(a_project(decentralised="N"), "V14") == []


@pytest.mark.parametrize(("level", "found"), [("SUB", 0), ("NAT", 1)])
def test_the_level_may_stand_in_the_list_of_organisations(level, found):
    city = an_organisation(org_level=level)
    row = {"id": "1", "party": "BO", "name": "Gobierno Municipal", "organisation": city.uid}
    project = a_project(decentralised="Y", institutions=[row])

    assert fired(project, "V14") == []
    assert len(fired(project, "V14", Around({city.uid: city}))) == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"country": "PE", "subdivision": ""}, ["warning"]),
        ({"country": "", "subdivision": "PE-CUS"}, ["warning"]),
        ({"subdivision": "AR-B"}, ["error"]),
        ({"subdivision": "Valle - norte"}, []),
        ({"subdivision": "BO-ZZ"}, ["warning"]),
        ({"latitude": "-91"}, ["error"]),
        ({"longitude": "180.5"}, ["error"]),
    ],
)
def test_a_place_lies_in_a_participating_country_and_on_the_globe(changed, found):
    place = {name: value for name, value in {**LA_PAZ, **changed}.items() if value}

    assert [one[0] for one in fired(a_project(locations=[place]), "V15")] == found


def test_what_was_approved_rests_on_an_instrument_or_says_that_there_is_none():
    bare = a_project(legal_instruments=None)

    assert fired(bare, "V16") == [("warning", "legal_instruments", "")]
    assert fired(bare.with_values(stage="FOR"), "V16") == []
    assert fired(a_project(legal_instruments=[{"id": "1", "kind": "NON"}]), "V16") == []


def test_nothing_is_part_of_itself():
    project = a_project()

    assert fired(project.with_values(parent=project.uid), "V17") == [("error", "parent", "")]
    related = [{"id": "1", "relation": "CON", "initiative": project.uid}]
    assert fired(project.with_values(related=related), "V17") == [("error", "related", "")]


def test_a_parent_is_not_smaller_than_its_part():
    action, programme = a_project(level="ACT"), a_project(level="PROG")
    around = Around({one.uid: one for one in (action, programme)})

    assert fired(a_project(parent=action.uid), "V17", around) == [("error", "parent", "")]
    assert fired(a_project(parent=programme.uid), "V17", around) == []
    assert fired(a_project(parent=action.uid), "V17") == []


def test_parents_do_not_go_round_in_a_circle():
    first = a_project()
    second = a_project(parent=first.uid)
    around = Around({first.uid: first.with_values(parent=second.uid), second.uid: second})

    assert fired(around.known[first.uid], "V17", around) == [("error", "parent", "")]
    assert fired(second, "V17", Around({first.uid: first})) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, 0),
        ({"men": 41}, 1),
        ({"actual": None, "planned": 100}, 0),
        ({"actual": None, "planned": 90}, 1),
        ({"actual": None, "planned": None}, 0),
    ],
)
def test_women_men_and_not_told_apart_are_all(changed, found):
    row = {"id": "1", "group": "TEC", "planned": 80, "actual": 100, "women": 60, "men": 30}
    row = {**row, "unspecified": 10, **changed}
    row = {name: value for name, value in row.items() if value is not None}

    assert len(fired(a_project(beneficiaries=[row]), "V18")) == found


def test_a_title_that_the_office_has_already_is_told_with_its_code():
    (found,) = findings(a_project(title=WATER), Around(alike="BO-2026-0007"))

    assert (found.rule, found.field, found.severity.value) == ("V02", "title", "warning")
    assert found.values == {"code": "BO-2026-0007"}
    assert fired(a_project(title=WATER), "V02", Around()) == []
