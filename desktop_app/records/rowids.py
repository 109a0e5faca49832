"""Names of rows inside a record: two sides' changes to one row meet and do not double it."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.records.questionnaire import Question

_AGAIN = re.compile(r"\.[1-9][0-9]*\Z")


def row_name(question: Question, row: Mapping[str, Any]) -> str:
    """Return the name of a row: its key fields, else eight figures of its first content."""
    if question.key:
        return "-".join(str(row.get(field, "")) for field in question.key)
    content = {name: value for name, value in row.items() if name != "id"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def with_row_ids(question: Question, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with an `id` each, unique in the list; one that has an id keeps it.

    A row with key fields is named by them anew, so that two sides that add the same party agree;
    the number after a repeated name stays as it is when the first of that name is gone.
    """
    taken: set[str] = set()
    named = []
    for row in rows:
        stated = str(row.get("id", ""))
        fresh = row_name(question, row) if question.key or not stated else stated
        name, again = stated if _AGAIN.sub("", stated) == fresh else fresh, 1
        while name in taken:
            again += 1
            name = f"{fresh}.{again}"
        taken.add(name)
        named.append({**row, "id": name})
    return named
