"""One folding for every search: “Educación”, “EDUCACION” and “educacion” are the same text."""

import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {
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
)


def fold(text: str) -> str:
    """Return `text` without case and accents; folding twice changes nothing more."""
    if text.isascii():
        return text.lower()
    # Folding the case of a compatibility letter can bring new accents, so it is taken apart twice.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.translate(_WHOLE_LETTERS)
