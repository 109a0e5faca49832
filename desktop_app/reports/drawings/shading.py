"""Steps of colour for figures: a few classes with their bounds, from pale to strong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from desktop_app.language import Language
from desktop_app.reports.drawings.figure import Value, mixed, said
from desktop_app.reports.letters import DASH
from desktop_app.tokens import Tokens

# Between accent-soft and accent; no step lies where neither ink nor paper could be read on it.
_SHARES = {1: (0.35,), 2: (0.0, 1.0), 3: (0.0, 0.35, 1.0), 4: (0.0, 0.3, 0.78, 1.0)}
_MOST = 4


@dataclass(frozen=True, slots=True)
class Step:
    """Figures from `low` to `high`, both included, and their colour as #RRGGBB."""

    low: Value
    high: Value
    colour: str

    def name(self, language: Language | None) -> str:
        low, high = said(self.low, language), said(self.high, language)
        return low if low == high else f"{low}{DASH}{high}"


def steps(values: Iterable[Value], shade: Tokens) -> list[Step]:
    """Return the steps that these figures need: below zero, zero, and up to four above it."""
    known = [value for value in values if value is not None]
    below = [value for value in known if value < 0]
    above = [value for value in known if value > 0]
    found = []
    if below:
        found.append(Step(min(below), max(below), mixed(shade.paper, shade.recipient, 0.4)))
    if any(value == 0 for value in known):
        found.append(Step(0, 0, shade.sunken))
    return found + (_above(above, shade) if above else [])


def _above(values: Sequence[Value], shade: Tokens) -> list[Step]:
    """Return the steps of equal length that hold a figure, each as long as its figures."""
    numbers = [float(value) for value in values if value is not None]
    count = min(_MOST, len(set(numbers)))
    most = max(numbers)
    held: dict[int, list[Value]] = {}
    for number, value in sorted(zip(numbers, values, strict=True), key=lambda pair: pair[0]):
        place = min(floor(number / most * count - 1e-9), count - 1)
        held.setdefault(max(place, 0), []).append(value)
    shares = _SHARES[len(held)]
    return [
        Step(inside[0], inside[-1], mixed(shade.accent_soft, shade.accent, share))
        for share, (_, inside) in zip(shares, sorted(held.items()), strict=True)
    ]


def step_of(value: Value, found: list[Step]) -> Step | None:
    """Return the step a figure lies in, None for what was not reported."""
    if value is None:
        return None
    return next(
        (
            step
            for step in found
            if step.low is not None and step.high is not None and step.low <= value <= step.high
        ),
        None,
    )
