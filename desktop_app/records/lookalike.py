"""Names that look like others: letters of another alphabet among ours."""

import re

# Greek, Coptic, Cyrillic, Armenian, Cherokee and Lisu have letters that look like ours; the wide
# and the mathematical letters are ours in another dress.
_OTHERS = re.compile(
    "[\u0370-\u03ff\u0400-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2c80-\u2cff\u2de0-\u2dff"
    "\ua4d0-\ua4ff\ua640-\ua69f\uab70-\uabbf\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
_OURS = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"\w{2,}")  # a Greek letter alone is a sign


def lookalike_word(text: str) -> str:
    """Return the first word with letters of another alphabet in a text in ours, else nothing."""
    if text.isascii() or not _OTHERS.search(text) or not _OURS.search(text):
        return ""
    return next((word for word in _WORD.findall(text) if _OTHERS.search(word)), "")
