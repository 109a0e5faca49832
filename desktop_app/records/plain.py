"""The one codec: answers as people or files give them -> plain values; plain values -> bytes.

Text from outside passes one boundary here: Unicode NFC, no controls but line ends, no marks that
turn the writing direction, a length. Numbers are decimal strings: no floats anywhere.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import answered
from desktop_app.records.rowids import with_row_ids

LINE_LIMIT = 500
TEXT_LIMIT = 20_000
ROWS_LIMIT = 2_000
_FIGURES = 9

_AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,4})?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
_TURNING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C, 0xFEFF]
)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def clean(text: str, *, lines: bool = True) -> str:
    """Return `text` in NFC without controls and turning marks; CR and U+2028 become line ends."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    unified = unified.replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", unified).translate(_TURNING)
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn")
    )
    return kept.strip() if lines else " ".join(kept.split())


def canonical(value: object) -> bytes:
    """Return the canonical JSON (RFC 8785 on our model: no floats, ASCII keys) of a plain value."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def normal(question: Question, given: object, language: str = "es") -> Any:  # noqa: ANN401 - see Answer
    """Return the plain form of an answer, None when nothing was said.

    `language` is that of a multilingual text given as a bare string. Raises BadAnswer.
    """
    if not answered(given):
        return None
    value = _NORMAL[question.kind](question, given, language)
    return value if answered(value) else None


def _line(question: Question, given: object, _language: str) -> str:
    if isinstance(given, bool | float) or not isinstance(given, str | int):
        raise BadAnswer(N_("“{field}” takes a text."), field=question.field)
    multiline = question.kind in (Answer.TEXT, Answer.LOCAL_TEXT)
    limit = TEXT_LIMIT if multiline else LINE_LIMIT
    text = clean(str(given), lines=multiline)
    if len(text) > limit:
        raise BadAnswer(
            N_("“{field}” takes up to {limit} characters; this text has {length}. Shorten it."),
            field=question.field,
            limit=limit,
            length=len(text),
        )
    return text


def _local(question: Question, given: object, language: str) -> dict[str, str] | None:
    if isinstance(given, str):
        given = {language: given}
    if not isinstance(given, Mapping):
        raise BadAnswer(
            N_("“{field}” takes a text, or one text a language such as es, pt."),
            field=question.field,
        )
    texts = {}
    for code, text in given.items():
        if code == "original":
            continue
        if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
            raise BadAnswer(
                N_("“{field}”: “{code}” is not a language code such as es or pt."),
                field=question.field,
                code=clean(str(code))[:40],
            )
        line = _line(question, text, language) if answered(text) else ""
        if line:
            texts[code] = line
    if not texts:
        return None
    original = given.get("original")
    if original not in texts:
        original = language if language in texts else min(texts)
    return {"original": original, **texts}


def _date(question: Question, given: object, _language: str) -> str:
    text = str(given).strip()
    found = _DATE.fullmatch(text)
    if found and found[1] >= "1900" and (not found[2] or _real_date(found)):
        return text
    raise BadAnswer(
        N_("“{field}”: “{given}” is not a date. Examples: 2024-03-15, 2024-03 or 2024."),
        field=question.field,
        given=clean(text)[:40],
    )


def _real_date(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _amount(question: Question, given: object, _language: str) -> str:
    text = str(given).strip() if isinstance(given, str | int | Decimal) else ""
    if isinstance(given, bool) or not _AMOUNT.fullmatch(text):
        raise BadAnswer(
            N_("“{field}”: “{given}” is not a number. Example: 1250.50"),
            field=question.field,
            given=clean(str(given))[:40],
        )
    whole, _, cents = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    number = f"{sign}{whole.lstrip('-').lstrip('0') or '0'}"
    cents = cents.rstrip("0")
    plain = f"{number}.{cents}" if cents else number
    return "0" if plain == "-0" else plain


def _count(question: Question, given: object, _language: str) -> int:
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        number = Decimal("NaN")
    if (
        isinstance(given, bool)
        or not number.is_finite()
        or abs(number.adjusted()) > _FIGURES
        or number % 1
    ):
        raise BadAnswer(
            N_("“{field}”: “{given}” is not a whole number."),
            field=question.field,
            given=clean(str(given))[:40],
        )
    return int(number)


def _yesno(question: Question, given: object, _language: str) -> str:
    if isinstance(given, bool):
        return "Y" if given else "N"
    if given in ("Y", "N"):
        return str(given)
    raise BadAnswer(N_("“{field}” takes Y (yes) or N (no)."), field=question.field)


def _code(question: Question, given: object, _language: str) -> str:
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise BadAnswer(N_("“{field}” takes a code."), field=question.field)
    code = clean(str(given), lines=False)
    if len(code) > 60:  # noqa: PLR2004 - no list has longer codes
        raise BadAnswer(N_("“{field}” takes a code."), field=question.field)
    return code


def _codes(question: Question, given: object, language: str) -> list[str]:
    many = [given] if isinstance(given, str | int) else given
    if not isinstance(many, list | tuple | set | frozenset) or len(many) > ROWS_LIMIT:
        raise BadAnswer(N_("“{field}” takes a list of codes."), field=question.field)
    return sorted({_code(question, code, language) for code in many if answered(code)})


def _rows(question: Question, given: object, language: str) -> list[dict[str, Any]]:
    if not isinstance(given, list | tuple) or len(given) > ROWS_LIMIT:
        raise BadAnswer(
            N_("“{field}” takes a list of up to {limit} rows."),
            field=question.field,
            limit=ROWS_LIMIT,
        )
    rows = [_row(question, row, language) for row in given]
    return with_row_ids(question, [row for row in rows if len(row) > ("id" in row)])


def _row(question: Question, given: object, language: str) -> dict[str, Any]:
    known = {row.field: row for row in question.rows}
    if not isinstance(given, Mapping):
        raise BadAnswer(N_("“{field}” takes rows with named columns."), field=question.field)
    row: dict[str, Any] = {}
    for name, value in given.items():
        if name == "id":
            row["id"] = clean(str(value), lines=False)[:60]
        elif name not in known:
            raise BadAnswer(
                N_("“{field}” has no column “{column}”. Its columns are: {known}."),
                field=question.field,
                column=clean(str(name))[:40],
                known=", ".join(known),
            )
        else:
            plain = normal(known[name], value, language)
            if plain is not None:
                row[name] = plain
    return row


_NORMAL = {
    Answer.LINE: _line,
    Answer.TEXT: _line,
    Answer.LOCAL: _local,
    Answer.LOCAL_TEXT: _local,
    Answer.DATE: _date,
    Answer.AMOUNT: _amount,
    Answer.COUNT: _count,
    Answer.YESNO: _yesno,
    Answer.CODE: _code,
    Answer.CODES: _codes,
    Answer.REF: _code,
    Answer.ROWS: _rows,
}
