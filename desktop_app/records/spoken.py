"""Which of the four languages an office is written to in, as long as its card does not say."""

_OTHERS = {
    "pt": frozenset({"BR"}),
    "fr": frozenset({"HT", "GF", "GP", "MQ"}),
    "en": frozenset(
        {"AG", "BB", "BS", "BZ", "DM", "GD", "GY", "JM", "KN", "LC", "TT", "VC", "CARICOM"}
    ),
}


def spoken_in(office: str) -> str:
    """Return the language of an office by its code, such as BR or BO-LPB; empty for no office."""
    country = office.partition("-")[0]
    found = (language for language, countries in _OTHERS.items() if country in countries)
    return next(found, "es" if country else "")
