import ast

import pytest

from tests.builders import PROJECT

MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION = 400, 50
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def python_files(*folders):
    return [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = {
        str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files("desktop_app", "installer", "tests")
    }

    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


@pytest.mark.parametrize("folder", ["desktop_app", "installer"])
def test_no_function_is_longer_than_fifty_lines(folder):
    lengths = {
        f"{path.relative_to(PROJECT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in python_files(folder)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, FUNCTIONS)
    }

    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}
