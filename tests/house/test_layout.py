import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import PROJECT

TOP_LEVEL = {
    *("pyproject.toml", "desktop_app", "resources", "installer", "tests"),
    *("README.md", "LICENSE", "CHANGELOG.md"),
}
PACKAGES = sorted(path.parent for path in (PROJECT / "desktop_app").rglob("*.py"))
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|NotImplementedErro[r])\b")
ELSEWHERE = re.compile(
    r"/(?:wor[k]|far[m]|roo[t]|hom[e]|tm[p])/|python[h]osted|pypi\.[o]rg|-index-ur[l][ =]http"
)
UNREASONED = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])$", re.MULTILINE)
WRITTEN_BY_HAND = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".po", ".csv", ""}


@pytest.fixture
def files():
    """Every file of the project: known to git, or new and not ignored by it."""
    if not shutil.which("git") or not (PROJECT / ".git").exists():
        pytest.skip("needs git and its checkout to tell the project's files from others")
    line = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(line, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
    return [Path(name) for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def test_the_top_level_holds_only_what_the_layout_allows(files):
    names = {path.parts[0] for path in files}

    assert {name for name in names - TOP_LEVEL if not name.startswith(".")} == set()


@pytest.mark.parametrize("package", sorted(set(PACKAGES)), ids=lambda path: path.name)
def test_a_package_says_in_its_docstring_what_lives_there_and_holds_nothing_else(package):
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    allowed = 2 if package.name == "desktop_app" else 1  # the version

    assert ast.get_docstring(tree)
    assert len(tree.body) == allowed


def test_the_import_contracts_are_kept():
    contracts = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [contracts, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_nothing_is_left_unfinished(files):
    assert lines_matching(UNFINISHED, files) == []


def test_who_silences_a_tool_in_a_line_says_why(files):
    assert lines_matching(UNREASONED, [path for path in files if path.suffix == ".py"]) == []


def test_no_file_names_a_place_on_one_machine_or_a_host_of_packages(files):
    assert lines_matching(ELSEWHERE, files) == []


def lines_matching(pattern, files):
    found = []
    for path in files:
        if path.suffix not in WRITTEN_BY_HAND:
            continue
        text = (PROJECT / path).read_text(encoding="utf-8")
        found += [f"{path}: {match.group()}" for match in pattern.finditer(text)]
    return found
