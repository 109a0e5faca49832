"""What is to do now: the one question that the home page answers."""

from dataclasses import dataclass

from desktop_app.actions.office import Office
from desktop_app.records.kinds import KINDS
from desktop_app.store import journal, notes, search
from desktop_app.store.journal import BundleRow


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
    received: int  # bundles that arrived
    notes: dict[str, int]  # kind -> how many open notes its records have, most first
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
    arrived = journal.bundles(office.store, direction="in")
    left = journal.bundles(office.store, direction="out")
    return Todo(
        records=totals,
        drafts=states.drafts,
        to_check=states.to_check,
        ready=states.ready,
        not_sent=0 if office.is_secretariat else states.ready,
        returned=states.returned,
        conflicts=states.conflicts,
        received=len(arrived),
        notes=notes.open_by_kind(office.store),
        last_sent=left[0] if left else None,
        last_answer=next((row for row in arrived if row.kind == "answer"), None),
    )
