"""What the Secretariat asks of every office: whether what travels is encrypted.

A small plain value, so that whatever the Secretariat seals (an answer, the register) can carry it
as its member `policy`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Encryption(StrEnum):
    """Whether an office may or must encrypt what it sends."""

    OFF = "off"
    OFFERED = "offered"  # the office chooses, each time
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Policy:
    """The wishes of the Secretariat; each has a usual value, for who never heard of any."""

    encryption: Encryption = Encryption.OFFERED

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"encryption": str(self.encryption)}


def policy_in(plain: object) -> Policy | None:
    """Return the policy in a proved JSON object, None where it tells of none.

    A word of a newer Surco counts as the strictest: what must not be read on its way is not sent
    open by an office that does not understand.
    """
    if not isinstance(plain, Mapping) or not isinstance(plain.get("encryption"), str):
        return None
    word = plain["encryption"]
    known = word in set(Encryption)
    return Policy(encryption=Encryption(word) if known else Encryption.REQUIRED)
