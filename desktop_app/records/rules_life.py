"""Rules on the life and the surroundings of an initiative: V02, V06, V14 to V18."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.context import Context
from desktop_app.records.dates import first_day
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.initiative_when import APPROVED
from desktop_app.records.record import Record

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_FORWARD = {
    "REQ": {"FOR", "APP", "EXE", "COM", "CAN"},
    "FOR": {"APP", "EXE", "COM", "CAN"},
    "APP": {"EXE", "COM", "CAN"},
    "EXE": {"SUS", "COM", "CAN"},
    "SUS": {"EXE", "CAN"},
    "COM": set(),
    "CAN": set(),
}
_LIFE = {stage: place for place, stage in enumerate(_FORWARD)}
_LARGEST_LEVEL = ("EVT", "ACT", "PROJ", "PROG")
_MOST_PARENTS = 50
_SUBNATIONAL = "SUB"
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_DEGREES = {"latitude": 90, "longitude": 180}


def stages_follow(record: Record) -> Iterator[Finding]:
    """V06: stages go forward, a suspension ends in execution, a cancellation has its reason."""
    dated = [row for row in record.rows("stage_history") if row.get("stage") and row.get("date")]
    dated.sort(key=lambda row: (first_day(row["date"]), _LIFE.get(row["stage"], 0)))
    for before, after in pairwise(dated):
        if after["stage"] not in _FORWARD.get(before["stage"], set()):
            text = N_("This stage cannot follow the one before it.")
            yield Finding("V06", _ERROR, "stage_history", text, row=after["id"])
    if dated and record["stage"] and dated[-1]["stage"] != record["stage"]:
        text = N_("The last row is not the stage of today.")
        yield Finding("V06", _WARNING, "stage_history", text, row=dated[-1]["id"])
    if record["stage"] == "CAN" and not record["stage_reason"]:
        text = N_("Say why it was cancelled.")
        yield Finding("V06", Severity.MISSING, "stage_reason", text)


def decentralised_shown(record: Record) -> Iterator[Finding]:
    """V14: who says that cities or provinces cooperate names one of their institutions."""
    rows = record.rows("institutions")
    if record["decentralised"] != "Y" or any(row.get("org_level") == _SUBNATIONAL for row in rows):
        return
    if not any(row.get("organisation") for row in rows):
        yield _no_subnational()


def decentralised_known(record: Record, context: Context) -> Iterator[Finding]:
    """V14 for institutions whose level stands in the list of organisations."""
    rows = record.rows("institutions")
    named = [row["organisation"] for row in rows if row.get("organisation")]
    if record["decentralised"] != "Y" or not named:
        return
    known = [organisation for uid in named if (organisation := context.record(uid))]
    levels = {row.get("org_level") for row in rows} | {one["org_level"] for one in known}
    if _SUBNATIONAL not in levels:
        yield _no_subnational()


def _no_subnational() -> Finding:
    text = N_("No institution is of the subnational level. Name one, or answer “no”.")
    return Finding("V14", _ERROR, "decentralised", text)


def places_fit(record: Record) -> Iterator[Finding]:
    """V15: a place lies in a participating country and on the globe."""
    parties = {row.get("party") for row in record.rows("participants")}
    for row in record.rows("locations"):
        prefix, dash, _ = row.get("subdivision", "").partition("-")
        coded = prefix if dash and code_list("country").get(prefix) else ""
        country = row.get("country") or coded
        if country and parties and country not in parties:
            text = N_("This place lies in a country that does not take part.")
            yield Finding("V15", _WARNING, "locations", text, row=row["id"])
        if coded and row.get("country") and coded != row["country"]:
            text = N_("The department, province or state is of another country.")
            yield Finding("V15", _ERROR, "locations", text, row=row["id"])
        if _no_subdivision(row.get("subdivision", "")):
            text = N_("ISO 3166-2 has no “{code}” in that country. Choose one from the list.")
            values = {"code": row["subdivision"]}
            yield Finding("V15", _WARNING, "locations", text, values, row["id"])
        for name, most in _DEGREES.items():
            if row.get(name) and abs(Decimal(row[name])) > most:
                text = N_("Latitude goes from -90 to 90, longitude from -180 to 180.")
                yield Finding("V15", _ERROR, "locations", text, row=row["id"])


def _no_subdivision(code: str) -> bool:
    """Tell whether what looks like a code of a country of the list is not in it."""
    known = code_list("subdivision").codes
    looks_so = _SUBDIVISION.fullmatch(code) is not None
    return looks_so and code not in known and any(one.startswith(code[:3]) for one in known)


def rests_on_instrument(record: Record) -> Iterator[Finding]:
    """V16: what was approved names its legal instrument, or says that there is none."""
    if record["stage"] in APPROVED and not record.rows("legal_instruments"):
        text = N_("Name the agreement it rests on, or choose “no instrument”.")
        yield Finding("V16", _WARNING, "legal_instruments", text)


def not_its_own_parent(record: Record) -> Iterator[Finding]:
    """V17: nothing is part of itself."""
    related = [row.get("initiative") for row in record.rows("related")]
    for field, named in (("parent", [record["parent"]]), ("related", related)):
        if record.uid in named:
            yield Finding("V17", _ERROR, field, N_("It cannot be related to itself."))


def parents_in_order(record: Record, context: Context) -> Iterator[Finding]:
    """V17: no circle of parents; a parent is of the same level or a larger one."""
    parent = context.record(record["parent"]) if record["parent"] else None
    if parent is None or parent.uid == record.uid:
        return
    levels = [record["level"], parent["level"]]
    if all(level in _LARGEST_LEVEL for level in levels):
        own, above = (_LARGEST_LEVEL.index(level) for level in levels)
        if above < own:
            text = N_("It is larger than what it is said to be part of.")
            yield Finding("V17", _ERROR, "parent", text)
    seen, above_it = {record.uid}, parent
    for _ in range(_MOST_PARENTS):
        if above_it.uid in seen:
            yield Finding("V17", _ERROR, "parent", N_("Each is said to be part of the other."))
            return
        seen.add(above_it.uid)
        found = context.record(above_it["parent"]) if above_it["parent"] else None
        if found is None:
            return
        above_it = found


def beneficiaries_add_up(record: Record) -> Iterator[Finding]:
    """V18: women, men and those not told apart are all who were reached, or are planned."""
    for row in record.rows("beneficiaries"):
        parts = [row[name] for name in ("women", "men", "unspecified") if name in row]
        total = row.get("actual", row.get("planned"))
        if parts and total is not None and sum(parts) != total:
            text = N_("Women, men and not told apart make {sum}, not {total}.")
            values = {"sum": sum(parts), "total": total}
            yield Finding("V18", _ERROR, "beneficiaries", text, values, row["id"])


def title_alone(record: Record, context: Context) -> Iterator[Finding]:
    """V02: no other record of the office has the same title."""
    if code := context.code_titled(record):
        text = N_("{code} has the same title. Is it the same initiative?")
        yield Finding("V02", _WARNING, "title", text, {"code": code})
