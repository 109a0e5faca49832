import importlib
import re
import shlex

import click
import pytest

import environment
from tests.builders import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
FROM_SOURCE = "python3 installer/from_source.py"


def blocks():
    """The lines of every fenced block of the README."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in fenced]


def commands():
    lines = [line for block in blocks() for line in block]
    return [shlex.split(line, comments=True) for line in lines if line.startswith(FROM_SOURCE)]


def reference():
    """The lines of the reference by their commands: what goes on below one is joined."""
    block = next(block for block in blocks() if block[0].startswith("surco ["))
    lines = re.sub(r"\n {3,}", " ", "\n".join(block[1:])).splitlines()
    return {re.match(r" *([a-z-]+( [a-z][a-z-]*)?)( |$)", line)[1]: line for line in lines}


@pytest.fixture(scope="module")
def surco():
    """The commands by their names, those below another as “people add”."""
    module = importlib.import_module("desktop_app.cli.main")
    group = next(thing for thing in vars(module).values() if isinstance(thing, click.Group))
    context = click.Context(group)
    top = {name: group.get_command(context, name) for name in group.list_commands(context)}
    below = {
        f"{name} {one}": command
        for name, whole in top.items()
        if isinstance(whole, click.Group)
        for one, command in whole.commands.items()
    }
    return {**top, **below}


def test_the_two_commands_are_there():
    lines = {line.strip() for block in blocks() for line in block}

    assert {f"{FROM_SOURCE} run demo surco-demo", f"{FROM_SOURCE} test"} <= lines


def test_every_call_of_the_set_up_is_one_it_knows():
    assert {command[2] for command in commands()} == environment.PURPOSES.keys()


def test_every_command_that_is_run_is_one_of_surco(surco):
    run = {command[3] for command in commands() if command[2] == "run" and len(command) > 3}

    assert run <= surco.keys()


def test_the_reference_names_every_command_and_no_other(surco):
    assert reference().keys() == surco.keys()


def test_the_reference_names_every_option_of_a_command_and_no_other(surco):
    named = {name: set(re.findall(r"--[a-z-]+", line)) for name, line in reference().items()}
    taken = {
        name: {text for one in command.params for text in one.opts if text.startswith("--")}
        for name, command in surco.items()
    }

    assert named == taken


def test_the_table_says_what_every_command_does(surco):
    rows = re.findall(r"^\| (`[^|]*) \|", README, re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([a-z-]+(?: [a-z-]+)?)`", row)}

    assert surco.keys() <= told


def test_every_command_has_a_line_of_help(surco):
    assert [name for name, command in surco.items() if not command.get_short_help_str()] == []


def test_every_folder_and_file_that_is_pointed_at_exists():
    paths = set(re.findall(r"`((?:desktop_app|installer|resources|tests|\.ci)/[\w./-]*)`", README))

    assert [path for path in sorted(paths) if not (PROJECT / path).exists()] == []
