import importlib.util
import subprocess
import sys

import pytest

from tests.builders import PROJECT

HEAVY = {
    *("openpyxl", "reportlab", "sqlite_utils", "cryptography", "minisign", "pypdfium2", "PIL"),
    *("pyhanko", "lxml"),
}


def loaded_after(module):
    asked = f"import sys, {module}; print(*sys.modules)"
    line = [sys.executable, "-c", asked]
    done = subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["desktop_app.app", "desktop_app.ui.main_window"])
def test_starting_loads_nothing_that_only_some_actions_need(module):
    assert loaded_after(module) & HEAVY == set()


def test_the_command_line_starts_without_qt():
    assert "PySide6" not in loaded_after("desktop_app.cli.main")


@pytest.mark.parametrize("name", ["numpy", "pandas"])
def test_nothing_brings_what_would_slow_the_store_down(name):
    """sqlite_utils imports them where they are installed: 1 to 5 seconds at each start."""
    assert importlib.util.find_spec(name) is None
