"""Seen from outside by a screen reader: every control that the keyboard reaches has a name."""

import subprocess

import pytest

from desktop_app.actions import office as offices
from desktop_app.actions.lists import list_rows
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import in_language
from tests.outside.conftest import read_by

# These leave the program, start another, or ask for a file in a window that is Qt's own.
NOT_PRESSED = (
    N_("Quit"),
    N_("Make the card ..."),
    N_("Take the card of an office ..."),
    N_("Export the list ..."),
    N_("Look at an example office"),
)


def press_keys(place, *keys):
    subprocess.run(["xdotool", *keys], env=place, check=True)


def nameless(reader, place, seen, screen=None):
    """Return the controls without a name; with a `screen`, Esc then closes what was opened."""
    told = reader("see")
    seen.append(told["controls"])
    for _window in told["windows"][1:]:
        press_keys(screen, "key", "Escape")
        reader("wait for one")
    return [f"{place}: {control}" for control in told["nameless"]]


def pressed(reader, words):
    """Yield each item of the menus after pressing it."""
    left_out = {words.text(text) for text in NOT_PRESSED}
    for way in reader("menus"):
        if way[-1] not in left_out and way[0] != words.text(N_("&View")).replace("&", ""):
            reader("press", way)
            yield " > ".join(way)


@pytest.mark.parametrize("role", ["office", "secretariat"])
def test_every_control_of_every_page_and_form_has_a_name(filled, tmp_path, role):
    home, words, found, seen = filled, Language("es"), [], []
    if role == "secretariat":
        home = tmp_path / "sela"
        offices.set_up(home, code="SELA", name="Secretaría", role=role).close()

    with read_by(home, "es") as (reader, screen):
        for where in pressed(reader, words):
            found += nameless(reader, where, seen, screen)

    assert "\n".join(dict.fromkeys(found)) == ""
    assert len(seen) > len(KINDS)
    assert min(seen) > len(KINDS)


def test_every_control_of_every_kept_record_has_a_name(filled):
    found, seen = [], []
    with offices.open_office(filled) as office:
        rows = [row for kind in KINDS for row in list_rows(office, kind)]

    with read_by(filled, "es") as (reader, screen):
        reader("wait for keys")
        for row in rows:
            press_keys(screen, "key", "ctrl+k", "type", row.human_code)
            press_keys(screen, "key", "Return")
            reader("wait", in_language(row.title, "es"))
            found += nameless(reader, f"{row.kind} {row.human_code}", seen)

    assert "\n".join(dict.fromkeys(found)) == ""
    assert len(seen) == len(rows)
