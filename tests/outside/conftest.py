"""The program on a screen of its own, with an office that has a record of each kind."""

import json
import os
import subprocess
from contextlib import contextmanager

import pytest

from desktop_app.actions import importing, keeping, records
from desktop_app.actions import office as offices
from tests.builders import PROJECT, a_project
from tests.outside.screen import place_on, program, screen
from tests.ui.test_imports import FILE
from tests.ui.test_kind_pages import MAKE

READER = PROJECT / "tests" / "outside" / "reader.py"


class Reader:
    """A screen reader beside the program, asked and answering in lines of JSON."""

    def __init__(self, process):
        self._process = process

    def __call__(self, *asked):
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, self._process.stderr.read()
        return json.loads(answer)


@contextmanager
def bus(folder):
    """Give the address of a message bus, on which AT-SPI is started when it is asked for.

    It keeps its own socket in `folder`, else two on one machine take each other's.
    """
    place = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    line = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        line, env=place, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@contextmanager
def read_by(home, language):
    """Run the program on a screen with a screen reader beside it."""
    own = home.parent / f"{home.name}-run"
    own.mkdir(mode=0o700)
    with screen() as display, bus(own) as address:
        place = place_on(
            display,
            XDG_RUNTIME_DIR=str(own),
            DBUS_SESSION_BUS_ADDRESS=address,
            QT_ACCESSIBILITY="1",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
        )
        pipe = subprocess.PIPE
        line = ["/usr/bin/python3", "-I", READER]
        reader = subprocess.Popen(line, env=place, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        with reader:
            assert reader.stdout.readline() == '"ready"\n', reader.stderr.read()
            with program(home, place, language):
                yield Reader(reader), place
            reader.stdin.close()


@pytest.fixture
def filled(tmp_path):
    """Return the home of a closed office that has something on each of its pages."""
    home = tmp_path / "filled"
    with offices.set_up(home, code="BO", name="Dirección de Cooperación") as office:
        for make in MAKE.values():
            records.enter_record(office, make(version=0, status="draft", human_code=""))
        gone = records.enter_record(office, a_project(human_code="", status="draft"))
        records.withdraw(office, gone, "Se registró dos veces")
        file = tmp_path / "activities.xml"
        file.write_text(FILE, encoding="utf-8")
        importing.apply_import(office, importing.plan_import(office, file))
        keeping.back_up(office, always=True)
    return home
