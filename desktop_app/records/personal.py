"""Which answers tell of a person: what is looked at first before something leaves the office."""

from desktop_app.records.questionnaire import Answer, Kind, Question

PERSON = "contact"  # the kind of record that is about one
_OF_A_PERSON = frozenset({"name", "job_title", "email", "phone", "alternate", "handover"})
_ELSEWHERE = frozenset({("source", "contact_text"), ("office", "handover")})
_CREDIT = "credit"


def is_personal(kind: Kind, question: Question) -> bool:
    """Tell whether an answer tells of a person, or says who it is about."""
    if kind.name == PERSON and question.field in _OF_A_PERSON:
        return True
    if (kind.name, question.field) in _ELSEWHERE or question.ref == PERSON:
        return True
    return question.kind is Answer.ROWS and any(
        column.ref == PERSON or column.field == _CREDIT for column in question.rows
    )
