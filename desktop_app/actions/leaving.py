"""Exactly what leaves with the next bundle, whom it names, what stays and why; leaving more out.

What is left out is marked “this office only”, as at the answer itself: it stays until the mark is
taken away, and no bundle, list or page holds it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop_app.actions import encrypting, people
from desktop_app.actions.gathering import what_goes
from desktop_app.actions.records import enter_record, find, mark_ready, title_of
from desktop_app.actions.roads import addressee_of
from desktop_app.errors import UnknownRecord, UserError
from desktop_app.language import N_, Language
from desktop_app.records.access import (
    MARKS,
    OFFICE_ONLY,
    awaits_consent,
    kept_back,
    markable,
    marked,
    may_leave,
)
from desktop_app.records.kinds import KINDS
from desktop_app.records.leaving import (
    AnswerLeaving,
    FileLeaving,
    Leaving,
    PersonLeaving,
    RecordLeaving,
    RecordStaying,
)
from desktop_app.records.people import Role
from desktop_app.records.personal import PERSON, is_personal
from desktop_app.records.policy import Encryption
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import Record
from desktop_app.records.revision import Revision
from desktop_app.records.shown import shown

if TYPE_CHECKING:
    from desktop_app.actions.office import Office

_UNFINISHED = N_("It is not finished.")
_OURS = N_("It is for this office only.")
_NO_CONSENT = N_("The person did not agree to be passed on.")
_IN_LANGUAGES = (Answer.LOCAL, Answer.LOCAL_TEXT)
_NAMES = frozenset({"human_code", MARKS})
_SENT_BEFORE = ("sent", "received", "accepted", "returned")


def what_leaves(
    office: "Office",
    language: Language,
    *,
    drafts: bool = False,
    to: str = "",
    with_files: bool = True,
) -> Leaving:
    """Return all that would leave now. Nothing is written."""
    going = what_goes(office, drafts=drafts, to=to)
    lines: dict[str, list[Revision]] = {}
    for line in going.lines:
        lines.setdefault(line.uid, []).append(line)
    words = _Words(office, language)
    stored = {record.uid: record for record in going.records}
    leaving = [words.record(some, stored.get(uid)) for uid, some in lines.items()]
    leaving.sort(key=lambda one: (list(KINDS).index(one.kind), one.human_code, one.uid))
    newest = [_newest(some) for some in lines.values()]
    persons = [words.person(line) for line in newest if line.kind == PERSON and not line.deleted]
    return Leaving(
        addressee=addressee_of(office, to),
        encrypted=encrypting.policy_of(office).encryption is Encryption.REQUIRED,
        persons=tuple(sorted(persons, key=lambda one: (one.name, one.uid))),
        records=tuple(leaving),
        files=tuple(
            FileLeaving(
                name=file.name, size=file.size, human_code=file.human_code, title=file.title
            )
            for file in (going.files if with_files else ())
        ),
        stays=tuple(words.staying(one) for one in going.stay),
    )


def leave_out(office: "Office", chosen: Mapping[str, Iterable[str]]) -> int:
    """Keep answers (uid -> fields) here from now on: all or none. Returns how many records changed.

    A record that was ready is ready again. What was sent before cannot be called back. Raises
    UserError for an answer that cannot stay, and saying who may do it.
    """
    people.require(office, Role.REVIEWS)
    with office.store.writing():
        for uid, fields in chosen.items():
            record = find(office, uid)
            kind = KINDS[record.kind]
            kept = record
            for field in fields:
                if not markable(kind, field):
                    raise UserError(
                        N_("“{answer}” names the record and goes with it."),
                        answer=kind.question(field).label if kind.has(field) else field,
                    )
                rows = marked(kept, kind, field, OFFICE_ONLY)
                kept = kept.with_values(**{MARKS: rows})
            saved = enter_record(office, kept, N_("left out before sending"))
            if saved.draft and not record.draft:
                mark_ready(office, saved)
    return len(chosen)


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _newest(lines: Sequence[Revision]) -> Revision:
    """Return the line that the others come before; of several, always the same one."""
    earlier = {parent for line in lines for parent in line.parents}
    return min((line for line in lines if line.id not in earlier), key=lambda line: line.id)


class _Words:
    """Says records in one language, looking up the names of others once."""

    def __init__(self, office: "Office", language: Language) -> None:
        self._office, self._language = office, language
        self._names: dict[str, str] = {}

    def record(self, lines: Sequence[Revision], stored: Record | None) -> RecordLeaving:
        line = _newest(lines)
        kept = kept_back(stored) if stored else frozenset()
        return RecordLeaving(
            uid=line.uid,
            kind=line.kind,
            human_code=str(line.fields.get("human_code", "")),
            title=self._title(line),
            draft=line.draft,
            withdrawn=bool(line.deleted),
            sent_before=stored is not None and stored.status in _SENT_BEFORE,
            versions=len(lines),
            answers=self._answers(line.kind, line.fields),
            stays=self._answers(line.kind, {name: stored[name] for name in kept} if stored else {}),
        )

    def person(self, line: Revision) -> PersonLeaving:
        told = {one.field: one.text for one in self._answers(line.kind, line.fields)}
        return PersonLeaving(
            uid=line.uid,
            name=told.get("name", ""),
            position=told.get("job_title", ""),
            email=told.get("email", ""),
            phone=told.get("phone", ""),
        )

    def staying(self, record: Record) -> RecordStaying:
        why = _OURS
        if may_leave(record):
            why = _NO_CONSENT if awaits_consent(record) else _UNFINISHED
        return RecordStaying(
            uid=record.uid,
            kind=record.kind,
            human_code=record.human_code,
            title=title_of(record, self._language.code),
            why=self._language.text(why),
        )

    def _answers(self, name: str, fields: Mapping[str, object]) -> tuple[AnswerLeaving, ...]:
        kind = KINDS[name]
        told = []
        for question in kind.questions:
            text = self._text(question, fields.get(question.field))
            if text and question.field != MARKS:
                told.append(
                    AnswerLeaving(
                        field=question.field,
                        label=self._language.text(question.label),
                        text=text,
                        personal=is_personal(kind, question),
                        may_stay=markable(kind, question.field),
                    )
                )
        told += [
            AnswerLeaving(
                field=field, label=field, text=_written(value), personal=False, may_stay=False
            )
            for field, value in sorted(fields.items())
            if field not in _NAMES and not kind.has(field)  # of a newer Surco, or of an import
        ]
        return tuple(told)

    def _text(self, question: Question, value: object) -> str:
        """Say an answer; a text in several languages in each, for each leaves."""
        if question.kind not in _IN_LANGUAGES or not isinstance(value, Mapping):
            return shown(question, value, self._language, self._name_of)
        own = self._language.code
        codes = sorted(value.keys() - {"original"}, key=lambda code: (code != own, code))
        texts = [str(value[code]) for code in codes if value[code]]
        if len(texts) == 1:
            return texts[0]
        return "\n".join(f"{code}: {value[code]}" for code in codes if value[code])

    def _title(self, line: Revision) -> str:
        known = Record(kind=line.kind, uid=line.uid, office=line.office, values=line.fields)
        return title_of(known, self._language.code)

    def _name_of(self, _kind: str, uid: str) -> str:
        if uid not in self._names:
            try:
                self._names[uid] = title_of(find(self._office, uid), self._language.code)
            except UnknownRecord:
                self._names[uid] = uid[:8]  # it has not come in yet
        return self._names[uid]
