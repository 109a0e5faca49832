"""The page of an enrolment card: who the office is, and the digits to read aloud."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.language import LANGUAGE_NAMES, LANGUAGES, N_, Language
from desktop_app.records.progress import SILENT, Progress
from desktop_app.reports import blocks, charts
from desktop_app.reports.blocks import Story
from desktop_app.reports.paper import S1, S2, S3, Sheet, write

_ROLES = {
    "office": N_("Cooperation office"),
    "guest": N_("Institution that describes its sources"),
    "secretariat": N_("Secretariat"),
}
_STEPS = (
    N_("Send the card file, not this page alone, to the office that is to trust it."),
    N_("Telephone that office, at a number you already know, and read the 40 digits aloud."),
    N_("They accept the card in Surco only if every digit is the same."),
)
_REMINDER = N_("Accept this card only after the 40 digits were compared by telephone.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """An enrolment card as it is printed.

    `role` is office or secretariat; `fingerprint` is 8 groups of 5 digits; `public_key` the
    text that begins with RW; `made_on` an ISO date, empty when it is not to be printed.
    """

    office: str
    name: str
    role: str
    fingerprint: str
    public_key: str
    focal_point: str = ""
    email: str = ""
    made_on: str = ""


def write_card_page(
    path: Path,
    data: CardPage,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the page of an enrolment card as a PDF."""
    sheet = Sheet(
        title=language.text(N_("Card of {office}"), office=data.name),
        language=language,
        author=data.name,
        subject=data.fingerprint,
        foot=[language.text(N_("Check code {code}"), code=data.fingerprint)],
        paper=paper,
    )
    write(path, sheet, _story(data, sheet), step)


def _story(data: CardPage, sheet: Sheet) -> Story:
    language, width = sheet.language, sheet.width
    pairs = [
        (language.text(N_("Office")), data.office),
        (language.text(N_("Role")), language.text(_ROLES.get(data.role, data.role))),
        (language.text(N_("Focal point")), data.focal_point),
        (language.text(N_("E-mail")), data.email),
        (language.text(N_("Date")), language.date(data.made_on) if data.made_on else ""),
    ]
    others = [Language(code) for code in LANGUAGES if code != language.code]
    return [
        *blocks.title_block(language.text(N_("Enrolment card")), data.name),
        *blocks.facts(pairs, width),
        blocks.gap(S2),
        _digits(data, sheet),
        *blocks.h1(language.text(N_("How to use this card"))),
        blocks.numbered([language.text(said) for said in _STEPS], width),
        *blocks.h1(language.text(N_("In the other languages"))),
        *blocks.facts([(LANGUAGE_NAMES[one.code], one.text(_REMINDER)) for one in others], width),
    ]


def _digits(data: CardPage, sheet: Sheet) -> object:
    language, inner, side = sheet.language, sheet.width - 2 * S3, 112.0
    scanned = f"SURCO CARD {data.office}\n{data.public_key}\n{data.fingerprint}"
    share = 1 - (side + S3) / inner
    title = language.text(N_("QR code: {text}"), text=scanned)
    left = [
        blocks.text(language.text(N_("Digits to read aloud")), "label"),
        blocks.gap(S1),
        blocks.CheckCode(data.fingerprint, inner * share - S3, 21),
        blocks.gap(S3),
        blocks.text(language.text(N_("Public text of the seal")), "label"),
        blocks.text(data.public_key),
    ]
    pair = blocks.beside(left, [charts.qr(scanned, side, title=title)], inner, share)
    return blocks.panel([pair], sheet.width)
