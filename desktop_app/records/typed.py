"""Dates and amounts as people type them -> plain values; what has two readings is asked again."""

import re
from datetime import date

from desktop_app.errors import BadAnswer
from desktop_app.language import N_, Language
from desktop_app.records.folding import fold

_SPACES = dict.fromkeys(map(ord, " \u00a0\u2009\u202f"), " ")
_PLAIN_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})[/.\- ])?([0-9]{1,2})[/.\- ]([0-9]{4})")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})(?:er|o)? )?([a-z]{3,}) ([0-9]{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,}) ([0-9]{1,2})(?:st|nd|rd|th)? ([0-9]{4})")  # March 15, 2024
_ABOUT = ("~", "hacia", "aprox", "about", "circa", "ca", "cerca de", "vers", "environ")
_LINKS = frozenset(["de", "del", "do", "of", "the"])
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = (
    ("january", "enero", "janeiro", "janvier"),
    ("february", "febrero", "fevereiro", "fevrier"),
    ("march", "marzo", "marco", "mars"),
    ("april", "abril", "abril", "avril"),
    ("may", "mayo", "maio", "mai"),
    ("june", "junio", "junho", "juin"),
    ("july", "julio", "julho", "juillet"),
    ("august", "agosto", "agosto", "aout"),
    ("september", "septiembre", "setiembre", "setembro", "septembre"),
    ("october", "octubre", "outubro", "octobre"),
    ("november", "noviembre", "novembro", "novembre"),
    ("december", "diciembre", "dezembro", "decembre"),
)


def typed_amount(text: str, language: Language, *, field: str = "") -> str:
    """Return the decimal string of an amount written with the marks of `language`.

    "1.234,5" is "1234.5" where the comma parts the decimals. A mark of the other convention, or
    groups that are not of three figures, have two readings: BadAnswer. Nothing typed gives "".
    """
    given = " ".join(text.translate(_SPACES).split())
    if not given:
        return ""
    sign, figures = ("-", given[1:].strip()) if given[0] in "-\u2212" else ("", given)
    whole, mark, cents = figures.partition(language.decimal_mark)
    groups = re.split(f"[ {re.escape(language.group_mark)}]", whole)
    grouped = len(groups) == 1 or (
        all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004 - thousands
        and 1 <= len(groups[0]) <= 3  # noqa: PLR2004 - thousands
        and not groups[0].startswith("0")
    )
    figures_alone = all(group.isdecimal() for group in groups)  # else a point slips in as a mark
    plain = f"{sign}{''.join(groups)}" + (f".{cents}" if mark else "")
    if not grouped or not figures_alone or not _PLAIN_AMOUNT.fullmatch(plain):
        raise BadAnswer(
            N_("“{given}” is not clear as an amount. Write it like this: {example}"),
            field=field,
            given=given[:40],
            example=language.number("1234.50"),
        )
    return _without_zeros(plain)


def typed_count(text: str, language: Language, *, field: str = "") -> int | None:
    """Return a whole number written with the marks of `language`; None when nothing is typed."""
    plain = typed_amount(text, language, field=field)
    if "." in plain:
        raise BadAnswer(N_("“{given}” is not a whole number."), field=field, given=text[:40])
    return int(plain) if plain else None


def typed_date(text: str, *, field: str = "") -> str:
    """Return the plain date: a year, a month or a day, with “~” at its end when it is estimated.

    Understands 2024, 03/2024, 15/03/2024 (the day first, always), 2024-03-15, months in words of
    the four languages. Raises BadAnswer with the sentence that says what is missing.
    """
    bare, estimated = _without_about(" ".join(fold(text).replace(",", " ").split()))
    if not bare:
        return ""
    year, month, day = _parts(bare, text, field)
    if month is not None and not 1 <= month <= len(_MONTHS):
        raise BadAnswer(
            N_("There is no month {month}. The day comes first: 15/03/2024."),
            field=field,
            month=month,
        )
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadAnswer(N_("The year {year} is too far away."), field=field, year=year)
    try:
        date(year, month or 1, 1 if day is None else day)
    except ValueError as error:
        raise BadAnswer(
            N_("There is no day {day} in that month. The day comes first: 15/03/2024."),
            field=field,
            day=day,
        ) from error
    written = f"{year:04d}"
    written += f"-{month:02d}" if month else ""
    written += f"-{day:02d}" if day else ""
    return f"{written}~" if estimated else written


def _parts(bare: str, text: str, field: str) -> tuple[int, int | None, int | None]:
    if re.fullmatch(r"[0-9]{4}", bare):
        return int(bare), None, None
    if found := _ISO.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := _DAY_FIRST.fullmatch(bare):
        return int(found[3]), int(found[2]), int(found[1]) if found[1] else None
    parts = re.split(r"[/\- ]", bare)  # 15-mar-2024, as sheets write it
    words = " ".join(word.rstrip(".") for word in parts if word not in _LINKS)
    found = _IN_WORDS.fullmatch(words)
    if found and (month := _month_named(found[2])):
        return int(found[3]), month, int(found[1]) if found[1] else None
    found = _MONTH_FIRST.fullmatch(words)
    if found and (month := _month_named(found[1])):
        return int(found[3]), month, int(found[2])
    if not re.search(r"[0-9]{4}", bare):
        raise BadAnswer(
            N_("This date has no year of four figures. Example: 15/03/2024, 03/2024 or 2024."),
            field=field,
        )
    raise BadAnswer(
        N_("“{given}” is not clear as a date. Example: 15/03/2024, 03/2024 or 2024."),
        field=field,
        given=text.strip()[:40],
    )


def _month_named(word: str) -> int:
    """Return the number of a month whose name in any language begins so; 0 if none or several."""
    found = {
        number
        for number, names in enumerate(_MONTHS, start=1)
        if any(name.startswith(word) for name in names)
    }
    return found.pop() if len(found) == 1 else 0


def _without_about(text: str) -> tuple[str, bool]:
    if text.endswith("~"):
        return text[:-1].strip(), True
    for word in _ABOUT:
        if text.startswith(word):
            rest = text[len(word) :].lstrip(". ")
            if rest[:1].isdigit() or word == "~" or (rest and _month_named(rest.split()[0])):
                return rest, True
    return text, False


def _without_zeros(plain: str) -> str:
    whole, _, cents = plain.partition(".")
    sign = "-" if whole.startswith("-") else ""
    cents = cents.rstrip("0")
    number = f"{whole.lstrip('-').lstrip('0') or '0'}{f'.{cents}' if cents else ''}"
    return number if number == "0" else f"{sign}{number}"
