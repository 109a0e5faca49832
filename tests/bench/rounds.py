"""How things are measured: ours, its limit and a peer in turn, as ratios of the same round.

Machines differ and grow warm, so seconds mean little; a ratio of two things done one after the
other, its median over the rounds, means the same on the next machine.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Measure = Callable[[], float]  # does the thing once and returns its seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Trio:
    """Three measures of the same data, and what limit and peer are on this machine."""

    ours: Measure
    limit: Measure
    peer: Measure
    limit_is: str
    peer_is: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One line of the table; `prepare` takes the number of records and an empty folder.

    `goal` is the largest ratio of ours to the limit that we accept, None where none was set.
    """

    name: str
    size: int
    rounds: int
    goal: float | None
    prepare: Callable[[int, Path], AbstractContextManager[Trio]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Medians of the rounds: seconds of each, and the ratios of the same round."""

    name: str
    size: int
    ours: float
    limit: float
    ratio: float
    peer: float
    peer_ratio: float


def measured(benchmark: Benchmark, size: int, trio: Trio, rounds: int) -> Result:
    """Measure all three in turn, `rounds` times."""
    seconds = [(trio.ours(), trio.limit(), trio.peer()) for _ in range(rounds)]
    ours, limit, peer = zip(*seconds, strict=True)
    return Result(
        name=benchmark.name,
        size=size,
        ours=median(ours),
        limit=median(limit),
        ratio=median(one[0] / one[1] for one in seconds),
        peer=median(peer),
        peer_ratio=median(one[0] / one[2] for one in seconds),
    )


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def each_timed(act: Callable[[object], object], given: list) -> float:
    """Return the median seconds of the calls, one for each thing given."""
    return median([timed(lambda one=one: act(one)) for one in given])


def slow_ones(act: Callable[[object], object], given: list) -> float:
    """Return the seconds that 99 of 100 calls stay below, one for each thing given."""
    seconds = sorted(timed(lambda one=one: act(one)) for one in given)
    return seconds[min(len(seconds) - 1, 99 * len(seconds) // 100)]
