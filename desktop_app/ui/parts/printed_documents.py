"""What can be printed from where one stands: made from what each document says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.actions import printing
from desktop_app.actions.printable import Edition, Of
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import Progress

if TYPE_CHECKING:
    from desktop_app.actions.office import Office
    from desktop_app.records.record import Record

_LONGEST = 36

Write = Callable[[Path, Edition, Progress], object]


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be printed: `write` makes its file, `write_tables` its workbook."""

    title: str  # in the reader's language
    name: str  # what every such document is called, marked for translation
    file_name: str
    write: Write
    has_paragraph: bool = False  # that the office may write itself
    write_tables: Write | None = None
    public: bool = False  # the edition for everybody


def documents(
    office: "Office", language: Language, record: "Record | None" = None, kind: str = ""
) -> list[Document]:
    """Return the documents of the record in sight, then those of the office, then a blank form.

    The form is that of `kind`, whose list is shown, or of the record; what lists such records
    stands before the other documents of the office.
    """
    found = _of_record(office, language, record) if record is not None else []
    asked = record.kind if record is not None else kind
    for name in sorted(printing.DOCUMENTS, key=lambda name: not _lists(name, asked)):
        found += _of_office(office, language, name)
    return [*found, *([_form(office, language, asked)] if asked else [])]


def _lists(name: str, kind: str) -> bool:
    """Tell whether a document is about the records of a kind."""
    return bool(kind) and printing.DOCUMENTS[name].lists == kind


def _of_office(office: "Office", language: Language, name: str) -> list[Document]:
    """Return a document of the whole office, and its edition for everybody if it has one."""
    one = printing.DOCUMENTS[name]
    if one.of not in (Of.OFFICE, Of.NOTHING, Of.BUNDLE) or not printing.is_for(office, name):
        return []
    if one.of is Of.BUNDLE and office.is_secretariat:
        return []  # its answers have summaries of their own beside them
    title = language.text(one.title)
    if name == "profile":
        title = language.text(N_("Profile of {office}"), office=office.name)
    file_name = f"{office.code}-{name}"
    write = partial(one.write, office, "")
    tables = partial(one.write_tables, office, "") if one.write_tables else None
    found = [
        Document(
            title,
            one.title,
            file_name,
            write,
            has_paragraph=name == "profile",
            write_tables=tables,
        )
    ]
    if one.public:
        everybody = language.text(N_("{document}, for everybody"), document=title)
        named = f"{file_name}-public"
        found.append(Document(everybody, one.title, named, write, write_tables=tables, public=True))
    return found


def _of_record(office: "Office", language: Language, record: "Record") -> list[Document]:
    name = record.local(KINDS[record.kind].title_field, language.code) or record.human_code
    title = language.text(N_("Page of “{title}”"), title=_short(name))
    return [
        Document(
            title,
            one.title,
            record.human_code or record.kind,
            partial(one.write, office, record.uid),
        )
        for one in printing.DOCUMENTS.values()
        if one.of is Of.RECORD and one.kind == record.kind
    ]


def _form(office: "Office", language: Language, kind: str) -> Document:
    form = printing.DOCUMENTS["form"]
    return Document(
        language.text(N_("Blank form: {kind}"), kind=language.text(KINDS[kind].title)),
        form.title,
        f"{office.code}-form-{kind}",
        partial(form.write, office, kind),
    )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
