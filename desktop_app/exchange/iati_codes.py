"""Codes of IATI and ours, both ways of naming the same thing."""

from collections.abc import Callable, Iterable
from functools import cache
from xml.etree.ElementTree import Element

from desktop_app.records.codes import LANGUAGES, CodeList, code_list
from desktop_app.records.folding import fold

STAGES = {"1": "FOR", "2": "EXE", "3": "COM", "4": "COM", "5": "CAN", "6": "SUS"}
DATES = {"1": "planned_start", "2": "actual_start", "3": "planned_end", "4": "actual_end"}
DESCRIPTIONS = {"1": "summary", "2": "objective"}
ORGANISATION_ROLES = {"1": "FUND", "2": "COORD", "4": "EXEC"}  # 3, extending, has no match
FINANCE = {"110": "NR", "421": "R", "422": "R"}
TRANSACTIONS = {"2": "COM", "3": "DIS", "4": "EXE", "6": "REP"}
BUDGETS = {"1": "BUD", "2": "BUDREV"}
TRIANGULAR = "8"
_CHANNEL = "XM-DAC-"
_SHORTEST_NAME = 4  # "Mali", "Peru"; shorter synonyms are codes, which also stand in other words


def party_of(ref: str) -> str:
    """Return the party an organisation's identifier names, nothing if none.

    XM-DAC- and a CRS channel code is a mechanism; two letters of a country are where the
    organisation is registered.
    """
    channel = ref.removeprefix(_CHANNEL)
    if channel != ref:
        return _channels().get(channel, "")
    country, _, number = ref.partition("-")
    return country if number and country in code_list("country").codes else ""


def told_by_party(organisation: Element) -> list[str]:
    """Return the attributes that the party says as fully: a mechanism's channel code."""
    return ["ref"] if organisation.get("ref", "").startswith(_CHANNEL) else []


def countries_named(text: str, among: Iterable[str]) -> list[str]:
    """Return which of these countries a text names, in any of the four languages."""
    folded = f" {_words(text)} "
    return [country for country in among if any(f" {name} " in folded for name in _names(country))]


def own_code(name: str, code: str, narratives: Iterable[str]) -> bool:
    """Tell whether a code of vocabulary 99 is of our list `name`: its texts are our labels."""
    known = code_list(name).get(code)
    labels = {fold(label) for label in known.labels.values()} if known else set()
    return bool(known) and all(fold(text.strip()) in labels for text in narratives)


@cache
def sector_of(purpose: str) -> str:
    """Return the one sector whose usual CRS purpose this is, nothing if none or several."""
    return _only(code_list("sector"), lambda extra: extra.get("crs") == purpose)


@cache
def form_of(aid_type: str) -> str:
    """Return the one form of cooperation that is exported as this aid type, else nothing."""
    return _only(code_list("form"), lambda extra: extra.get("iati") == aid_type)


def _only(codes: CodeList, fits: Callable[[dict[str, str]], bool]) -> str:
    found = [code.code for code in codes.active() if fits(dict(code.extra))]
    return found[0] if len(found) == 1 else ""


@cache
def _channels() -> dict[str, str]:
    mechanisms = code_list("mechanism").codes.values()
    return {
        code.extra["crs_channel"]: code.code for code in mechanisms if code.extra["crs_channel"]
    }


@cache
def _names(country: str) -> tuple[str, ...]:
    known = code_list("country").get(country)
    if known is None:
        return ()
    texts = [*(known.label(code) for code in LANGUAGES), *known.extra["synonyms"].split("|")]
    words = sorted({_words(text) for text in texts})
    return tuple(text for text in words if len(text) >= _SHORTEST_NAME)


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
