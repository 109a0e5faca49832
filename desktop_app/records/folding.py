"""One folding for every search: “Educación”, “EDUCACION” and “educacion” are the same text."""

import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_WHOLE_LETTERS = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "\u0131": "i",
    "þ": "th",
    "ħ": "h",
}


class _Bare(dict[int, str | None]):
    """Number of a letter -> what stands for it, None for an accent; filled as letters are met."""

    def __missing__(self, number: int) -> str | None:
        letter = chr(number)
        bare = None if unicodedata.combining(letter) else _WHOLE_LETTERS.get(letter, letter)
        self[number] = bare
        return bare


_BARE = _Bare()


def fold(text: str) -> str:
    """Return `text` without case and accents; folding twice changes nothing more."""
    if text.isascii():
        return text.lower()
    # Folding the case of a compatibility letter can bring new accents, so it is taken apart twice.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return apart.translate(_BARE)
