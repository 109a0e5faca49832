"""Which rules look at which kind of record."""

from collections.abc import Callable, Iterator

from desktop_app.records.finding import Finding
from desktop_app.records.record import Record
from desktop_app.records.rules_initiative import (
    dates_in_order,
    goals_ranked,
    level_fits_length,
    parties_compose,
    parties_once,
    refundability_fits,
    sectors_differ,
    title_readable,
)
from desktop_app.records.rules_money import money_lines
from desktop_app.records.rules_source import amounts_in_order, calls_in_order, terms_given, verified

Rule = Callable[[Record], Iterator[Finding]]

RULES: dict[str, tuple[Rule, ...]] = {
    "initiative": (
        title_readable,
        level_fits_length,
        parties_once,
        parties_compose,
        dates_in_order,
        refundability_fits,
        sectors_differ,
        goals_ranked,
        money_lines,
    ),
    "source": (amounts_in_order, terms_given, calls_in_order, verified),
}
