"""Names of rows inside a record: two sides' changes to one row meet and do not double it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.records.questionnaire import Question


def row_name(question: Question, row: Mapping[str, Any]) -> str:
    """Return the name of a row: its key fields, else eight figures of its first content."""
    if question.key:
        return "-".join(str(row.get(field, "")) for field in question.key)
    content = {name: value for name, value in row.items() if name != "id"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def with_row_ids(question: Question, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with an `id` each, unique in the list; one that has an id keeps it.

    A row with key fields is named by them anew, so that two sides that add the same party agree.
    """
    taken: set[str] = set()
    named = []
    for row in rows:
        wanted = (
            row_name(question, row)
            if question.key
            else str(row.get("id") or row_name(question, row))
        )
        name, again = wanted, 1
        while name in taken:
            again += 1
            name = f"{wanted}.{again}"
        taken.add(name)
        named.append({**row, "id": name})
    return named
