"""How a state of a record is drawn; its words are in records.list_words."""

from dataclasses import dataclass

from desktop_app.records.list_words import changed_since
from desktop_app.records.listing import CHANGED, ListRow


@dataclass(frozen=True, slots=True)
class State:
    """How a state is drawn: an icon, a colour token; the word comes from the list of codes."""

    icon: str
    colour: str


STATES = {
    "draft": State("circle", "ink3"),
    "ready": State("circle-dot", "accent"),
    "changed": State("pencil", "accent"),
    "sent": State("send", "info"),
    "national": State("landmark", "info"),
    "received": State("inbox", "info"),
    "accepted": State("circle-check", "good"),
    "returned": State("undo-2", "warning"),
    "withdrawn": State("circle-x", "ink3"),
}
_UNKNOWN = State("circle", "ink3")


def state_of(status: str) -> State:
    """Return how a state is drawn; one that a newer program wrote is drawn plainly."""
    return STATES.get(status, _UNKNOWN)


def drawn_status(row: ListRow) -> str:
    """Return the name in STATES of what a line shows."""
    return CHANGED if changed_since(row) else row.status
