"""The lines of the page that travels with a bundle: what is in it, and what of it is news."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop_app.actions.office import Office
from desktop_app.records.kinds import KINDS
from desktop_app.records.news import CODE, News, Told, parents_outside, told
from desktop_app.records.revision import Revision
from desktop_app.store import revisions

if TYPE_CHECKING:
    from desktop_app.reports.bundle_news import SummaryRow


def summary_rows(
    office: Office, lines: Iterable[Revision], stream: str, sequence: int
) -> "list[SummaryRow]":
    """Return a line for each record that bundle `sequence` of a stream carries, by kind and code.

    What is news is told from the bundles of the stream before it.
    """
    by_record: dict[str, list[Revision]] = {}
    for line in lines:
        by_record.setdefault(line.uid, []).append(line)
    with office.store.reading():
        before = revisions.sent_before(office.store, stream, sequence)
        fresh = {
            uid: parents_outside(line for line in some if line.id not in before)
            for uid, some in by_record.items()
        }
        known = revisions.of_records(
            office.store,
            [uid for uid, parents in fresh.items() if parents],
            [line for some in by_record.values() for line in some],
        )
    found = [told(some, before, known.get(uid, {})) for uid, some in by_record.items()]
    return [_row(one) for one in sorted(found, key=_place)]


def _place(one: Told) -> tuple[int, str, str]:
    kinds = list(KINDS)
    revision = one.revision
    at = kinds.index(revision.kind) if revision.kind in kinds else len(kinds)
    return at, str(revision.fields.get(CODE, "")), revision.uid


def _row(one: Told) -> "SummaryRow":
    from desktop_app.reports.bundle_news import SummaryRow

    revision, kind = one.revision, KINDS.get(one.revision.kind)
    asked = [kind.question(name).label for name in one.fields if kind and kind.has(name)]
    finished = "draft" if revision.draft else "ready"
    return SummaryRow(
        human_code=str(revision.fields.get(CODE, "")),
        kind=revision.kind,
        title=(revision.fields.get(kind.title_field) if kind else None) or "",
        status="withdrawn" if one.news is News.WITHDRAWN or revision.deleted else finished,
        news=one.news.value,
        changed=tuple(asked),
        others=len(one.fields) - len(asked),
    )
