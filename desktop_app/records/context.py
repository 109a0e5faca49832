"""What a rule may ask of the records around one: given by who has a store, else not asked."""

from typing import Protocol

from desktop_app.records.record import Record


class Context(Protocol):
    """The other records of an office, as far as rules look at them."""

    def code_titled(self, record: Record) -> str:
        """Return the code of another record of its kind and office with the same title.

        Case and accents do not tell titles apart; nothing is returned when there is none.
        """
        ...

    def shares_code(self, record: Record) -> bool:
        """Tell whether another record that was not withdrawn has the same code."""
        ...

    def record(self, uid: str) -> Record | None:
        """Return the record of this identity, None when it is not here."""
        ...
