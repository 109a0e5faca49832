"""When something happened, in the reader's words and the clock of this computer."""

from datetime import datetime

from desktop_app.language import Language


def day_and_hour(moment: datetime | str, language: Language) -> str:
    """Return “23 November 2026, 18:10” for a moment, written or not."""
    here = _here(moment)
    return f"{language.date(here.date().isoformat())}, {here:%H:%M}"


def hour_or_day(moment: str, now: datetime, language: Language) -> str:
    """Return the hour of today, else the day."""
    here = _here(moment)
    today = here.date() == now.astimezone().date()
    return f"{here:%H:%M}" if today else language.date(here.date().isoformat())


def _here(moment: datetime | str) -> datetime:
    return (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
