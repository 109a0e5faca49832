"""Nothing is shipped that the program does not ask for: no icon, no code list."""

import re
from functools import cache

import pytest

from desktop_app.records.kinds import KINDS
from tests.builders import PROJECT

RESOURCES = PROJECT / "resources"
ICONS = sorted(RESOURCES.glob("icons/*.svg"))
OF_THE_SHEET = sorted({path.name for path in RESOURCES.glob("icons/*/*.svg")})
LISTS = sorted(path.stem for path in RESOURCES.glob("codes/*.csv") if path.stem != "lists")
GROUPS_OF_OTHERS = {"crs_category"}  # named by a column of crs_purpose


@cache
def program():
    return "".join(path.read_text(encoding="utf-8") for path in PROJECT.glob("desktop_app/**/*.py"))


def asked_lists(questions):
    for question in questions:
        yield question.codes
        yield from asked_lists(question.rows)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_shown_somewhere(path):
    assert f'"{path.stem}"' in program()


@pytest.mark.parametrize("name", OF_THE_SHEET)
def test_every_icon_of_a_shade_is_in_the_style_sheet_and_in_both_shades(name):
    sheet = (RESOURCES / "style" / "window.qss").read_text(encoding="utf-8")

    assert f"/$shade/{name}" in sheet
    assert all((RESOURCES / "icons" / shade / name).is_file() for shade in ("dark", "light"))


def test_every_code_list_is_asked_or_read():
    asked = {name for kind in KINDS.values() for name in asked_lists(kind.questions)}
    read = set(re.findall(r'"([a-z_]+)"', program()))

    assert set(LISTS) - asked - read == GROUPS_OF_OTHERS
