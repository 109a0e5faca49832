"""Rules on initiatives: V01, V03 to V05, V07 to V13, V19."""

from collections import Counter
from collections.abc import Iterator

from desktop_app.language import N_
from desktop_app.records.codes import code_list
from desktop_app.records.dates import first_day, last_day, surely_after
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.record import Record
from desktop_app.records.stamp import now

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_SHORTEST_TITLE = 8
_LONG_ACTION_DAYS = 366
_SHORT_PROJECT_DAYS = 30
_LONGEST_YEARS = 15
_WORDS = 200


def title_readable(record: Record) -> Iterator[Finding]:
    """V01: at least 8 letters, not all capitals; V03: a summary of up to 200 words."""
    title = record["title"] or {}
    original = title.get(title.get("original", ""), "")
    if original and len(original) < _SHORTEST_TITLE:
        yield Finding(
            "V01", _WARNING, "title", N_("This title is very short. Say what, in what and where.")
        )
    if len(original) >= _SHORTEST_TITLE and original.upper() == original != original.lower():
        yield Finding(
            "V01",
            _WARNING,
            "title",
            N_("This title is all in capitals. Write it as in a sentence."),
        )
    summary = record["summary"] or {}
    words = max((len(text.split()) for text in summary.values()), default=0)
    if words > _WORDS:
        text = N_("This summary has {words} words; up to {limit} are read.")
        yield Finding("V03", _WARNING, "summary", text, {"words": words, "limit": _WORDS})


def level_fits_length(record: Record) -> Iterator[Finding]:
    """V04: an action of over a year or a project of under a month may be the other one."""
    start = record["actual_start"] or record["planned_start"]
    end = record["actual_end"] or record["planned_end"]
    if not (start and end):
        return
    shortest = (first_day(end) - last_day(start)).days
    longest = (last_day(end) - first_day(start)).days
    if record["level"] == "ACT" and shortest > _LONG_ACTION_DAYS:
        yield Finding("V04", _WARNING, "level", N_("It lasts over twelve months. Is it a project?"))
    if record["level"] == "PROJ" and 0 <= longest < _SHORT_PROJECT_DAYS:
        yield Finding("V04", _WARNING, "level", N_("It lasts under thirty days. Is it an action?"))


def parties_once(record: Record) -> Iterator[Finding]:
    """V19: the same party once in a role."""
    pairs = Counter((row.get("party"), row.get("role")) for row in record.rows("participants"))
    for (party, role), times in pairs.items():
        if times > 1 and party:
            text = N_("“{party}” stands twice in the same role.")
            yield Finding("V19", _ERROR, "participants", text, {"party": party}, f"{party}-{role}")


def parties_compose(record: Record) -> Iterator[Finding]:
    """V05: the roles that each modality is made of."""
    rows = record.rows("participants")
    roles = Counter(row["role"] for row in rows if row.get("role") and row.get("party"))
    countries = {row["party"] for row in rows if _is_country(row.get("party", ""))}
    if not roles or any(not row.get("role") for row in rows):
        return  # the missing roles are findings of their own
    rule = _COMPOSITION.get(record["modality"] or "")
    if rule:
        fits, text = rule
        if not fits(roles, len(countries)):
            yield Finding("V05", _ERROR, "participants", text)
    if record["modality"] == "REG" and 0 < roles["PAR"] < 3:  # noqa: PLR2004 - SEGIB's usual least
        text = N_("A regional initiative usually has at least three participating countries.")
        yield Finding("V05", _WARNING, "participants", text)


def _bilateral(roles: Counter[str], countries: int) -> bool:
    pair = roles in ({"PRO": 1, "REC": 1}, {"BOTH": 2})
    return pair and countries == 2  # noqa: PLR2004 - two countries make it bilateral


def _triangular(roles: Counter[str], _countries: int) -> bool:
    return all(roles[role] for role in ("FIR", "SEC", "REC")) and not (
        roles.keys() - {"FIR", "SEC", "REC"}
    )


def _regional(roles: Counter[str], _countries: int) -> bool:
    return roles["PAR"] > 1 and roles["ORG"] > 0


def _multilateral(roles: Counter[str], _countries: int) -> bool:
    return roles["ORG"] > 0 and roles["REC"] > 0


_COMPOSITION = {
    "BIL": (
        _bilateral,
        N_("Bilateral: two countries, one provider and one recipient, or both in both roles."),
    ),
    "TRI": (
        _triangular,
        N_("Triangular: a first provider, a second provider and a recipient at least."),
    ),
    "REG": (
        _regional,
        N_("Regional: at least two participating countries and a coordinating organisation."),
    ),
    "MUL": (
        _multilateral,
        N_("Multilateral support: a coordinating organisation and a recipient at least."),
    ),
}


def _is_country(party: str) -> bool:
    return code_list("country").get(party) is not None


def dates_in_order(record: Record) -> Iterator[Finding]:
    """V07: approved, then started; V08: start before end; V09: up to 15 years; V10: not future."""
    for start, end in (("planned_start", "planned_end"), ("actual_start", "actual_end")):
        if record[start] and record[end]:
            if surely_after(record[start], record[end]):
                yield Finding("V08", _ERROR, end, N_("It ends before it starts."))
            elif last_day(record[end]).year - first_day(record[start]).year > _LONGEST_YEARS:
                yield Finding(
                    "V09", _WARNING, end, N_("It lasts over fifteen years. Is that right?")
                )
    today = now().date().isoformat()
    for name in ("actual_start", "actual_end", "approval_date"):
        if record[name] and surely_after(record[name], today):
            yield Finding("V10", _ERROR, name, N_("This date has not come yet."))
    approved, started = record["approval_date"], record["actual_start"]
    if approved and started and surely_after(approved, started):
        yield Finding("V07", _WARNING, "approval_date", N_("It was approved after it started."))


def refundability_fits(record: Record) -> Iterator[Finding]:
    """V11: in kind only means that no line is cash."""
    cash = [row for row in record.rows("money") if row.get("cash_kind") == "CASH"]
    if record["refundability"] == "INK" and cash:
        text = N_("It says “in kind only”, but this line is cash.")
        yield Finding("V11", _ERROR, "money", text, row=cash[0]["id"])


def sectors_differ(record: Record) -> Iterator[Finding]:
    """V12: the second sector is another one."""
    if record["sector"] and record["sector"] == record["sector_2"]:
        yield Finding(
            "V12", _ERROR, "sector_2", N_("The second sector is the same as the main one.")
        )


def goals_ranked(record: Record) -> Iterator[Finding]:
    """V13: one principal goal, at most one secondary, not the same; targets of their goal."""
    rows = record.rows("sdgs")
    goals = Counter(row["goal"] for row in rows if row.get("goal"))
    if any(times > 1 for times in goals.values()):
        yield Finding("V13", _ERROR, "sdgs", N_("Give each goal once."))
    ranks = Counter(row.get("rank") for row in rows)
    if rows and None not in ranks and ranks[1] != 1:
        yield Finding(
            "V13", _ERROR, "sdgs", N_("Give exactly one goal the rank 1, the principal one.")
        )
    if ranks[2] > 1 or any(rank not in (1, 2, None) for rank in ranks):
        yield Finding(
            "V13", _ERROR, "sdgs", N_("Give at most one goal the rank 2; other ranks are not used.")
        )
    for row in rows:
        target, goal = row.get("target", ""), row.get("goal", "")
        if target and goal and target.partition(".")[0] != goal:
            text = N_("Target {target} does not belong to goal {goal}.")
            yield Finding("V13", _ERROR, "sdgs", text, {"target": target, "goal": goal}, row["id"])
