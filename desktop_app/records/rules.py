"""Which rules look at which kind of record."""

from collections.abc import Callable, Iterator

from desktop_app.records import rules_life, rules_others, rules_results
from desktop_app.records.context import Context
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
from desktop_app.records.rules_names import name_in_one_alphabet
from desktop_app.records.rules_source import amounts_in_order, calls_in_order, terms_given, verified

Rule = Callable[[Record], Iterator[Finding]]
ContextRule = Callable[[Record, Context], Iterator[Finding]]

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
        rules_life.stages_follow,
        rules_life.decentralised_shown,
        rules_life.places_fit,
        rules_life.rests_on_instrument,
        rules_life.not_its_own_parent,
        rules_life.beneficiaries_add_up,
        rules_results.results_measured,
        rules_results.events_fit,
        name_in_one_alphabet,
    ),
    "source": (amounts_in_order, terms_given, calls_in_order, verified, name_in_one_alphabet),
    "offer": (rules_others.offer_valid, rules_others.offer_not_excluding, name_in_one_alphabet),
    "practice": (rules_others.practice_in_order, name_in_one_alphabet),
    "agreement": (rules_others.agreement_lasts, rules_others.agreement_between_two),
    "meeting": (rules_others.meeting_in_order,),
    "commitment": (rules_others.commitment_kept,),
    "organisation": (name_in_one_alphabet,),
    "contact": (
        rules_others.contact_reachable,
        rules_others.contact_handed_over,
        name_in_one_alphabet,
    ),
    "office": (rules_others.year_begins, rules_others.second_focal_point, name_in_one_alphabet),
}
# Rules that look at other records too; without a context they say nothing.
CONTEXT_RULES: dict[str, tuple[ContextRule, ...]] = {
    "initiative": (
        rules_life.title_alone,
        rules_life.decentralised_known,
        rules_life.parents_in_order,
    ),
    "office": (rules_others.focal_points_there,),
}
