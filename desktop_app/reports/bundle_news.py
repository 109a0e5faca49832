"""One record of a bundle on its summary, and what of it the bundles before did not tell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, Sheet

AGAIN = "again"
_NEW = "new"
_NEWS = {
    _NEW: N_("new"),
    "changed": N_("changed"),
    "withdrawn": N_("withdrawn"),
    AGAIN: N_("sent before, not answered yet"),
}
_MOST_NAMED = 6
_MORE = N_plural("and {n} more answer", "and {n} more answers")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One record of a bundle. `title` is a LOCAL answer or a text; `outcome` only in an answer.

    `news` says what the bundles before did not tell: new, changed, withdrawn, or again for what
    only waits for its answer; `changed` are the questions answered anew, as they are asked,
    `others` counts what else changed.
    """

    human_code: str
    kind: str
    title: Mapping[str, str] | str
    status: str
    outcome: str = ""  # new, changed, same, conflict, deleted or refused
    reason: str = ""  # a marked text, or one already in the reader's language
    news: str = ""
    changed: tuple[str, ...] = ()
    others: int = 0


def said(row: SummaryRow, language: Language) -> str:
    """Return in brief words what is new of a record: which questions were answered anew."""
    if row.news != "changed" or not (row.changed or row.others):
        return language.text(_NEWS.get(row.news, row.news))
    named = [language.text(label) for label in row.changed[:_MOST_NAMED]]
    more = len(row.changed) - len(named) + row.others
    return ", ".join(named + ([language.plural(_MORE, more)] if more else []))


def differs(rows: Sequence[SummaryRow]) -> bool:
    """Tell whether more can be said of any of them than that it is new."""
    return any(row.news not in ("", _NEW) for row in rows)


def counts(rows: Sequence[SummaryRow], sheet: Sheet) -> Story:
    """Return how many records of each kind are new, changed and so on; nothing when not known."""
    language = sheet.language
    found = Counter((row.kind, row.news) for row in rows if row.news)
    present = [one for one in _NEWS if any(news == one for _, news in found)]
    if not present:
        return []
    if present == [_NEW]:
        return [blocks.gap(S1), blocks.text(language.text(N_("All of it is new.")), "hint")]
    kinds = [name for name in KINDS if any(kind == name for kind, _ in found)]
    head = ["", *(language.text(_NEWS[one]) for one in present)]
    lines = [
        [
            language.text(KINDS[kind].plural),
            *(language.number(found[kind, one]) if found[kind, one] else DASH for one in present),
        ]
        for kind in kinds
    ]
    widths = blocks.columns(sheet.width, 2.4, *(1.2 for _ in present))
    heading = blocks.h2(language.text(N_("Since the bundle before")))
    return [*heading, blocks.table(head, lines, widths, range(1, len(head)))]
