"""A project is typed from its paper fiche by keyboard alone, and the record equals the source."""

import json
import subprocess
import sys
import threading

import pytest

from desktop_app.actions import importing, records
from desktop_app.actions.lists import list_rows
from desktop_app.actions.office import open_office, set_up
from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from tests.builders import PROJECT, a_project, shared
from tests.outside.screen import place_on, program, screen
from tests.outside.typist import Typist, give_keys

KIND = KINDS["initiative"]
LANGUAGE = Language("es", "BO")
FICHE = {
    **a_project().values,
    "local_code": "MRE-2024/17",
    "money": [
        {"kind": "BUD", "payer": "AR", "currency": "USD", "amount": "125000.5"},
        {"kind": "EXE", "payer": "BO", "currency": "USD", "amount": "98000"},
    ],
    "results": [
        {"title": "Familias con agua todo el año", "baseline": "40", "target": "310"},
        {"title": "Comités de cuenca", "target": "12", "actual": "9", "actual_date": "2025-11"},
    ],
}
FEWEST_RESULTS, ACTIVITIES = 3, 3
DEADLINE, PAUSE = 120, 0.2


def bare(values):
    """Return answers without what the program gives by itself: the ids of rows."""
    return {
        field: [{name: one for name, one in row.items() if name != "id"} for row in value]
        if KIND.question(field).rows
        else value
        for field, value in values.items()
        if KIND.has(field)
    }


def activities(folder):
    """Return the activities that say something everywhere: of those, the ones with least to type.

    As the import reads them: parties, institutions, money lines, results, goals, documents.
    """
    file = shared("iati-lac/CAF-ActivityFile-2025-10-10.xml")
    with set_up(folder, code="CAF", name="CAF") as office:
        importing.apply_import(office, importing.plan_import(office, file))
        found = [records.find(office, row.uid).values for row in list_rows(office, KIND.name)]
    everything = {field for values in found for field in values}
    whole = [one for one in found if {*one} == everything and len(one["results"]) >= FEWEST_RESULTS]
    return sorted(whole, key=lambda values: (len(repr(values)), values["iati_id"]))[:ACTIVITIES]


def wait_for_the_end(home, running):
    """Wait until Ctrl+S was heard, which comes last; return the code of the record."""
    pause = threading.Event()
    for _ in range(int(DEADLINE / PAUSE)):
        assert running.poll() is None, running.errors.read_text(encoding="utf-8")
        with open_office(home, read_only=True) as office:
            for row in list_rows(office, KIND.name):
                record = records.find(office, row.uid)
                if record.version > 1 and records.draft_of(office, record) is None:
                    return record.human_code
        pause.wait(PAUSE)
    raise TimeoutError


def shown(home, code):
    """Return the answers of a record as the command line shows them."""
    line = [sys.executable, "-m", "desktop_app", "--home", home, "show", code, "--json"]
    said = subprocess.run(line, cwd=PROJECT, capture_output=True, check=True)
    told = json.loads(said.stdout)
    return {field: value for field, value in told.items() if KIND.has(field)}


def typed(home, values):
    """Type a new record into the running program, save it, and return what is kept of it."""
    set_up(home, code="BO", name="Oficina de ejemplo").close()
    with screen() as display:
        place = place_on(display)
        give_keys(display, [repr(values)])
        with program(home, place) as running:
            typist = Typist(place, LANGUAGE)
            typist.wait_for_window("Inicio")
            typist.press("ctrl+n")
            typist.record(KIND, values)
            typist.press("ctrl+s")
            typist.go()
            code = wait_for_the_end(home, running)
    return bare(shown(home, code))


def test_a_fictitious_fiche_is_typed_by_keyboard_alone(tmp_path):
    assert typed(tmp_path / "home", FICHE) == bare(FICHE)


@pytest.mark.parametrize("place", range(ACTIVITIES))
def test_a_real_activity_is_typed_by_keyboard_alone(tmp_path, place):
    values = activities(tmp_path / "source")[place]

    assert typed(tmp_path / "home", values) == bare(values)
