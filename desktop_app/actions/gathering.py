"""What the next bundle takes: everything ready and not acknowledged yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.actions import roads, travelling
from desktop_app.actions.office import Office
from desktop_app.actions.travelling import FileGoing
from desktop_app.actions.trusting import scope_of
from desktop_app.records.access import awaits_consent, kept_back, may_leave, tells
from desktop_app.records.kinds import KINDS
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision, seal
from desktop_app.store import records as stored
from desktop_app.store import revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What an export would take: whole records, and the sealed lines not yet acknowledged."""

    records: tuple[Record, ...]
    fresh: tuple[Revision, ...]  # sealed now, not stored yet
    lines: tuple[Revision, ...]  # everything that goes, in the order of the bundle
    staying: int  # unfinished, kept here by their access level, or persons who did not agree
    kept_back: int  # answers of these records that are for this office only
    passed_on: int = 0  # records of units that go along
    stay: tuple[Record, ...] = ()  # the records that `staying` counts
    files: tuple[FileGoing, ...] = ()  # not said to have arrived yet
    files_later: tuple[FileGoing, ...] = ()  # for which one bundle has no room

    @property
    def anything(self) -> bool:
        return bool(self.lines or self.files)


def what_goes(office: Office, *, drafts: bool = False, to: str = "") -> Going:
    """Return what the next bundle takes: everything ready and not acknowledged, drafts if asked.

    `to` is who reads it, if not the usual one. What units sent goes along as they sealed it.
    Records and answers marked "this office only" stay, and persons who did not agree to be passed
    on. Nothing is written.
    """
    addressee = roads.addressee_of(office, to)
    own, waiting, sealed = _what_is_here(office, addressee)
    theirs = _of_units(office, addressee)
    going: list[Record] = []
    fresh: list[Revision] = []
    went: list[Record] = []
    stay: list[Record] = []
    for record in own:
        leaves = may_leave(record) and (drafts or not record.draft)
        if not leaves or awaits_consent(record):
            stay.append(record)
            waiting.pop(record.uid, None)
            continue
        if record.draft and not record.conflicts:
            line = seal(record, parents=record.heads, author=office.code, at=office.moment())
            if not _same_as_head(record, line, sealed.get(record.uid, {})):
                fresh.append(line)
                waiting.setdefault(record.uid, []).append(line)
        lines = [line for line in waiting.pop(record.uid, ()) if not tells(line.fields, record)]
        if lines:
            waiting[record.uid] = lines
        (going if lines else went).append(record)
    carried = sorted(
        (line for some in (*waiting.values(), theirs) for line in some),
        key=lambda one: (one.uid, one.id),
    )
    passed_on = {line.uid for line in theirs}
    went += travelling.of_units(office, passed_on, addressee)
    files, later = travelling.files_going(office, carried, went, addressee)
    return Going(
        records=tuple(going),
        fresh=tuple(fresh),
        lines=tuple(carried),
        staying=len(stay),
        stay=tuple(stay),
        kept_back=sum(field in one.values for one in going for field in kept_back(one)),
        passed_on=len(passed_on),
        files=files,
        files_later=later,
    )


def _what_is_here(
    office: Office, addressee: str
) -> tuple[list[Record], dict[str, list[Revision]], dict[str, dict[str, Revision]]]:
    """Return our records, what of them is not acknowledged, and what was sealed of open ones."""
    with office.store.reading():
        own = [
            record
            for kind in KINDS
            for record in stored.every(office.store, kind, office=office.code, deleted=True)
        ]
        waiting: dict[str, list[Revision]] = {}
        for revision in revisions.unacknowledged(office.store, office.code, addressee):
            waiting.setdefault(revision.uid, []).append(revision)
        open_again = [one.uid for one in own if one.draft and one.heads]
        return own, waiting, revisions.of_records(office.store, open_again)


def _of_units(office: Office, addressee: str) -> list[Revision]:
    """Return the lines of units that whoever is further up has not acknowledged."""
    if not roads.units(office):
        return []
    scope = scope_of(office)
    every = revisions.unacknowledged(office.store, office.code, addressee, scope=scope)
    return [line for line in every if line.office != office.code]


def _same_as_head(record: Record, line: Revision, sealed: Mapping[str, Revision]) -> bool:
    head = sealed.get(record.heads[0]) if len(record.heads) == 1 else None
    return head is not None and (head.fields, head.draft, head.deleted) == (
        line.fields,
        line.draft,
        line.deleted,
    )
