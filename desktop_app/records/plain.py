"""The one codec: answers as people or files give them -> plain values; plain values -> bytes.

Text from outside passes one boundary here: Unicode NFC, no controls but line ends, no marks that
turn the writing direction, a length. Numbers are decimal strings: no floats anywhere.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desktop_app.errors import BadAnswer
from desktop_app.language import N_
from desktop_app.records.attached import plain_file
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import answered
from desktop_app.records.rowids import with_row_ids

LINE_LIMIT = 500
TEXT_LIMIT = 20_000
ROWS_LIMIT = 2_000
_CODE_LIMIT = 60  # no list has longer codes
_ROW_ID_LIMIT = 2 * LINE_LIMIT + 20  # two key columns and a number
_QUOTED = 40
_BITS = 256  # of a number given as a text; Python refuses to write out very large ones

_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?")
_COUNT = re.compile(r"(-?[0-9]{1,9})(?:\.0+)?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, lone surrogates, what Unicode says is no letter for good, marks that turn the direction.
# A letter newer than this Python's tables stays: another Python must read the same text.
_GONE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 65536))
    + "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_CANONICAL = json.JSONEncoder(  # made once: json.dumps would make one at each call
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def clean(text: str, *, lines: bool = True) -> str:
    """Return `text` in NFC without controls and turning marks; CR and U+2028 become line ends."""
    if text.isalnum() and text.isascii():  # most codes: there is nothing to clean
        return text
    usual = text.replace("\n", " ") if lines else text
    if not (usual.isprintable() and unicodedata.is_normalized("NFC", text)):
        unified = _LINE_ENDS.sub("\n", text).replace("\t", " ")
        text = unicodedata.normalize("NFC", _GONE.sub("", unified))
    return text.strip() if lines else " ".join(text.split())


def leaves_out(text: str) -> bool:
    """Tell whether `clean` drops signs of this text: controls and others that are not printed."""
    return not text.isprintable() and _GONE.search(_LINE_ENDS.sub("\n", text)) is not None


def canonical(value: object) -> bytes:
    """Return the canonical JSON (RFC 8785; our model has no floats) of a plain value."""
    text = _CANONICAL.encode(value)
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
        # Beyond the basic plane, and only there, the order of UTF-16, which the RFC wants, differs.
        text = json.dumps(_in_order(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def _in_order(value: object) -> object:
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: _in_order(value[name]) for name in names}
    return [_in_order(part) for part in value] if isinstance(value, list | tuple) else value


def normal(question: Question, given: object, language: str = "es") -> Any:  # noqa: ANN401 - see Answer
    """Return the plain form of an answer, None when nothing was said.

    `language` is that of a multilingual text given as a bare string. Raises BadAnswer.
    """
    if not answered(given):
        return None
    value = _NORMAL[question.kind](question, given, language)
    return value if answered(value) else None


def _written(given: object) -> str | None:
    """Return a text or whole number as a text, None for anything else."""
    if isinstance(given, str):
        return given
    if isinstance(given, bool) or not isinstance(given, int) or given.bit_length() > _BITS:
        return None
    return str(given)


def _quoted(given: object) -> str:
    """Return what was given, short enough for a sentence."""
    if isinstance(given, int) and given.bit_length() > _BITS:
        return "…"
    return clean(str(given)[: 5 * _QUOTED], lines=False)[:_QUOTED]


def _line(question: Question, given: object, _language: str) -> str:
    written = _written(given)
    if written is None:
        raise BadAnswer(N_("“{field}” takes a text."), field=question.field)
    multiline = question.kind in (Answer.TEXT, Answer.LOCAL_TEXT)
    limit = TEXT_LIMIT if multiline else LINE_LIMIT
    text = clean(written, lines=multiline)
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
                code=_quoted(code),
            )
        line = _line(question, text, language) if answered(text) else ""
        if line:
            texts[code] = line
    if not texts:
        return None
    original = given.get("original")
    if not isinstance(original, str) or original not in texts:
        original = language if language in texts else min(texts)
    return {"original": original, **texts}


def _date(question: Question, given: object, _language: str) -> str:
    text = str(given).strip() if isinstance(given, date) else (_written(given) or "").strip()
    found = _DATE.fullmatch(text)
    if found and found[1] >= "1900" and (not found[2] or _real_date(found)):
        return text
    raise BadAnswer(
        N_("“{field}”: “{given}” is not a date. Examples: 2024-03-15, 2024-03 or 2024."),
        field=question.field,
        given=_quoted(given),
    )


def _real_date(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _amount(question: Question, given: object, _language: str) -> str:
    text = str(given) if isinstance(given, Decimal) else (_written(given) or "").strip()
    if not _AMOUNT.fullmatch(text):
        raise BadAnswer(
            N_("“{field}”: “{given}” is not a number. Example: 1250.50"),
            field=question.field,
            given=_quoted(given),
        )
    whole, _, cents = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    number = f"{sign}{whole.lstrip('-').lstrip('0') or '0'}"
    cents = cents.rstrip("0")
    plain = f"{number}.{cents}" if cents else number
    return "0" if plain == "-0" else plain


def _count(question: Question, given: object, _language: str) -> int:
    text = str(given) if isinstance(given, float | Decimal) else (_written(given) or "").strip()
    found = _COUNT.fullmatch(text)
    if not found:
        raise BadAnswer(
            N_("“{field}”: “{given}” is not a whole number."),
            field=question.field,
            given=_quoted(given),
        )
    return int(found[1])


def _yesno(question: Question, given: object, _language: str) -> str:
    if isinstance(given, bool):
        return "Y" if given else "N"
    if given in ("Y", "N"):
        return str(given)
    raise BadAnswer(N_("“{field}” takes Y (yes) or N (no)."), field=question.field)


def _code(question: Question, given: object, _language: str) -> str:
    written = _written(given)
    code = clean(written, lines=False) if written is not None else ""
    limit = LINE_LIMIT if question.open_list else _CODE_LIMIT
    if written is None or len(code) > limit:
        raise BadAnswer(N_("“{field}” takes a code."), field=question.field)
    return code


def _codes(question: Question, given: object, language: str) -> list[str]:
    many = [given] if isinstance(given, str | int) else given
    if not isinstance(many, list | tuple | set | frozenset) or len(many) > ROWS_LIMIT:
        raise BadAnswer(N_("“{field}” takes a list of codes."), field=question.field)
    codes = {_code(question, code, language) for code in many if answered(code)}
    return sorted(codes - {""})


def _rows(question: Question, given: object, language: str) -> list[dict[str, Any]]:
    if not isinstance(given, list | tuple) or len(given) > ROWS_LIMIT:
        raise BadAnswer(
            N_("“{field}” takes a list of up to {limit} rows."),
            field=question.field,
            limit=ROWS_LIMIT,
        )
    rows = [_row(question, question.columns, row, language) for row in given]
    return with_row_ids(question, [row for row in rows if len(row) > ("id" in row)])


def _row(
    question: Question, known: Mapping[str, Question], given: object, language: str
) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise BadAnswer(N_("“{field}” takes rows with named columns."), field=question.field)
    row: dict[str, Any] = {}
    for name, value in given.items():
        if name == "id":
            row["id"] = clean(_written(value) or "", lines=False)[:_ROW_ID_LIMIT].rstrip()
        elif name not in known:
            raise BadAnswer(
                N_("“{field}” has no column “{column}”. Its columns are: {known}."),
                field=question.field,
                column=_quoted(name),
                known=", ".join(known),
            )
        else:
            plain = normal(known[name], value, language)
            if plain is not None:
                row[name] = plain
    return row


def _file(question: Question, given: object, _language: str) -> dict[str, Any]:
    named = given if isinstance(given, Mapping) else {}
    name = clean((_written(named.get("name")) or "")[:LINE_LIMIT], lines=False)
    return plain_file(question, named, name)


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
    Answer.FILE: _file,
}
