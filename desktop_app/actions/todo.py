"""What is to do now: the one question that the home page answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.actions import registering, registers, roads
from desktop_app.actions.office import Office
from desktop_app.records.calls import SOON, closes_within
from desktop_app.records.kinds import KINDS
from desktop_app.store import calls, inbox, journal, notes, search
from desktop_app.store import records as stored
from desktop_app.store.journal import BundleRow

_MOST_CALLS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A call that closes soon; `source` is the multilingual name of what it belongs to."""

    uid: str  # of the source
    source: Any
    call: str
    day: date
    days: int  # from today


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """Counts of records, and the last bundles each way."""

    records: dict[str, int]  # kind -> how many
    drafts: int  # nobody has marked them ready
    to_check: int  # drafts with something missing or wrong
    ready: int  # ready, not sent yet
    not_sent: int  # would go with the next bundle
    returned: int  # refused by the Secretariat
    conflicts: int  # two values for one answer
    receives: bool  # bundles of others are merged here
    received: int  # bundles that arrived
    waiting: int  # files that arrived and cannot be taken yet
    list_months: int  # how old the list of offices is, once that is to be said
    list_changed: bool  # at the Secretariat: offices do not know its last changes yet
    notes: dict[str, int]  # kind -> how many open notes its records have, most first
    closing: tuple[Closing, ...]  # the first calls that close within a month
    last_sent: BundleRow | None
    last_answer: BundleRow | None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever recorded here."""
        return not any(self.records.values())


def what_to_do(office: Office) -> Todo:
    """Count what waits for a person; a few counts, no record is opened but for those to send."""
    own = office.code if not office.is_secretariat else ""
    totals = {kind: search.count(office.store, kind) for kind in KINDS}
    states = search.standing(office.store, office=own)
    receives = roads.receives(office)
    conflicts = search.standing(office.store).conflicts if receives else states.conflicts
    arrived = journal.bundles(office.store, direction="in")
    left = journal.bundles(office.store, direction="out")
    return Todo(
        records=totals,
        drafts=states.drafts,
        to_check=states.to_check,
        ready=states.ready,
        not_sent=0 if office.is_secretariat else states.ready,
        returned=states.returned,
        conflicts=conflicts,
        receives=receives,
        received=sum(row.kind == "submission" for row in arrived),
        waiting=files_waiting(office),
        list_months=registers.age_in_months(office) if registers.notice_of_age(office) else 0,
        list_changed=registering.has_changes(office),
        notes=notes.open_by_kind(office.store),
        closing=tuple(_closing(office)),
        last_sent=next(
            (row for row in left if office.is_secretariat or row.kind == "submission"), None
        ),
        last_answer=next((row for row in arrived if row.kind == "answer"), None),
    )


def files_waiting(office: Office) -> int:
    """Return how many files arrived and cannot be taken yet."""
    return inbox.count(office.store)


def _closing(office: Office) -> list[Closing]:
    today = office.clock().date()
    found = [
        (day, uid, call.get("name", ""))
        for uid, call in calls.of_sources(office.store)
        if (day := closes_within(call, today, SOON))
    ]
    soonest = sorted(found)[:_MOST_CALLS]
    sources = stored.load_many(office.store, {uid for _day, uid, _call in soonest})
    names = {source.uid: source["name"] for source in sources}
    return [
        Closing(uid=uid, source=names.get(uid), call=call, day=day, days=(day - today).days)
        for day, uid, call in soonest
    ]
