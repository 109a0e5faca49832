"""The sheet of a country's offers and requests: what it can share, and what it seeks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from desktop_app.language import N_, Language
from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.folding import fold
from desktop_app.records.offer import REQUEST
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.offer_block import offer_block
from desktop_app.reports.paper import S2, Sheet, write

_STANDING = ("OPEN", "PART")
_SOON = timedelta(days=90)
_NEED = 90  # points: a heading, the head of a table and one row of two lines
_HOW_TO_READ = (
    N_("An offer stands while it is open or partly covered and its last day has not passed."),
    N_("“Closing soon” is what ends within 90 days of the date of this sheet."),
    N_("What is covered, closed or past its last day is listed apart at the end."),
    N_("What was not reported is never shown as zero: a dash or the words “not reported” stand."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersSheet:
    """What the sheet is made of.

    `records` are the office's offers and requests; `contacts` those of their contact persons that
    may be printed, and `names` the titles of other records, both by uid. A `public` sheet holds
    what everybody may see and is ready.
    """

    office: str
    office_name: str
    records: Sequence[Record]
    cut_off: str
    names: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, Record] = field(default_factory=dict)
    focal_point: str = ""
    email: str = ""
    list_versions: Mapping[str, str] = field(default_factory=dict)
    check_code: str = ""
    public: bool = False

    @property
    def today(self) -> date:
        return dates.first_day(self.cut_off)

    @property
    def listed(self) -> list[Record]:
        return words.shown(self.records, public=self.public)


def write_offers_sheet(
    path: Path,
    data: OffersSheet,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the sheet of offers and requests as a PDF."""
    name = words.label("party", data.office, language)
    sheet = Sheet(
        title=language.text(N_("Offers and requests of {party}"), party=name),
        language=language,
        author=data.office_name,
        subject=language.text(N_("Offers and requests")),
        foot=words.foot(data, language),
        stamps=words.stamps(data.listed, language),
        paper=paper,
    )
    write(path, sheet, _story(data, sheet, name), step)


def stands(record: Record, today: date) -> bool:
    """Tell whether an offer or request is open, at least in part, and not past its last day."""
    ends = record["valid_to"]
    return record["state"] in (None, *_STANDING) and not (ends and dates.last_day(ends) < today)


def _story(data: OffersSheet, sheet: Sheet, name: str) -> Story:
    language, listed = sheet.language, data.listed
    standing = [one for one in listed if stands(one, data.today)]
    past = [one for one in listed if not stands(one, data.today)]
    offers = [one for one in standing if one["dimension"] != REQUEST]
    requests = [one for one in standing if one["dimension"] == REQUEST]
    soon = [one for one in standing if _soon(one, data.today)]
    eyebrow = language.text(N_("Offers and requests"))
    below = language.text(N_("What we can share, and what we seek"))
    return [
        *blocks.title_block(eyebrow, name, below),
        *blocks.facts(_cover(data, language), sheet.width),
        blocks.gap(S2),
        *_figures(offers, requests, soon, sheet),
        *_closing(soon, sheet),
        *_part(N_("What we can share"), offers, data, sheet),
        *_part(N_("What we seek"), requests, data, sheet),
        *_past(past, sheet),
        *_how_to_read(sheet),
    ]


def _cover(data: OffersSheet, language: Language) -> list[tuple[str, str]]:
    return [
        (language.text(N_("Institution")), data.office_name),
        (language.text(N_("Focal point")), words.joined([data.focal_point, data.email])),
        (language.text(N_("Data as of")), language.date(data.cut_off)),
    ]


def _figures(
    offers: list[Record], requests: list[Record], soon: list[Record], sheet: Sheet
) -> Story:
    language = sheet.language
    sectors = {one["sector"] for one in (*offers, *requests) if one["sector"]}
    tiles = [
        (language.number(len(given)), language.text(label), "")
        for given, label in (
            (offers, N_("offers that stand")),
            (requests, N_("requests that stand")),
            (sectors, N_("sectors")),
            (soon, N_("close within 90 days")),
        )
    ]
    if not offers and not requests:
        return [blocks.text(language.text(N_("No offer and no request stands today.")), "lead")]
    return [blocks.Tiles(tiles, sheet.width, 4), blocks.gap(S2)]


def _soon(record: Record, today: date) -> bool:
    ends = record["valid_to"]
    return bool(ends) and dates.last_day(ends) <= today + _SOON


def _closing(soon: list[Record], sheet: Sheet) -> Story:
    """Return what closes soon, the next first."""
    language = sheet.language
    if not soon:
        return []
    soon = sorted(soon, key=lambda one: (dates.last_day(one["valid_to"]), one.human_code))
    title = language.text(N_("Closing soon"))
    return [*blocks.h1(title, _NEED), _table(soon, sheet, lambda one: _kind(one, language))]


def _kind(record: Record, language: Language) -> str:
    return words.labels("dimension", filter(None, [record["dimension"]]), language)


def _table(records: list[Record], sheet: Sheet, first: Callable[[Record], str]) -> object:
    language = sheet.language
    rows = [
        [
            language.date(one["valid_to"] or "") or DASH,
            first(one) or DASH,
            one.local("title", language.code) or DASH,
            words.labels("sector", filter(None, [one["sector"]]), language) or DASH,
            one.human_code or DASH,
        ]
        for one in records
    ]
    head = [N_("Valid until"), N_("Kind"), N_("Title"), N_("Sector"), N_("Code")]
    code_wide = blocks.code_column([row[-1] for row in rows])
    widths = [*blocks.columns(sheet.width - code_wide, 1, 1, 3, 1.6), code_wide]
    return blocks.table([language.text(said) for said in head], rows, widths)


def _part(title: str, records: list[Record], data: OffersSheet, sheet: Sheet) -> Story:
    """Return offers or requests by sector in the order of the list, each as a block."""
    language = sheet.language
    head = blocks.h1(language.text(title), 150)
    if not records:
        return [*head, blocks.text(language.text(N_("Nothing is recorded at present.")), "hint")]
    story: Story = []
    order = {code: at for at, code in enumerate(code_list("sector").codes)}
    by_sector: dict[str, list[Record]] = {}
    for one in records:
        by_sector.setdefault(one["sector"] or "", []).append(one)
    for sector in sorted(by_sector, key=lambda code: (order.get(code, len(order)), code)):
        label = words.label("sector", sector, language) if sector else ""
        head = [*head, blocks.text(label or language.text(N_("Sector not reported")), "h2")]
        for one in sorted(by_sector[sector], key=lambda one: _rank(one, language)):
            story += [blocks.together([*head, *offer_block(one, data, sheet)]), blocks.gap(S2)]
            head = []
    return story


def _rank(record: Record, language: Language) -> tuple[str, str, str]:
    title = fold(record.local("title", language.code))
    return record["priority"] or "9", title, record.human_code


def _past(records: list[Record], sheet: Sheet) -> Story:
    language = sheet.language
    if not records:
        return []
    latest = sorted(records, key=lambda one: one.human_code)
    latest.sort(key=lambda one: one["valid_to"] or "", reverse=True)
    title = language.text(N_("No longer standing"))

    def why(record: Record) -> str:
        state = record["state"] or ""
        if state in _STANDING or not state:
            return words.joined([_kind(record, language), language.text(N_("expired"))], ", ")
        state_label = words.label("offer_state", state, language)
        return words.joined([_kind(record, language), state_label.lower()], ", ")

    return [*blocks.h1(title, _NEED), _table(latest, sheet, why)]


def _how_to_read(sheet: Sheet) -> Story:
    language = sheet.language
    story = blocks.h1(language.text(N_("How to read this sheet")), 110)
    for said in _HOW_TO_READ:
        story += [blocks.text(language.text(said), "note"), blocks.gap(2)]
    return story
