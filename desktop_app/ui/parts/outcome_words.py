"""What became, or would become, of a record: the same words on every page and paper."""

from desktop_app.language import N_, N_plural
from desktop_app.records.merge import Outcome

# icon, colour token, the word for one record, the heading of many
OUTCOMES: dict[Outcome, tuple[str, str, str, tuple[str, str]]] = {
    Outcome.CONFLICT: (
        "git-merge",
        "warning",
        N_("to decide"),
        N_plural("{n} to decide", "{n} to decide"),
    ),
    Outcome.NEW: ("plus", "accent", N_("new"), N_plural("{n} new", "{n} new")),
    Outcome.CHANGED: ("pencil", "info", N_("changed"), N_plural("{n} changed", "{n} changed")),
    Outcome.DELETED: (
        "circle-x",
        "ink3",
        N_("withdrawn"),
        N_plural("{n} withdrawn", "{n} withdrawn"),
    ),
    Outcome.REFUSED: (
        "circle-alert",
        "error",
        N_("not taken"),
        N_plural("{n} not taken", "{n} not taken"),
    ),
    Outcome.SAME: (
        "circle-check",
        "good",
        N_("the same"),
        N_plural("{n} the same", "{n} the same"),
    ),
}
