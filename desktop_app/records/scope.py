"""Who speaks for whose records: an office for its own, and for what lies below its codes."""

from collections.abc import Collection


def speaks_for(scope: Collection[str], office: str) -> bool:
    """Tell whether one who speaks for the codes of `scope` may bring records of `office`.

    A code stands for itself and for the parts below it: BO for BO-MAE, never for BOX.
    """
    return any(office == code or office.startswith(f"{code}-") for code in scope)


def lies_within(inner: Collection[str], outer: Collection[str]) -> bool:
    """Tell whether everything that `inner` speaks for, `outer` does too."""
    return all(speaks_for(outer, code) for code in inner)
