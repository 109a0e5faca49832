"""A finding: one thing that is missing or doubtful in a record, as data."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

STARTED = ("EXE", "SUS", "COM")


class Severity(StrEnum):
    """ERROR and MISSING keep a record from being ready; a WARNING does not."""

    ERROR = "error"
    WARNING = "warning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `text` is marked, `row` is the id of a row or empty."""

    rule: str
    severity: Severity
    field: str
    text: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    row: str = ""
