"""Our own decisions that come back: an office sends the sealed answer that brought them along.

Who restored an older backup does not know what it decided since. Its own seal on that answer does:
what is proved so needs nobody's word.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.records.revision import Revision
from desktop_app.store import origins, revisions
from desktop_app.store.origins import RECEIVED, OriginRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.origin import Origin

ANSWER = "answer"
_REVOKED = "revoked"


def keep(office: Office, bundle: "Bundle") -> None:
    """Keep the seal of an answer that brings decisions which no answer before it brought."""
    decisions = {line.id for line in bundle.revisions if line.author == bundle.office}
    known: set[str] = set()
    for row in _answers(office, bundle.office, decisions):
        known.update(origins.lines_of(office.store, row.id))
    if decisions <= known:
        return
    keep_seal(office, bundle, ANSWER)


def keep_seal(office: Office, bundle: "Bundle", role: str) -> None:
    """Keep the seal of a bundle that was received here, and which lines it held."""
    manifest, seal = bundle.sealed
    row = OriginRow(
        id=bundle.manifest_hash,
        office=bundle.office,
        role=role,
        stream=bundle.manifest.stream,
        seq=bundle.manifest.seq,
        made_at=bundle.manifest.made_at,
        check_code=bundle.check_code,
        public_key=bundle.public_key,
        proof=RECEIVED,
        manifest=manifest,
        seal=seal,
    )
    origins.put(office.store, row, [line.id for line in bundle.revisions])


def to_give_back(office: Office, addressee: str, lines: Iterable[Revision]) -> bytes | None:
    """Return the part of a bundle with the answers that brought the addressee's own decisions."""
    from desktop_app.exchange.origin import Origin, origins_bytes

    open_still = {line.id for line in lines if line.author == addressee}
    told: list[Origin] = []
    for row in reversed(_answers(office, addressee, open_still)):  # the last brought most
        carried = origins.lines_of(office.store, row.id)
        if open_still.isdisjoint(carried):
            continue
        open_still.difference_update(carried)
        told.append(
            Origin(
                manifest=row.manifest,
                seal=row.seal,
                role="office",
                public_key=row.public_key,
                revisions=tuple(carried),
            )
        )
    return origins_bytes(told) if told else None


def proved(office: Office, bundle: "Bundle", said_ours: Iterable[str]) -> set[str]:
    """Return those lines, said to be ours, that an answer sealed here is proved to have held."""
    wanted = set(said_ours)
    if not wanted or not bundle.returned:
        return set()
    lines = {line.id: line.line for line in bundle.revisions}
    found: set[str] = set()
    for origin in bundle.returned:
        if wanted.isdisjoint(origin.revisions) or not _is_ours(office, origin):
            continue
        missing = set(origin.revisions) - lines.keys()
        if origin.is_whole({**lines, **revisions.lines(office.store, missing)}):
            found |= wanted.intersection(origin.revisions)
    return found


def _is_ours(office: Office, origin: "Origin") -> bool:
    said = origin.said
    sealer = office.trusted().get(said.kid)
    return (
        sealer is not None
        and sealer.status != _REVOKED  # a thief may give any number to what he seals
        and sealer.counts(said)
        and said.office == office.code == sealer.office
        and sealer.public_key == origin.public_key
    )


def _answers(office: Office, sender: str, ids: set[str]) -> list[OriginRow]:
    rows = origins.of_lines(office.store, ids) if ids else []
    return [row for row in rows if (row.role, row.office) == (ANSWER, sender)]
