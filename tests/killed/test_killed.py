"""kill -9 at a hundred moments drawn by lot: only what was being done is lost."""

import json
import subprocess
import sys

import pytest

from tests.builders import PROJECT
from tests.killed.activities import ACTIVITIES

MOMENTS = 17  # for each of the six


@pytest.mark.case("S9", "S26")
@pytest.mark.parametrize("name", ACTIVITIES)
def test_killed_at_any_moment_only_what_was_being_done_is_lost(name, tmp_path):
    line = [sys.executable, "-m", "tests.killed.killer", name, str(tmp_path), str(MOMENTS)]
    done = subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=False)
    told = [json.loads(one) for one in done.stdout.splitlines()]
    wrong = [one["wrong"] for one in told if one["wrong"]]
    lost = sum(one["lost"] for one in told)
    figures = f"{len(told)} moments, {lost} lost what was being done, {len(wrong)} corrupt"
    print(f"{name}: {figures}")  # noqa: T201 - the figures to quote, seen with -rP

    assert "\n".join(wrong) == ""
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert len(told) == MOMENTS


def test_the_moments_are_a_hundred():
    assert MOMENTS * len(ACTIVITIES) >= 100
