"""Telling that the clock of the computer was set back; no clock decides anything here."""

from datetime import date, datetime, timedelta

from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.store import changes

_JUMP = timedelta(days=1)


def set_back(office: Office) -> UserError | None:
    """Return what is said when the clock is more than a day before the last change."""
    last = changes.last_at(office.store)
    if not last or datetime.fromisoformat(last) - office.clock() <= _JUMP:
        return None
    return UserError(
        N_(
            "The clock of this computer says {now}, but the last change was made on {last}. "
            "Set it right: what you save now would carry a wrong date."
        ),
        now=date.fromisoformat(office.moment()[:10]),
        last=date.fromisoformat(last[:10]),
    )
