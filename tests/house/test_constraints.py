import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from desktop_app.exchange.pdf_signing import EXTRA
from tests.builders import PROJECT

FILES = ["constraints.txt", "constraints-dev.txt"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)((?: ; .+?)?) \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
OWN = {"desktop_app", "tests", *(path.stem for path in (PROJECT / "installer").glob("*.py"))}
OF_QT = {"shiboken6": "pyside6-essentials"}  # each release of Qt for Python brings its own

OF_THE_SYSTEM = {"gi"}  # installer/system_packages.py brings it, the system's own Python reads it


def lines_of(name):
    lines = (PROJECT / "installer" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def pins_of(name):
    matches = [PIN.match(line) for line in lines_of(name)]
    return {match.group(1): match.group(2) for match in matches if match}


def asked_for(groups, extras=()):
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"][:]
    for extra in extras:
        lines += project["project"]["optional-dependencies"][extra]
    for group in groups:
        lines += project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


def packages_imported_in(*folders):
    """The packages, by the names of their pins, that the files of `folders` import anywhere."""
    modules = set()
    for path in (path for folder in folders for path in (PROJECT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    others = modules - sys.stdlib_module_names - OWN
    named = {OF_QT.get(module) or known.get(module, [module])[0] for module in others}
    return {canonicalize_name(name) for name in named}


@pytest.mark.parametrize("name", FILES)
def test_constraints_hold_pins_with_check_codes_and_no_addresses(name):
    assert [line for line in lines_of(name) if not PIN.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_check_code(name):
    lines = lines_of(name)

    assert all(HASH.match(lines[at + 1]) for at, line in enumerate(lines) if PIN.match(line))


@pytest.mark.parametrize(
    ("name", "groups"), [("constraints.txt", []), ("constraints-dev.txt", ["test", "lint"])]
)
def test_the_pins_are_what_the_project_asks_for(name, groups):
    pins = pins_of(name)
    unmet = [
        str(wanted)
        for wanted in asked_for(groups)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]

    assert unmet == []


def test_surco_imports_the_packages_that_it_asks_for_and_no_others():
    asked = {canonicalize_name(wanted.name) for wanted in asked_for([], ["pdfsign"])}

    assert packages_imported_in("desktop_app") == asked


def test_the_sentence_on_signing_names_the_extra_as_the_project_asks_for_it():
    [wanted] = set(asked_for([], ["pdfsign"])) - set(asked_for([]))

    assert wanted == Requirement(EXTRA)
    assert f'"{EXTRA}"' in (PROJECT / "README.md").read_text(encoding="utf-8")


def test_tests_import_no_package_that_the_project_does_not_ask_for():
    asked = {canonicalize_name(wanted.name) for wanted in asked_for(["test", "lint"])}

    assert packages_imported_in("tests", "installer") - asked - OF_THE_SYSTEM == set()


def test_surco_is_tested_with_the_versions_that_it_runs_with():
    run, test = (pins_of(name) for name in FILES)

    assert run.items() <= test.items()


@pytest.mark.parametrize("name", FILES)
def test_no_pin_brings_numpy_or_pandas(name):
    assert {"numpy", "pandas"} & pins_of(name).keys() == set()
