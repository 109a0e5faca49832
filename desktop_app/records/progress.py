"""How a long action says how far it is; the same call is its chance to stop."""

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, total; may raise Cancelled
_WHOLE = 100


def SILENT(done: int, total: int) -> None:  # noqa: N802 - used as a constant default
    """Take no notice."""


class Stretches:
    """One progress for an action of several stretches, each with a share of a hundred."""

    def __init__(self, step: Progress) -> None:
        self._step, self._at = step, 0

    def look(self) -> None:
        """Only give the chance to stop, where nobody knows how far it is."""
        self._step(self._at, _WHOLE)

    def stretch(self, start: int, end: int) -> Progress:
        """Return the progress of what takes it from `start` to `end`."""

        def step(done: int, total: int) -> None:
            self._at = start + (end - start) * done // max(total, 1)
            self.look()

        return step
