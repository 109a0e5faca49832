"""No broken file crashes a reader, holds it up, fills the memory, or is taken for something else.

Some thousand files in all by default; SURCO_MUTATIONS=100000 gives that many to each reader.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.builders import PROJECT
from tests.mutations.parsers import PARSERS

COUNT = int(os.environ.get("SURCO_MUTATIONS", "600"))
PATIENCE = 60 + COUNT // 20  # seconds; the child ends each file after one second by itself
MEGABYTES = 200


def figures_of(parser):
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutations", parser, str(COUNT)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.case("B3")
@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.parametrize("parser", PARSERS)
def test_a_broken_file_is_refused_or_means_what_it_meant_and_does_no_harm(parser):
    told = figures_of(parser)
    print(json.dumps(told))  # noqa: T201 - the figures, with -s

    assert told["wrong"] == []
    assert told["taken"] + told["refused"] == COUNT
    assert told["memory"] < MEGABYTES
