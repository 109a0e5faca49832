"""Answers, records and histories for hypothesis, made from the questions themselves."""

from dataclasses import replace

from hypothesis import strategies as st

from desktop_app.records.attached import ENDINGS, FILE_SIZE_LIMIT
from desktop_app.records.codes import code_list
from desktop_app.records.kinds import KINDS
from desktop_app.records.plain import normal
from desktop_app.records.questionnaire import Answer
from desktop_app.records.record import Record
from desktop_app.records.revision import seal

MOMENT = "2026-03-15T12:00:00Z"

uids = st.uuids(version=4).map(str)
texts = st.text(max_size=40)
any_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
json_without_floats = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
dates = st.dates().map(lambda day: f"{max(day.year, 1900):04d}-{day.month:02d}") | st.sampled_from(
    ["2024", "2024~", "2024-02-29", "2023-12-31~", "1900", "9999-12-31"]
)
amounts = st.decimals(min_value=-(10**14), max_value=10**14, places=2).map(lambda one: f"{one:f}")


def codes_of(question):
    """Return codes of the question's list and a few that no list has."""
    return st.sampled_from(sorted(code_list(question.codes).codes)) | st.text(max_size=8)


def _locals():
    return st.dictionaries(st.sampled_from(["es", "en", "pt", "fr", "qu"]), texts, max_size=3)


def _rows(question):
    columns = {column.field: st.none() | answers(column) for column in question.rows}
    row = st.fixed_dictionaries({}, optional={**columns, "id": st.text(max_size=5)})
    return st.lists(row, max_size=4)


files = st.builds(
    lambda digest, name, size, form: {"sha256": digest, "name": name, "size": size, "type": form},
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    texts,
    st.integers(1, FILE_SIZE_LIMIT),
    st.sampled_from(sorted(ENDINGS)),
)
_PLAIN = {
    Answer.LINE: texts,
    Answer.TEXT: texts,
    Answer.LOCAL: _locals(),
    Answer.LOCAL_TEXT: _locals(),
    Answer.DATE: dates,
    Answer.AMOUNT: amounts,
    Answer.COUNT: st.integers(-(10**9) + 1, 10**9 - 1),
    Answer.YESNO: st.sampled_from(["Y", "N"]),
    Answer.REF: uids,
    Answer.FILE: files,
}


def answers(question):
    """Return what a person or a file may give as an answer and the question accepts."""
    if question.kind is Answer.ROWS:
        return _rows(question)
    if question.kind is Answer.CODES:
        return st.lists(codes_of(question), max_size=4)
    return codes_of(question) if question.kind is Answer.CODE else _PLAIN[question.kind]


@st.composite
def normal_values(draw, kind):
    """Draw the normal answers of a record of `kind`."""
    given = {question.field: answers(question) for question in kind.questions}
    raw = draw(st.fixed_dictionaries({}, optional=given))
    plain = {name: normal(kind.question(name), value) for name, value in raw.items()}
    return {name: value for name, value in plain.items() if value is not None}


@st.composite
def extras(draw, kind):
    """Draw fields without a question here, some with names that look like slots."""
    slots = st.sampled_from(
        ["title/es", "a/b", "/x", "deleted", "deleted/", "sdgs/6", "ñ", "\U0001f600"]
    )
    names = (slots | texts).filter(lambda name: not kind.has(name) and name != "human_code")
    return draw(st.dictionaries(names, json_without_floats, max_size=3))


@st.composite
def records(draw, kinds=tuple(KINDS)):
    """Draw a record of any kind, with normal answers and leftovers of a newer program."""
    kind = KINDS[draw(st.sampled_from(kinds))]
    serial = draw(st.integers(1, 9999))
    return Record(
        kind=kind.name,
        uid=draw(uids),
        office="BO",
        human_code=f"BO-2026-{serial:04d}",
        draft=draw(st.booleans()),
        values=draw(normal_values(kind)),
        extra=draw(extras(kind)),
        deleted=draw(st.sampled_from(["", "", "", "Se registró dos veces"])),
    )


_UID = "00000000-0000-4000-8000-000000000001"
_SOMETHING = {
    "stage": ["EXE", "COM", "SUS"],
    "title": [
        {"original": "es", "es": "Agua"},
        {"original": "es", "es": "Agua", "pt": "Água"},
        {"original": "en", "en": "Water"},
    ],
    "other_forms": [["TA"], ["TR"], ["TA", "TR"]],
    "sdgs": [
        [{"id": "6", "goal": "6", "rank": 1}],
        [{"id": "6", "goal": "6", "rank": 2}, {"id": "13", "goal": "13", "rank": 1}],
    ],
    "approval_date": ["2023", "2024"],
}


@st.composite
def histories(draw, most=12):
    """Draw the revisions of one record by three writers who have seen different parts of it."""
    made = []
    for _ in range(draw(st.integers(1, most))):
        seen = (
            draw(st.lists(st.sampled_from(made), max_size=3, unique_by=lambda one: one.id))
            if made
            else []
        )
        base = seen[0].fields if seen else {}
        field = draw(st.sampled_from(sorted(_SOMETHING)))
        value = draw(st.sampled_from([None, *_SOMETHING[field]]))
        record = Record(kind="initiative", uid=_UID, office="BO", values=base)
        record = replace(
            record.with_values(**{field: value}),
            deleted=draw(st.sampled_from(["", "", "", "", "doble"])),
            draft=draw(st.booleans()),
        )
        author = draw(st.sampled_from(["BO", "SELA", "BO-LPB"]))
        revision = seal(record, parents=[one.id for one in seen], author=author, at=MOMENT)
        if revision.id not in {one.id for one in made}:
            made.append(revision)
    return made
