"""How a long action says how far it is; the same call is its chance to stop."""

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, total; may raise Cancelled


def SILENT(done: int, total: int) -> None:  # noqa: N802 - used as a constant default
    """Take no notice."""
