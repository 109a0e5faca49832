"""The indexes of the directory: the same sources by type, sector, instrument and country."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import CondPageBreak

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.eligibility import memberships
from desktop_app.records.folding import fold
from desktop_app.records.record import Record
from desktop_app.reports import blocks, source_facts
from desktop_app.reports.blocks import Story
from desktop_app.reports.directory_entry import place_of, title_of
from desktop_app.reports.headings import Heading
from desktop_app.reports.page_numbers import Line, Named, words
from desktop_app.reports.paper import Sheet, in_columns

BY_TYPE, BY_SECTOR, BY_INSTRUMENT, BY_COUNTRY = (
    "index by type",
    "index by sector",
    "index by instrument",
    "index by country",
)
TITLES: Mapping[str, str] = {
    BY_TYPE: N_("Index by type of source"),
    BY_SECTOR: N_("Index by sector"),
    BY_INSTRUMENT: N_("Index by instrument"),
    BY_COUNTRY: N_("Index by country"),
}
_EVERY = "*"
_ONE_COLUMN = 30  # lines that fit on what is left of a page, so that columns would be too much
_NEED = 46  # points: the name of a group and two of its lines


@dataclass(frozen=True, slots=True)
class Group:
    """The sources under one heading of an index, and a note below it."""

    name: str
    records: Sequence[Record]
    note: str = ""


def indexes(records: Sequence[Record], stale: Iterable[str], sheet: Sheet) -> Story:
    """Return the four indexes; `stale` are the uids of sources that stand in the annex."""
    language, marked = sheet.language, frozenset(stale)
    if not records:
        return []
    lines = {
        one.uid: words(title_of(one, language), mark="*" if one.uid in marked else "")
        for one in records
    }
    groups = {name: find(records, language) for name, find in _INDEXES.items()}
    said = N_("* not verified for twelve months: it stands in the annex.")
    story: Story = [blocks.text(language.text(said), "label")] if marked else []
    for name, found in groups.items():
        story += _index(name, found, lines, language)
    many = sum(1 + len(group.records) for found in groups.values() for group in found)
    return in_columns(story) if many > _ONE_COLUMN else story


def _index(
    name: str, groups: Sequence[Group], lines: Mapping[str, Named], language: Language
) -> Story:
    head = [CondPageBreak(110), Heading(language.text(TITLES[name]), "h1", 1, name)]
    story: Story = []
    for group in groups:
        count = language.number(len(group.records))
        said = f"{group.name} ({count})" if group.records else group.name
        story += [CondPageBreak(_NEED), blocks.text(said, "group")]
        story += [blocks.text(group.note, "label")] if group.note else []
        story += [Line(lines[one.uid], place_of(one)) for one in group.records]
    return [*head, *story]


def _by_codes(
    field: str, codes: str, none: str, every: Callable[[Record], bool] | None = None
) -> Callable[[Sequence[Record], Language], list[Group]]:
    """Return how sources are grouped by the codes they name, in the order of the list."""

    def find(records: Sequence[Record], language: Language) -> list[Group]:
        found: dict[str, list[Record]] = {}
        for one in records:
            given = one[field] if isinstance(one[field], list | tuple) else [one[field] or ""]
            all_of_them = every is not None and every(one)
            for code in [_EVERY] if all_of_them else (given or [""]):
                found.setdefault(code, []).append(one)
        known = code_list(codes)
        order = {code: at for at, code in enumerate([_EVERY, *known.codes])}
        names = {"": language.text(none), _EVERY: language.text(N_("All sectors"))}
        ranked = sorted(found, key=lambda code: (not code, order.get(code, len(order)), code))
        return [
            Group(names.get(code) or known.label(code, language.code), found[code])
            for code in ranked
        ]

    return find


def by_country(records: Sequence[Record], language: Language) -> list[Group]:
    """Return the sources open to groups of countries, then those open to single countries.

    A source open to a group stands there once, and each of its countries says which groups to
    look under: else it would stand under every one of them. Countries that have nothing of their
    own and belong to the same groups stand together.
    """
    of_groups: dict[str, list[Record]] = {}
    of_countries: dict[str, list[Record]] = {}
    silent = []
    for one in records:
        groups, countries = one.codes("eligible_groups"), one.codes("eligible_countries")
        for group in groups:
            of_groups.setdefault(group, []).append(one)
        for country in countries:
            of_countries.setdefault(country, []).append(one)
        if not groups and not countries:
            silent.append(one)
    known, countries_known = code_list("mechanism"), code_list("country")
    found = [
        Group(
            language.text(
                N_("Open to members of: {group}"), group=known.label(code, language.code)
            ),
            of_groups[code],
        )
        for code in sorted(of_groups, key=lambda code: fold(known.label(code, language.code)))
    ]
    members = [code for code in code_list("member").codes if memberships(code)[0] & set(of_groups)]
    named = {code: countries_known.label(code, language.code) for code in {*members, *of_countries}}
    together: dict[str, Group] = {}
    for code in sorted(named, key=lambda code: fold(named[code])):
        also = sorted(
            known.label(group, language.code) for group in memberships(code)[0] & set(of_groups)
        )
        note = language.text(N_("See also: {groups}"), groups="; ".join(also)) if also else ""
        own = of_countries.get(code, [])
        if not own and note in together:
            first = together[note]
            found[found.index(first)] = together[note] = Group(
                f"{first.name}, {named[code]}", [], note
            )
            continue
        found.append(Group(named[code], own, note))
        if not own:
            together[note] = found[-1]
    if silent:
        found.append(Group(language.text(N_("Countries not reported")), silent))
    return found


_INDEXES: Mapping[str, Callable[[Sequence[Record], Language], list[Group]]] = {
    BY_TYPE: _by_codes("source_type", "source_type", N_("Type not reported")),
    BY_SECTOR: _by_codes("sectors", "sector", N_("Sector not reported"), source_facts.every_sector),
    BY_INSTRUMENT: _by_codes("instruments", "instrument", N_("Instrument not reported")),
    BY_COUNTRY: by_country,
}
