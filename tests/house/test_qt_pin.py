import sys
import tomllib

from PySide6.QtWidgets import QLineEdit

from tests.builders import PROJECT

SAFE = "pyside6-essentials>=6.11,<6.12"


def test_qt_loses_no_reference_of_none(qtbot):
    """PySide6 6.12.0 loses one at every call that returns None: Python < 3.12 aborts at last."""
    edit = QLineEdit()
    qtbot.addWidget(edit)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        edit.setText("Huertos escolares")

    assert abs(sys.getrefcount(None) - before) < 100


def test_qt_stays_below_the_version_that_aborts():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))

    assert SAFE in project["project"]["dependencies"]
