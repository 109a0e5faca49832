"""Sealed, content-addressed versions of a record, and what a set of them says: a pure function.

A revision is a full snapshot, named by the SHA-256 of its canonical line; its parents are the
revisions its author had seen. No clock and no counter decides anything.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.access import leaving
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import canonical
from desktop_app.records.questionnaire import Kind
from desktop_app.records.record import Conflict, Record
from desktop_app.records.slots import WITHDRAWAL, Slots, fields_of, slots_of
from desktop_app.records.stamp import is_moment, is_office_code, is_uid

SCHEMA = 1
_MEGA = 1024 * 1024
LINE_LIMIT = 4 * _MEGA
_DOMAIN = b"surco-rev-v1\n"
_DEPTH = 8
_LARGEST = 2**53 - 1  # of a whole number in RFC 8785
_NAMES = frozenset(
    ["at", "author", "deleted", "draft", "fields", "office", "parents", "rec", "schema", "type"]
)
_ID = re.compile(r"[0-9a-f]{64}")
_DELETED = "deleted/"  # no answer has a slot of this name
Seen = Mapping[str, Collection[str]]
_NOTHING_SEEN: Seen = MappingProxyType({})
PURGED = "purged"  # what a line of a record that was erased says of itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One sealed version; `line` is its canonical JSON, `id` the SHA-256 over domain and line."""

    id: str
    line: bytes
    kind: str
    uid: str
    office: str
    parents: tuple[str, ...]
    fields: Mapping[str, Any]
    author: str
    at: str
    draft: bool = False
    deleted: str = ""

    @property
    def purges(self) -> bool:
        """Whether it is the order to erase the record: all other lines of it count no more.

        It is for persons alone, and nobody but their own office gives it: nothing takes it back.
        """
        return (
            bool(self.deleted)
            and self.fields.get(PURGED) is True
            and (self.kind, self.author) == ("contact", self.office)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a set of revisions of one record says now."""

    fields: Mapping[str, Any]
    conflicts: tuple[Conflict, ...]
    heads: tuple[str, ...]
    draft: bool
    deleted: str


def revision_id(line: bytes) -> str:
    """Return the name of a line; the domain keeps it apart from every other hash."""
    return hashlib.sha256(_DOMAIN + line).hexdigest()


def seal(record: Record, *, parents: Collection[str], author: str, at: str) -> Revision:
    """Return the revision of a record as it stands; `author` is the office that seals it.

    Answers that are for this office only are not in it. Raises BadAnswer for a record larger than
    a bundle takes.
    """
    fields = {**record.extra, **leaving(record).values}
    if record.human_code:
        fields["human_code"] = record.human_code
    plain = {
        "at": at,
        "author": author,
        "deleted": record.deleted,
        "draft": record.draft,
        "fields": fields,
        "office": record.office,
        "parents": sorted(parents),
        "rec": record.uid,
        "schema": SCHEMA,
        "type": record.kind,
    }
    line = canonical(plain)
    if len(line) > LINE_LIMIT:
        raise BadAnswer(
            N_("“{record}” is too large to be sent: {size} MB; up to {limit} fit. Shorten it."),
            field="record",
            record=record.human_code or record.uid,
            size=-(-len(line) // _MEGA),
            limit=LINE_LIMIT // _MEGA,
        )
    return _revision(line, plain)


def read_revision(line: bytes, name: str = "") -> Revision:
    """Return the revision of a proved line. Raises BadAnswer when it is not in canonical form.

    `name` is its `revision_id`, if that is known.
    """
    if len(line) > LINE_LIMIT:
        raise _refused(N_("A record is larger than {limit} bytes."), limit=LINE_LIMIT)
    try:
        plain = _DECODER.decode(line.decode())
        same = canonical(plain) == line
    except (ValueError, RecursionError) as error:
        raise _refused(N_("A record in the file cannot be read.")) from error
    if not same or not isinstance(plain, dict) or not plain.keys() >= _NAMES:
        raise _refused(N_("A record in the file is not in the agreed form."))
    if not _well_formed(plain) or plain["type"] not in KINDS:
        raise _refused(N_("A record in the file is not in the agreed form."))
    return _revision(line, plain, name)


def reread_revision(line: bytes, name: str) -> Revision:
    """Return the revision of a line that was read or sealed before; `name` is its proved name."""
    return _revision(line, _DECODER.decode(line.decode()), name)


def counting(revisions: Iterable[Revision]) -> dict[str, Revision]:
    """Return by name the lines of one identity that count.

    An order to erase stands against every line of the office that gave it, and of no other.
    """
    known = {revision.id: revision for revision in revisions}
    orders = {name: revision for name, revision in known.items() if revision.purges}
    if not orders:
        return known
    erased = {revision.office for revision in orders.values()}
    left = {name: revision for name, revision in known.items() if revision.office not in erased}
    return left or orders


def state(kind: Kind, revisions: Iterable[Revision], seen: Seen = _NOTHING_SEEN) -> State:
    """Return what this set of revisions of one record says; order and repetition do not matter.

    `seen` is line -> lines that it is taken to be built upon, though a version between is missing.

    A head's value falls when another head has seen where it was set and replaced it; what
    is left is one value, or an open conflict that keeps every value.
    """
    known = counting(revisions)
    named = {parent for revision in known.values() for parent in revision.parents}
    named.update(*(seen[name] for name in known if name in seen))
    heads = sorted(known.keys() - named)
    if len(heads) == 1:
        only = known[heads[0]]
        return State(
            fields=only.fields,
            conflicts=(),
            heads=(only.id,),
            draft=only.draft,
            deleted=only.deleted,
        )
    graph = _Graph(kind, known, seen)
    flat, conflicts = graph.merged(heads)
    alive = [known[head] for head in heads if not known[head].deleted]
    deleted, settled = _deletion(graph, heads, known)
    return State(
        fields=fields_of(kind, flat),
        conflicts=(*conflicts, *settled),
        heads=tuple(heads),
        draft=any(revision.draft for revision in alive),
        deleted=deleted,
    )


class _Graph:
    """The revisions of one record with their slots and ancestors; lives for one `state`."""

    def __init__(self, kind: Kind, known: Mapping[str, Revision], seen: Seen) -> None:
        self.known = known
        self._seen = seen
        self._kind = kind
        self._slots: dict[str, Slots] = {}
        self._ancestors: dict[str, set[str]] = {}

    def slots(self, name: str) -> Slots:
        if name not in self._slots:
            revision = self.known[name]
            self._slots[name] = slots_of(self._kind, revision.fields)
            self._slots[name][_DELETED] = revision.deleted
        return self._slots[name]

    def parents(self, name: str) -> list[str]:
        """Return the known revisions that `name` was built upon."""
        return [
            parent
            for parent in (*self.known[name].parents, *self._seen.get(name, ()))
            if parent in self.known
        ]

    def ancestors(self, name: str) -> set[str]:
        """Return every known revision that `name` was built on, itself included."""
        if name not in self._ancestors:
            seen, open_ends = {name}, [name]
            while open_ends:
                fresh = [one for one in self.parents(open_ends.pop()) if one not in seen]
                seen.update(fresh)
                open_ends.extend(fresh)
            self._ancestors[name] = seen
        return self._ancestors[name]

    def origins(self, head: str, slot: str) -> set[str]:
        """Return where the value that `head` shows in `slot` was set."""
        value = self.slots(head).get(slot)
        found, seen, open_ends = set(), {head}, [head]
        while open_ends:
            name = open_ends.pop()
            same = [
                parent for parent in self.parents(name) if self.slots(parent).get(slot) == value
            ]
            if not same:
                found.add(name)
            fresh = [parent for parent in same if parent not in seen]
            seen.update(fresh)
            open_ends.extend(fresh)
        return found

    def left(self, heads: list[str], slot: str) -> dict[str, Any]:
        """Return head -> value of the values of a slot that no other head saw and replaced."""
        shown = {head: self.slots(head).get(slot) for head in heads}
        if len({canonical(value) for value in shown.values()}) == 1:
            return {heads[0]: shown[heads[0]]}
        kept = {}
        for head, value in shown.items():
            set_at = self.origins(head, slot)
            if head in set_at or not any(  # no other side has seen a head
                shown[other] != value and set_at <= self.ancestors(other) for other in heads
            ):
                kept[head] = value
        return kept or shown

    def merged(self, heads: list[str]) -> tuple[Slots, list[Conflict]]:
        flat: Slots = {}
        conflicts = []
        names = dict.fromkeys(slot for head in heads for slot in self.slots(head))
        names.pop(_DELETED, None)
        for slot in names:
            left = self.left(heads, slot)
            values = {canonical(value): value for value in left.values()}
            if len(values) > 1:
                conflicts.append(Conflict(slot=slot, values=left))
            # until a person decides the first by content stands; None is last: nothing vanishes
            value = min(values.items(), key=lambda item: (item[1] is None, item[0]))[1]
            if value is not None:
                flat[slot] = value
        return flat, sorted(conflicts, key=lambda conflict: conflict.slot)


def _deletion(
    graph: _Graph, heads: list[str], known: Mapping[str, Revision]
) -> tuple[str, list[Conflict]]:
    """Return the reason of a withdrawal; one that meets an edit is a conflict instead."""
    left = graph.left(heads, _DELETED)
    reasons = sorted({known[head].deleted for head in left})
    edited = [
        head
        for head in heads
        if not known[head].deleted and any(known[other].deleted for other in heads)
    ]
    if edited and any(reasons):
        values = {head: known[head].deleted or None for head in heads}
        return "", [Conflict(slot=WITHDRAWAL, values=values)]
    return (reasons[-1] if reasons and all(reasons) else ""), []


def _revision(line: bytes, plain: Mapping[str, Any], name: str = "") -> Revision:
    return Revision(
        id=name or revision_id(line),
        line=line,
        kind=plain["type"],
        uid=plain["rec"],
        office=plain["office"],
        parents=tuple(plain["parents"]),
        fields=plain["fields"],
        author=plain["author"],
        at=plain["at"],
        draft=plain["draft"],
        deleted=plain["deleted"],
    )


def _well_formed(plain: Mapping[str, Any]) -> bool:
    texts = ("at", "author", "deleted", "office", "rec", "type")
    return (
        all(isinstance(plain[name], str) for name in texts)
        and isinstance(plain["draft"], bool)
        and isinstance(plain["fields"], dict)
        and type(plain["schema"]) is int
        and plain["schema"] >= SCHEMA
        and isinstance(plain["parents"], list)
        and all(isinstance(parent, str) and _ID.fullmatch(parent) for parent in plain["parents"])
        and plain["parents"] == sorted(set(plain["parents"]))
        and is_uid(plain["rec"])
        and is_moment(plain["at"])
        and is_office_code(plain["office"])
        and is_office_code(plain["author"])
        and _shallow(plain)
    )


def _shallow(plain: Iterable[Any], depth: int = _DEPTH) -> bool:
    """Tell whether nothing is nested too deep and every number is one that all programs read."""
    if depth == 0:
        return False
    for part in plain.values() if isinstance(plain, dict) else plain:
        form = type(part)
        if form is dict or form is list:
            if not _shallow(part, depth - 1):
                return False
        elif form is int and abs(part) > _LARGEST:
            return False
    return True


def _no_float(text: str) -> object:
    raise ValueError(text)


_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def _refused(text: str, **values: object) -> BadAnswer:
    return BadAnswer(text, field="record", **values)
