"""Texts, dates and amounts in the four languages; one catalogue for window, terminal and paper."""

import gettext
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from desktop_app.errors import Sentence, UserError, filled
from desktop_app.paths import resources

LANGUAGES = ("es", "en", "pt", "fr")
LANGUAGE_NAMES = {"es": "Español", "en": "English", "pt": "Português", "fr": "Français"}
DOMAIN = "surco"

# CLDR 46: es_419 and its countries with a point for decimals; the others follow Spain's comma.
_POINT_COUNTRIES = frozenset(
    [
        "MX",
        "GT",
        "SV",
        "HN",
        "NI",
        "PA",
        "CU",
        "DO",
        "PE",
        "BZ",
        "US",
        "JM",
        "BS",
        "BB",
        "TT",
        "GY",
        "GD",
        "AG",
        "DM",
        "KN",
        "LC",
        "VC",
    ]
)
_MARKS = {"en": (".", ","), "es": (",", "."), "pt": (",", "."), "fr": (",", "\u202f")}
_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "es": ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    "pt": ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
    "fr": [
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ],
}
_LONGEST_LABEL = 60
_ABOUT = {"en": "about {date}", "es": "hacia {date}", "pt": "cerca de {date}", "fr": "vers {date}"}


def N_(text: str) -> str:
    """Mark `text` for the catalogues; it is translated where it is shown."""
    return text


def N_plural(singular: str, plural: str) -> tuple[str, str]:
    """Mark a text with two forms; show it with `Language.plural`."""
    return singular, plural


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    folder = str(resources() / "locale")
    return gettext.translation(DOMAIN, folder, [code], fallback=code == "en")


class Language:
    """One reader's language; the country decides between 1.234,56 and 1,234.56 in Spanish."""

    def __init__(self, code: str, country: str = "") -> None:
        if code not in LANGUAGES:
            raise UserError(
                N_("Surco speaks es, en, pt and fr; “{code}” is none of them."), code=code
            )
        self.code = code
        point = code == "es" and country in _POINT_COUNTRIES
        self.decimal_mark, self.group_mark = _MARKS["en"] if point else _MARKS[code]

    @property
    def spoken(self) -> "tuple[Language, ...]":
        """Each language that is spoken at once."""
        return (self,)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the languages that are spoken, that of dates and numbers first."""
        return tuple(one.code for one in self.spoken)

    @property
    def first(self) -> "Language":
        """Return the language of what has room for one only, such as the foot of a page."""
        return self.spoken[0]

    def text(self, message: str, /, **values: object) -> str:
        """Translate a marked text and put `values` in; an empty text stays empty."""
        translated = _catalogue(self.code).gettext(message) if message else ""
        return filled(translated, values)

    def plural(self, forms: tuple[str, str], count: int, /, **values: object) -> str:
        """Translate a marked pair for `count`, which is also the value `{n}`."""
        chosen = _catalogue(self.code).ngettext(*forms, count)
        return chosen.format(n=self.number(count), **values)

    def error(self, error: UserError) -> str:
        """Say what went wrong in this language; values that are marked texts are translated too."""
        return self.sentence(Sentence(error.text, error.values))

    def sentence(self, sentence: Sentence) -> str:
        """Translate a sentence with its values, sentences and errors among them."""
        values = {name: self._value(value) for name, value in sentence.values.items()}
        return filled(self.text(sentence.text), values)

    def _value(self, value: object) -> object:
        if isinstance(value, Sentence):
            return self.sentence(value)
        if isinstance(value, UserError):
            return self.error(value)
        return self.text(value) if isinstance(value, str) else value

    def number(self, value: int | Decimal | str, digits: int | None = None) -> str:
        """Write a number with this language's marks; `digits` rounds half to even."""
        number = Decimal(value)
        plain = f"{number:,.{digits}f}" if digits is not None else f"{number:,f}"
        marks = {",": self.group_mark, ".": self.decimal_mark}
        return "".join(marks.get(letter, letter) for letter in plain)

    def amount(self, value: Decimal | str, currency: str) -> str:
        """Write an amount with its ISO 4217 code after it; cents only where there are some."""
        number = Decimal(value)
        whole = number == number.to_integral_value()
        return f"{self.number(number, 0 if whole else 2)}\u00a0{currency}"

    def percent(self, share: Decimal | float, digits: int = 0) -> str:
        """Write a share of 1 as a percentage."""
        space = "" if self.code == "en" else "\u00a0"
        return f"{self.number(Decimal(str(share)) * 100, digits)}{space}%"

    def date(self, written: str) -> str:
        """Write a date of records (YYYY, YYYY-MM or YYYY-MM-DD, `~` at the end when estimated)."""
        estimated = written.endswith("~")
        parts = written.rstrip("~")[:10].split("-")
        month = _MONTHS[self.code][int(parts[1]) - 1] if len(parts) > 1 else ""
        day = str(int(parts[2])) if len(parts) > 2 else ""  # noqa: PLR2004 - year, month, day
        shown = " ".join(part for part in (day, month, parts[0]) if part)
        return _ABOUT[self.code].format(date=shown) if estimated and shown else shown

    def list_of(self, items: list[str]) -> str:
        """Join with commas, the last one with “and” in this language."""
        joiner = {"en": " and ", "es": " y ", "pt": " e ", "fr": " et "}[self.code]
        return joiner.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


class TwoLanguages(Language):
    """A reader's two languages: every text in both, what is the same in both once.

    Dates, numbers and lists are written as in the first one.
    """

    def __init__(self, first: Language, second: Language) -> None:
        super().__init__(first.code)
        self.decimal_mark, self.group_mark = first.decimal_mark, first.group_mark
        self._spoken = (first, second)

    @property
    def spoken(self) -> tuple[Language, ...]:
        return self._spoken

    def text(self, message: str, /, **values: object) -> str:
        return both(one.text(message, **values) for one in self._spoken)

    def plural(self, forms: tuple[str, str], count: int, /, **values: object) -> str:
        return both(one.plural(forms, count, **values) for one in self._spoken)


def both(said: Iterable[str]) -> str:
    """Join a text in two languages: labels beside each other, sentences on lines of their own."""
    once = list(dict.fromkeys(said))
    return ("\n" if max(map(len, once), default=0) > _LONGEST_LABEL else " / ").join(once)


def closest_language(written: str) -> str:
    """Return the language of ours nearest to a locale name such as pt_BR.UTF-8, else Spanish."""
    code = unicodedata.normalize("NFC", written)[:2].lower()
    return code if code in LANGUAGES else "es"
