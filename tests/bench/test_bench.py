import json
import subprocess
import sys

import pytest

from tests.bench.__main__ import BENCHMARKS
from tests.builders import PROJECT

SHAPE = {
    "name": str,
    "size": int,
    "ours": float,
    "limit": float,
    "ratio": float,
    "peer": float,
    "peer_ratio": float,
}


def bench(*line):
    """Run benchmarks in a process of their own: they may not share a window or a database."""
    asked = [sys.executable, "-m", "tests.bench", *line]
    return subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_tells_ours_beside_a_limit_and_a_peer(name):
    done = bench(name, "--size", "40", "--rounds", "1", "--json")

    assert done.returncode == 0, done.stderr
    [told] = json.loads(done.stdout)
    assert {key: type(value) for key, value in told.items()} == SHAPE
    assert (told["name"], told["size"]) == (name, 40)
    assert told["ratio"] == pytest.approx(told["ours"] / told["limit"], rel=0.1)
    assert told["peer_ratio"] == pytest.approx(told["ours"] / told["peer"], rel=0.1)
    assert "limit:" in done.stderr


def test_a_table_tells_the_goals():
    done = bench("save", "--size", "3", "--rounds", "1")
    head, line = done.stdout.splitlines()

    assert head.split()[:2] == ["name", "size"]
    assert line.split()[:2] == ["save", "3"]
    assert "3" in line.split()


def test_a_benchmark_that_is_not_there_is_wrong_usage():
    done = bench("nothing")

    assert done.returncode == 2
    assert "save" in done.stderr


def test_surco_bench_runs_the_same_benchmarks():
    line = [sys.executable, "-m", "desktop_app", "bench", "verify", "--size", "5", "--json"]
    done = subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["name"] == "verify"
