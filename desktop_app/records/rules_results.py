"""Rules on results and activities: V28 and V29."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from desktop_app.language import N_
from desktop_app.records.dates import first_day, last_day
from desktop_app.records.finding import Finding, Severity
from desktop_app.records.initiative_results import IN_WORDS
from desktop_app.records.questionnaire import Values
from desktop_app.records.record import Record

_AROUND = timedelta(days=90)


def results_measured(record: Record) -> Iterator[Finding]:
    """V28: what is measured in figures has a target and, when completed, what was reached."""
    for row in record.rows("results"):
        if row.get("measure") in (None, IN_WORDS):
            continue
        if not row.get("target"):
            text = N_("A result measured in figures needs a target.")
            yield Finding("V28", Severity.WARNING, "results", text, row=row["id"])
        if record["stage"] == "COM" and not row.get("actual"):
            text = N_("Say what was reached.")
            yield Finding("V28", Severity.WARNING, "results", text, row=row["id"])


def events_fit(record: Record) -> Iterator[Finding]:
    """V29: an activity lies near the initiative's dates; experts work one day a day."""
    since = record["actual_start"] or record["planned_start"]
    until = record["actual_end"] or record["planned_end"]
    for row in record.rows("events"):
        start, end = row.get("start"), row.get("end") or row.get("start")
        if not start or not end:
            continue
        if last_day(end) < first_day(start):
            text = N_("The activity ends before it starts.")
            yield Finding("V29", Severity.ERROR, "events", text, row=row["id"])
            continue
        early = since and first_day(since) - last_day(end) > _AROUND
        late = until and first_day(start) - last_day(until) > _AROUND
        if early or late:
            text = N_("This activity lies far from the dates of the initiative.")
            yield Finding("V29", Severity.WARNING, "events", text, row=row["id"])
        if _too_many_days(row, (last_day(end) - first_day(start)).days + 1):
            text = N_("The experts cannot have worked so many days in this time.")
            yield Finding("V29", Severity.ERROR, "events", text, row=row["id"])


def _too_many_days(row: Values, days: int) -> bool:
    if row.get("expert_days") is None or row.get("experts") is None:
        return False
    possible: int = row["experts"] * days
    return Decimal(row["expert_days"]) > possible
