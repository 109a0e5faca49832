"""The columns of lists, on the screen and in tables: what each says of a record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.language import N_, Language
from desktop_app.records import list_words as words
from desktop_app.records.codes import code_list
from desktop_app.records.listing import ListRow
from desktop_app.records.ordering import codes_of

Said = Callable[[ListRow, Language], str]


@dataclass(frozen=True, slots=True)
class Column:
    """What it says of a row, in short and in full; a list is put in order by its name."""

    name: str
    title: str  # marked for translation
    short: Said
    full: Said


def _label(field: str) -> Said:
    return lambda row, language: code_list(codes_of(row.kind, field)).label(
        getattr(row, field), language.code
    )


def _coded(name: str, title: str, field: str) -> Column:
    return Column(name, title, _label(field), _label(field))


def _instruments(row: ListRow, language: Language) -> str:
    known = code_list("instrument")
    return ", ".join(known.label(code, language.code) for code in row.instruments)


def _parties(row: ListRow, _language: Language) -> str:
    return words.parties_text(row)


def _years(row: ListRow, _language: Language) -> str:
    return words.years_text(row)


def _code(row: ListRow, _language: Language) -> str:
    return row.human_code


def _office(row: ListRow, _language: Language) -> str:
    return row.office


def _day(row: ListRow, language: Language) -> str:
    return language.date(row.updated_at[:10])


TITLE = Column("title", N_("Title"), words.title_text, words.title_text)
STATE = Column("state", N_("Status"), words.state_text, words.state_in_full)
_PARTIES = Column("parties", N_("Parties"), _parties, words.parties_in_full)
_DATES = Column("dates", N_("Years"), _years, words.dates_in_full)
_SECTOR = _coded("sector", N_("Sector"), "sector")
_TYPE = _coded("type", N_("Type of source"), "source_type")
_STAGE = _coded("stage", N_("Stage"), "stage")
_MODALITY = _coded("modality", N_("Modality"), "modality")
_STANDING = _coded("standing", N_("How it stands"), "state")
_INSTRUMENTS = Column("instruments", N_("Instruments"), _instruments, _instruments)
_EVERY = (
    Column("code", N_("Code"), _code, _code),
    Column("office", N_("Office"), _office, _label("office")),
    Column("updated", N_("Last change"), _day, _day),
)


def _what(title: str) -> Column:
    return _coded("what", title, "what")


# kind -> its columns in their order, first those that are shown until others are chosen
_USUAL: dict[str, tuple[Column, ...]] = {
    "initiative": (TITLE, _PARTIES, _SECTOR, _DATES, STATE),
    "source": (TITLE, _TYPE, _INSTRUMENTS, STATE),
    "offer": (TITLE, _PARTIES, _what(N_("Kind")), _STANDING, STATE),
    "practice": (TITLE, _PARTIES, _SECTOR, _STANDING, STATE),
    "agreement": (TITLE, _PARTIES, _what(N_("Kind")), _DATES, STATE),
    "meeting": (TITLE, _what(N_("Kind of meeting")), _DATES, STATE),
    "commitment": (TITLE, _PARTIES, _DATES, _STANDING, STATE),
    "office": (TITLE, _PARTIES, _what(N_("Kind of office")), STATE),
    "organisation": (TITLE, _PARTIES, STATE),
    "contact": (TITLE, _PARTIES, STATE),
}
_MORE: dict[str, tuple[Column, ...]] = {
    "initiative": (_STAGE, _MODALITY),
    "source": (_SECTOR,),
    "offer": (_SECTOR,),
    "organisation": (_what(N_("Kind")),),
}


def usual_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns that a list shows until others are chosen."""
    return _USUAL[kind]


def all_columns(kind: str) -> tuple[Column, ...]:
    """Return every column that a list of this kind can show, in their order."""
    *first, state = _USUAL[kind]
    return (*first, *_MORE.get(kind, ()), *_EVERY, state)


def columns_named(kind: str, names: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of these names in their order, the title always; else the usual ones."""
    wanted = set(names)
    chosen = [one for one in all_columns(kind) if one.name in wanted]
    if not chosen:
        return usual_columns(kind)
    return tuple(chosen) if TITLE in chosen else (TITLE, *chosen)
