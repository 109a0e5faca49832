"""Texts, dates and amounts in the four languages; one catalogue for window, terminal and paper."""

import gettext
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
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
BETWEEN = "\u00a0/ "  # the two languages of a label
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
        return filled(chosen, {**values, "n": self.number(count)})

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
        if isinstance(value, Decimal):
            return self.number(value)
        if isinstance(value, date):
            return self.date(value.isoformat())
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
        return f"{self.number(Decimal(str(share)) * 100, digits)}{self._before_percent}%"

    @property
    def _before_percent(self) -> str:
        return "" if self.code == "en" else "\u00a0"

    def per_cent(self, number: Decimal | str) -> str:
        """Write a percentage that is one already, with all its digits."""
        return f"{self.number(number)}{self._before_percent}%"

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

    def quoted(self, text: str) -> str:
        """Put a text into the quotation marks of this language."""
        return f"«\u00a0{text}\u00a0»" if self.code == "fr" else f"“{text}”"


class TwoLanguages(Language):
    """A reader's two languages: every text in both, what is the same in both once.

    Dates and numbers are written as in the first one. Values that were said in both stand in each
    text in its own language.
    """

    def __init__(self, first: Language, second: Language) -> None:
        super().__init__(first.code)
        self.decimal_mark, self.group_mark = first.decimal_mark, first.group_mark
        self._spoken = (first, second)

    @property
    def spoken(self) -> tuple[Language, ...]:
        return self._spoken

    def text(self, message: str, /, **values: object) -> str:
        return both(
            (one.code, one.text(message, **_only(one.code, values))) for one in self._spoken
        )

    def plural(self, forms: tuple[str, str], count: int, /, **values: object) -> str:
        return both(
            (one.code, one.plural(forms, count, **_only(one.code, values))) for one in self._spoken
        )

    def sentence(self, sentence: Sentence) -> str:
        return both((one.code, one.sentence(sentence)) for one in self._spoken)

    def list_of(self, items: list[str]) -> str:
        return both(
            (one.code, one.list_of([said_in(one.code, item) for item in items]))
            for one in self._spoken
        )

    def quoted(self, text: str) -> str:
        return both((one.code, one.quoted(said_in(one.code, text))) for one in self._spoken)


# A text in two languages holds which part is in which, by letters that no script uses: paper marks
# the parts for who listens to it, and nothing shows them.
_BEGINS = dict(zip(LANGUAGES, "\ue000\ue001\ue002\ue003", strict=True))
_ENDS = "\ue00f"
_MARKS_SAID = re.compile("[\ue000-\ue003\ue00f]")
_PART = re.compile("([\ue000-\ue003])([^\ue000-\ue00f]*)\ue00f")
_PAIR = re.compile(f"{_PART.pattern}(?:{BETWEEN}|\n){_PART.pattern}")


def both(said: Iterable[tuple[str, str]], between: str = "") -> str:
    """Join a text in two languages: labels beside each other, sentences on lines of their own.

    `said` are the code of a language and the text in it, `between` what stands between them.
    """
    once: dict[str, str] = {}
    for code, text in said:
        once.setdefault(text, code)
    if len(once) == 1:
        return next(iter(once))
    between = between or ("\n" if max(map(len, once), default=0) > _LONGEST_LABEL else BETWEEN)
    return between.join(f"{_BEGINS[code]}{text}{_ENDS}" for text, code in once.items())


def said_in(code: str, text: str) -> str:
    """Return a text with, of what it says in two languages, what is in this one."""
    if _ENDS not in text:
        return text
    begin = _BEGINS[code]
    return _PAIR.sub(lambda found: found[4] if found[3] == begin else found[2], text)


def parts_said(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text with the language each says it is in, "" where it says none."""
    at = 0
    for found in _PART.finditer(text):
        yield "", unmarked(text[at : found.start()])
        yield _LANGUAGE_OF[found[1]], found[2]
        at = found.end()
    yield "", unmarked(text[at:])


_LANGUAGE_OF = {begin: code for code, begin in _BEGINS.items()}


def is_marked(text: str) -> bool:
    """Tell whether a text says which part of it is in which language."""
    return _ENDS in text


def unmarked(text: str) -> str:
    """Return a text without the marks of its languages."""
    return _MARKS_SAID.sub("", text)


def capital(text: str) -> str:
    """Return a text that begins with a capital, in each language it is said in."""
    return _begun(text, str.upper)


def small(text: str) -> str:
    """Return a text that does not begin with a capital, in each language it is said in."""
    return _begun(text, str.lower)


def _begun(text: str, change: Callable[[str], str]) -> str:
    if text[:1] in _LANGUAGE_OF:
        return _FIRST.sub(lambda found: found[1] + change(found[2]), text, count=2)
    return change(text[:1]) + text[1:]


_FIRST = re.compile("([\ue000-\ue003])(.)")


def _only(code: str, values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: said_in(code, value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def closest_language(written: str) -> str:
    """Return the language of ours nearest to a locale name such as pt_BR.UTF-8, else Spanish."""
    code = unicodedata.normalize("NFC", written)[:2].lower()
    return code if code in LANGUAGES else "es"
