"""Evidence of where the records of units came from: kept when they arrive, and passed on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop_app.actions import returned
from desktop_app.actions.office import Office
from desktop_app.actions.trusting import scope_of
from desktop_app.records.revision import Revision
from desktop_app.records.scope import speaks_for
from desktop_app.store import journal, origins, records, revisions
from desktop_app.store.journal import Passage
from desktop_app.store.origins import SEALED, TOLD, OriginRow

if TYPE_CHECKING:
    from desktop_app.exchange.bundle import Bundle
    from desktop_app.exchange.origin import Origin

_MOST_LINES = 200_000  # that origins name in one bundle


def keep(office: Office, bundle: "Bundle") -> None:
    """Keep what a merged bundle proves of where its records came from, inside the transaction.

    At a national office that is the unit's bundle itself, elsewhere what the bringer passes on.
    """
    if not office.is_secretariat and bundle.manifest.kind != "pack":
        returned.keep_seal(office, bundle, bundle.role)
    lines = {one.id: one.line for one in bundle.revisions}
    for origin in bundle.origins:
        said = origin.said
        row = OriginRow(
            id=origin.id,
            office=said.office,
            role=origin.role,
            stream=said.stream,
            seq=said.seq,
            made_at=said.made_at,
            check_code=origin.check_code,
            public_key=origin.public_key,
            proof=_proof(office, origin, lines),
            manifest=origin.manifest,
            seal=origin.seal,
        )
        origins.put(office.store, row, origin.revisions)


def to_pass_on(office: Office, lines: Iterable[Revision]) -> bytes | None:
    """Return the part of a bundle that tells where its lines of units came from, if it has any."""
    from desktop_app.exchange.origin import Origin, origins_bytes

    open_still = {one.id for one in lines if one.office != office.code}
    told: list[Origin] = []
    room = _MOST_LINES
    for row in origins.of_lines(office.store, open_still):
        if row.role == returned.ANSWER:
            continue
        carried = origins.lines_of(office.store, row.id)
        if open_still.isdisjoint(carried) or len(carried) > room:
            continue  # an earlier bundle of the unit brought the same
        open_still.difference_update(carried)
        room -= len(carried)
        told.append(
            Origin(
                manifest=row.manifest,
                seal=row.seal,
                role=row.role,
                public_key=row.public_key,
                revisions=tuple(carried),
            )
        )
    return origins_bytes(told) if told else None


def came_by(office: Office, uid: str) -> list[tuple[Passage, tuple[OriginRow, ...]]]:
    """Return the bundles that brought a record here, each with the units' bundles behind it.

    An office can name lines of others in its evidence: of a unit that does not speak for the record
    nothing is shown with it.
    """
    behind: dict[str, list[OriginRow]] = {}
    owner = records.owners(office.store, {uid}).get(uid, "")
    for bundle_id, row in origins.of_record(office.store, uid):
        if row.id != bundle_id and speaks_for(scope_of(office, row.office), owner):
            behind.setdefault(bundle_id, []).append(row)
    return [
        (passage, tuple(behind.get(passage.bundle.id, ())))
        for passage in journal.passages(office.store, uid)
        if passage.bundle.direction == "in"
    ]


def _proof(office: Office, origin: "Origin", lines: dict[str, bytes]) -> str:
    """Tell whether a seal that counts here is behind an origin, and every line of it is here."""
    said = origin.said
    sealer = office.trusted().get(said.kid)
    if sealer is None or not sealer.counts(said):
        return TOLD
    if (sealer.office, sealer.public_key) != (said.office, origin.public_key):
        return TOLD
    missing = set(origin.revisions) - lines.keys()
    known = {**lines, **revisions.lines(office.store, missing)}
    return SEALED if origin.is_whole(known) else TOLD
