"""The lists inside records laid flat, so that any SQLite tool can ask about them."""

from collections.abc import Iterator

from desktop_app.records.questionnaire import Answer, Kind, Question

_TEXTS = frozenset({Answer.LOCAL, Answer.LOCAL_TEXT})


def views_of(kind: Kind) -> Iterator[tuple[str, str]]:
    """Return name and SQL of each view of a kind; withdrawn records are left out.

    `<kind>_text` has one line a text and language, `original` is 1 for the language it was
    written in.
    """
    for question in kind.questions:
        if question.kind is Answer.ROWS and question.view:
            yield question.view, _rows_view(kind, question)
        elif question.kind is Answer.CODES and question.view:
            yield question.view, _codes_view(kind, question)
    texts = [question for question in kind.questions if question.kind in _TEXTS]
    if texts:
        yield f"{kind.name}_text", " union all ".join(_text(kind, text) for text in texts)


def _rows_view(kind: Kind, question: Question) -> str:
    columns = ", ".join(
        f'{_member("one.value", column.field)} as "{column.field}"' for column in question.rows
    )
    return (
        f"select record.uid, record.office, record.human_code, one.key + 1 as number, "
        f"{_member('one.value', 'id')} as row_id, {columns} "
        f'from "{kind.name}" as record, json_each(record."{question.field}") as one '
        "where record.deleted = ''"
    )


def _member(of: str, name: str) -> str:
    # Not json_extract: SQLite 3.40 holds it for unsafe in a schema that is not trusted.
    return f"(select cell.value from json_each({of}) as cell where cell.key = '{name}')"


def _codes_view(kind: Kind, question: Question) -> str:
    return (
        "select record.uid, record.office, record.human_code, one.value as code "
        f'from "{kind.name}" as record, json_each(record."{question.field}") as one '
        "where record.deleted = ''"
    )


def _text(kind: Kind, question: Question) -> str:
    record = f'record."{question.field}"'
    return (
        f"select record.uid, '{question.field}' as field, one.key as language, "
        "one.value as text, "
        f"one.key = {_member(record, 'original')} as original "
        f'from "{kind.name}" as record, json_each(record."{question.field}") as one '
        "where record.deleted = '' and one.key <> 'original'"
    )
