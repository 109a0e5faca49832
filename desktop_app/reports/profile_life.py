"""What a country shares, seeks and has agreed to: offers, requests, practices, legal framework."""

from collections.abc import Callable, Sequence

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.dates import first_day, last_day
from desktop_app.records.figures.others import is_open
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, S2, Sheet
from desktop_app.reports.profile import Profile

_MOST_PRACTICES = 3
_MOST_LINES = 12
_LONGEST = 320  # letters of a practice's challenge; its own sheet has the whole
_PENDING = ("OPEN", "LATE")
_PRACTICE_ORDER = ("PUBLISHED", "REVIEWED", "PROPOSED")
_CLOSED = N_plural(
    "{n} more is no longer open and is not listed.",
    "{n} more are no longer open and are not listed.",
)
_REST = N_plural("And {n} more.", "And {n} more.")

Cells = Callable[[Record, Language], list[str]]


def offers_and_requests(data: Profile, sheet: Sheet) -> Story:
    """Return what the country can share and what it seeks, as far as it is open at the cut-off."""
    language = sheet.language
    story = blocks.h1(language.text(N_("What it shares and what it seeks")), 120)
    given = data.of_kind("offer")
    if not given:
        return [*story, _nothing(N_("No offer and no request is recorded."), language)]
    for dimension, title in (("OFF", N_("What we can share")), ("REQ", N_("What we seek"))):
        own = [one for one in given if one["dimension"] == dimension]
        now = [one for one in own if is_open(one, data.cut_off)]
        story += blocks.h2(language.text(title), 80)
        if now:
            story += _listed(now, _OFFER_HEAD, _OFFER_WIDTHS, _offer, sheet)
        else:
            story.append(_nothing(N_("None is open."), language))
        if closed := len(own) - len(now):
            story += [blocks.gap(S1), blocks.text(language.plural(_CLOSED, closed), "hint")]
    return story


_OFFER_HEAD = (N_("Title"), N_("Sector"), N_("Forms"), N_("Languages"), N_("Valid until"))
_OFFER_WIDTHS = (3.0, 1.8, 1.9, 1.3, 1.2)


def _offer(record: Record, language: Language) -> list[str]:
    return [
        record.local("title", language.code) or DASH,
        words.label("sector", record["sector"], language),
        words.labels("form", record.codes("forms"), language) or DASH,
        words.labels("language", record.codes("languages"), language) or DASH,
        language.date(record["valid_to"] or "") or DASH,
    ]


def practices(data: Profile, sheet: Sheet) -> Story:
    """Return up to three good practices, those that are published first."""
    language = sheet.language
    story = blocks.h1(language.text(N_("Good practices")), 110)
    found = sorted(data.of_kind("practice"), key=_practice_order)
    if not found:
        return [*story, _nothing(N_("No good practice is recorded."), language)]
    for one in found[:_MOST_PRACTICES]:
        title = one.local("title", language.code) or one.human_code
        about = words.joined(
            [
                one.human_code,
                words.label("sector", one["sector"], language) if one["sector"] else "",
                words.label("practice_state", one["state"], language) if one["state"] else "",
            ]
        )
        story += [*blocks.h2(title, 70), blocks.text(about, "hint")]
        challenge = shortened(one.local("challenge", language.code))
        story += [blocks.text(challenge)] if challenge else []
    return [*story, *_rest(len(found) - _MOST_PRACTICES, language)]


def _practice_order(record: Record) -> tuple[int, str, str]:
    state = record["state"] or ""
    place = _PRACTICE_ORDER.index(state) if state in _PRACTICE_ORDER else len(_PRACTICE_ORDER)
    return place, record.human_code, record.uid


def shortened(text: str) -> str:
    """Return a text, or its beginning up to the end of a sentence or word, and three dots."""
    plain = " ".join(text.split())
    if len(plain) <= _LONGEST:
        return plain
    head = plain[:_LONGEST]
    stop = head.rfind(". ")
    if stop > _LONGEST // 2:
        return head[: stop + 1] + " …"
    return head[: max(head.rfind(" "), _LONGEST // 2)] + " …"


def legal_framework(data: Profile, sheet: Sheet) -> Story:
    """Return agreements in force, the meetings to come and the commitments that are pending."""
    language, today = sheet.language, first_day(data.cut_off)
    agreements = [one for one in data.of_kind("agreement") if _in_force(one, data)]
    meetings = [
        one
        for one in data.of_kind("meeting")
        if (start := one["start"]) and last_day(one["end"] or start) >= today
    ]
    pending = [one for one in data.of_kind("commitment") if one["state"] in _PENDING]
    parts: tuple[tuple[str, str, Sequence[Record], tuple[str, ...], tuple[float, ...], Cells], ...]
    parts = (
        (
            N_("Agreements and joint commissions in force"),
            N_("None is recorded as in force."),
            sorted(agreements, key=lambda one: (one["signed_on"] or "", one.uid), reverse=True),
            (N_("Title"), N_("Kind"), N_("Parties"), N_("Signed"), N_("Expires")),
            (3.2, 1.6, 1.7, 1.0, 1.0),
            _agreement,
        ),
        (
            N_("Meetings to come"),
            N_("None is recorded."),
            sorted(meetings, key=lambda one: (one["start"], one.uid)),
            (N_("Meeting"), N_("Series"), N_("Place"), N_("Dates")),
            (3.2, 1.6, 1.7, 2.0),
            _meeting,
        ),
        (
            N_("Commitments that are pending"),
            N_("None is recorded as pending."),
            sorted(pending, key=lambda one: (one["due"] or "9", one.uid)),
            (N_("Commitment"), N_("Responsible"), N_("State"), N_("Due")),
            (4.2, 1.7, 1.2, 1.4),
            _commitment,
        ),
    )
    story = blocks.h1(language.text(N_("Legal framework and commitments")), 120)
    for title, nothing, found, head, widths, cells in parts:
        story += blocks.h2(language.text(title), 80)
        story += (
            _listed(found, head, widths, cells, sheet) if found else [_nothing(nothing, language)]
        )
    return story


def _in_force(record: Record, data: Profile) -> bool:
    begun, ends = record["in_force"] or record["signed_on"], record["expires_on"]
    today = first_day(data.cut_off)
    if not begun or first_day(begun) > today:
        return False
    return not ends or last_day(ends) >= today


def _agreement(record: Record, language: Language) -> list[str]:
    return [
        words.joined([record.local("title", language.code), record["act_code"] or ""]) or DASH,
        words.label("legal", record["legal_kind"], language),
        words.labels("party", record.codes("parties"), language) or DASH,
        language.date(record["signed_on"] or "") or DASH,
        language.date(record["expires_on"] or "") or DASH,
    ]


def _meeting(record: Record, language: Language) -> list[str]:
    start, end = record["start"] or "", record["end"] or ""
    last = f" {DASH} {language.date(end)}" if end and end != start else ""
    return [
        record.local("name", language.code) or DASH,
        words.label("meeting_series", record["series"], language),
        record["place"] or DASH,
        language.date(start) + last,
    ]


def _commitment(record: Record, language: Language) -> list[str]:
    return [
        record.local("text", language.code) or DASH,
        words.label("party", record["party"], language),
        words.label("commitment_state", record["state"], language),
        language.date(record["due"] or "") or DASH,
    ]


def _listed(
    found: Sequence[Record],
    head: Sequence[str],
    widths: Sequence[float],
    cells: Cells,
    sheet: Sheet,
) -> Story:
    language = sheet.language
    rows = [cells(one, language) for one in found[:_MOST_LINES]]
    titles = [language.text(title) for title in head]
    grid = blocks.table(titles, rows, blocks.columns(sheet.width, *widths))
    return [grid, blocks.gap(S2), *_rest(len(found) - _MOST_LINES, language)]


def _rest(more: int, language: Language) -> Story:
    return [blocks.text(language.plural(_REST, more), "hint")] if more > 0 else []


def _nothing(text: str, language: Language) -> object:
    return blocks.text(language.text(text), "hint")
