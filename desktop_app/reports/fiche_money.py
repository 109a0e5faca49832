"""Who contributed what to an initiative: line by line, with dollars, their rates and their sums."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from desktop_app.language import N_, Language, N_plural, capital
from desktop_app.records.initiative_money import BASE_CURRENCY
from desktop_app.records.rates import rates_of, usd_amount
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, Sheet

_NEED = 90  # points: a heading, the head of a table and one row of two lines
_IN_KIND = "KIND"
_SHORT_NAME = 20  # letters
_ORDER = ("BUD", "BUDREV", "COM", "DIS", "EXE", "REP")
_MOST_KINDS = 4
_UNITS = {
    "DAY": N_plural("{n} day", "{n} days"),
    "MONTH": N_plural("{n} month", "{n} months"),
    "PERSON": N_plural("{n} person", "{n} persons"),
    "COURSE": N_plural("{n} course", "{n} courses"),
    "UNIT": N_plural("{n} unit", "{n} units"),
    "KG": N_plural("{n} kg", "{n} kg"),
    "HOUR": N_plural("{n} hour", "{n} hours"),
}
_WITHOUT = N_plural(
    "{n} line has no value in US dollars and is not in these sums.",
    "{n} lines have no value in US dollars and are not in these sums.",
)


def contributions(record: Record, sheet: Sheet) -> Story:
    """Return who contributes what: a line for each money line, by payer and kind, then the sums."""
    language, lines = sheet.language, record.rows("money")
    heading = blocks.h2(language.text(N_("Contributions by party")), _NEED)
    if not lines:
        said = language.text(words.NOT_REPORTED)
        return [*heading, blocks.text(capital(said), "hint")]
    head = [
        *(N_("Paid by"), N_("Kind"), N_("Period"), N_("Cash or in kind")),
        *(N_("Quantity"), N_("Amount"), N_("US dollars")),
    ]
    lines.sort(key=_place)
    rows = [_contribution(line, language) for line in lines]
    payer = 1.0 if max(len(row[0]) for row in rows) <= _SHORT_NAME else 1.6
    period = 1.95 if any(line.get("period_end") for line in lines) else 1.35
    widths = blocks.columns(sheet.width, payer, 1.25, period, 1.75, 0.95, 1.2, 0.85)
    grid = blocks.table([language.text(said) for said in head], rows, widths, (4, 5, 6))
    return [*heading, grid, *_sums(lines, sheet), *_rates(record, language)]


def _place(line: Mapping[str, str]) -> tuple[str, int, str, str]:
    kind = line.get("kind", "")
    at = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return line.get("payer", ""), at, line.get("period_start", ""), line.get("id", "")


def _contribution(line: Mapping[str, str], language: Language) -> list[str]:
    dollars = usd_amount(line)
    amount = ""
    if line.get("amount"):
        amount = language.amount(line["amount"], line.get("currency") or "?")
    return [
        words.short_party(line.get("payer"), language),
        words.label("money_kind", line.get("kind"), language),
        _period(line, language),
        _basis(line, language),
        _quantity(line, language) or DASH,
        amount or DASH,
        _dollars(dollars, language),
    ]


def _dollars(value: Decimal | None, language: Language) -> str:
    """Return dollars without cents that are none; a dash when they are not known."""
    if value is None:
        return DASH
    return language.number(value, 0 if value == value.to_integral_value() else 2)


def _period(line: Mapping[str, str], language: Language) -> str:
    start, end = line.get("period_start", ""), line.get("period_end", "")
    said = language.date(start) if start else DASH
    return f"{said} {DASH} {language.date(end)}" if end and end != start else said


def _quantity(line: Mapping[str, str], language: Language) -> str:
    if not line.get("quantity"):
        return ""
    number, unit = Decimal(line["quantity"]), line.get("unit") or ""
    if unit in _UNITS and number == number.to_integral_value():
        return language.plural(_UNITS[unit], int(number))
    told = words.label("unit", unit, language) if unit else ""
    return words.joined([language.number(number), told.lower()], " ")


def _basis(line: Mapping[str, str], language: Language) -> str:
    cash = words.label("cash_kind", line["cash_kind"], language) if line.get("cash_kind") else ""
    if line.get("cash_kind") == _IN_KIND:
        named = line.get("inkind_cat")
        return words.joined([cash, words.label("inkind", named, language) if named else ""])
    refund = words.label("refund", line["refund"], language) if line.get("refund") else ""
    return words.joined([cash, refund]) or DASH


def _sums(lines: list[dict[str, str]], sheet: Sheet) -> Story:
    """Return the dollars of each payer by kind of money, where there is something to add up."""
    language = sheet.language
    known = [(line, value) for line in lines if (value := usd_amount(line)) is not None]
    kinds = [kind for kind in _ORDER if any(line.get("kind") == kind for line, _ in known)]
    payers = list(dict.fromkeys(line.get("payer", "") for line, _ in known))
    added = Counter((line.get("payer", ""), line.get("kind")) for line, _ in known)
    if max(added.values(), default=0) < 2 or len(kinds) > _MOST_KINDS:  # noqa: PLR2004 - two make a sum
        return []
    title = language.text(N_("Sums in US dollars"))
    head = [title, *(words.label("money_kind", kind, language) for kind in kinds)]
    rows = [
        [
            words.short_party(payer, language),
            *(
                _sum(
                    [
                        value
                        for line, value in known
                        if (line.get("payer", ""), line.get("kind")) == (payer, kind)
                    ],
                    language,
                )
                for kind in kinds
            ),
        ]
        for payer in payers
    ]
    widths = blocks.columns(sheet.width, 2.4, *(1.2 for _ in kinds))
    sums = blocks.table(head, rows, widths, range(1, len(head)))
    return [blocks.gap(S1), sums, *_left_out(len(lines) - len(known), language)]


def _left_out(without: int, language: Language) -> Story:
    return [blocks.text(language.plural(_WITHOUT, without), "hint")] if without else []


def _sum(values: Iterable[Decimal], language: Language) -> str:
    given = list(values)
    return _dollars(sum(given, Decimal(0)), language) if given else DASH


def _rates(record: Record, language: Language) -> Story:
    """Return the rates that the dollars come from, each with its source."""
    said = [
        words.joined(
            [
                language.text(
                    N_("{rate} {currency} for one {base}"),
                    rate=language.number(row["rate"]),
                    currency=row["currency"],
                    base=BASE_CURRENCY,
                ),
                row["period"],
                words.label("fx_kind", row["kind"], language) if row["kind"] else "",
                row["source"],
                row["reason"],
            ],
            ", ",
        )
        for row in rates_of([record])
    ]
    if not said:
        return []
    told = language.text(N_("Exchange rates: {rates}."), rates="; ".join(said))
    return [blocks.gap(S1), blocks.text(told, "hint")]
