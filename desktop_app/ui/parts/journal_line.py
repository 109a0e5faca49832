"""One line of the list of all that came and went."""

from typing import Any

from desktop_app.language import N_, Language
from desktop_app.ui.parts.plain_table import Line

NAMES = {
    "answer": N_("Answer {number}"),
    "pack": N_("Records sent back, number {number}"),
    "": N_("Bundle {number}"),
}


def journal_line(row: Any, undone_at: str, words: Language) -> Line:  # noqa: ANN401 - of the journal, which the window may not name
    """Return the line of a bundle; what it is about is its id, and the office it came from."""
    out = row.direction == "out"
    name = words.text(NAMES.get(row.kind, NAMES[""]), number=words.number(row.seq))
    other = row.addressee if out else row.office
    state = N_("sent") if out else N_("read") if row.kind == "answer" else N_("merged")
    if undone_at:
        state = N_("merge undone")
    said = words.text(state)
    return Line(
        (
            words.date(row.at),
            " · ".join(part for part in (name, other, row.file_name) if part),
            words.number(row.records),
            words.number(max(1, round(row.size / 1000))),
            f"{said[:1].upper()}{said[1:]}",
        ),
        (row.id, "" if out or row.kind == "answer" else row.office),
        icon="send" if out else "inbox",
        colour="ink3" if undone_at else "ink2",
    )
