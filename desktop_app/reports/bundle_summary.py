"""The summary that travels with a bundle, or with its answer: what it holds, its check code."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.codes import code_list
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.record import in_language
from desktop_app.reports import blocks, bundle_news, charts, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.bundle_news import AGAIN, SummaryRow
from desktop_app.reports.form_marks import written_in
from desktop_app.reports.letters import DASH
from desktop_app.reports.paper import S1, S2, S3, Sheet, write

ANSWER, PACK = "answer", "pack"
MOST_LISTED = 1_000  # more nobody reads on paper: 10,000 records would take 300 pages
_RECORDS = N_plural("{n} record", "{n} records")
_UNLISTED = N_plural(
    "{n} more record is in the file and not listed here.",
    "{n} more records are in the file and not listed here.",
)
_TO_ACT_ON = ("refused", "conflict")
_SENT = (
    N_("Send the file ending in .surco, not a copy pasted into another document."),
    N_("Read the check code to the addressee by telephone, or let them scan it."),
    N_("Keep the file and this page until the answer has come."),
)
_TO_SEND = (
    N_("Read through what would go; what is not finished stays here until it is marked as ready."),
    N_("Seal it in Surco: Send. Only then does it have a check code."),
)
_SENT_BACK = (
    N_("Open the file in Surco: Received, Open an answer; or drop it on the window."),
    N_("Look at what would change, then merge: nothing that was written since is lost."),
    N_("Compare the check code by telephone, or scan it."),
)
_SIGNED = (N_("Sent by (name)"), N_("Position"), N_("Place and date"), N_("Signed"))
_ANSWERED = (
    N_("Open the answer in Surco: Received, Open an answer."),
    N_("Compare the check code by telephone, or scan it."),
    N_("Correct what was refused or stands in conflict; it goes with the next bundle."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleSummary:
    """A bundle as its summary tells it. `kind` is submission, answer or pack.

    `made_at` is a moment such as 2026-11-23T17:08:51Z, `check_code` 8 groups of 5 digits.
    `about_sequence` is the number of the bundle that an answer is about. Without a check code
    nothing is sealed yet: it tells what would go now.
    """

    kind: str
    office: str
    office_name: str
    addressee: str
    sequence: int
    made_at: str
    check_code: str
    rows: Sequence[SummaryRow]
    addressee_name: str = ""
    file_name: str = ""
    about_sequence: int | None = None
    list_versions: Mapping[str, str] | None = None

    @property
    def is_answer(self) -> bool:
        return self.kind == ANSWER

    @property
    def returns(self) -> bool:
        """Whether it goes back to an office, as an answer or with its records."""
        return self.kind in {ANSWER, PACK}

    @property
    def sealed(self) -> bool:
        return bool(self.check_code)


def write_bundle_summary(
    path: Path,
    data: BundleSummary,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the summary of a bundle or of an answer as a PDF."""
    title = _title(data, language)
    first = language.first  # the foot has room for one
    code = first.text(N_("Check code {code}"), code=data.check_code) if data.sealed else ""
    versions = words.versions(data.list_versions or {}, first)
    as_of = first.text(N_("Data as of {date}"), date=first.date(data.made_at[:10]))
    drafts = any(row.status == "draft" for row in data.rows) and not data.returns
    stamps = [N_("HOLDS DRAFTS")] if drafts else []
    stamps += [] if data.sealed else [N_("NOT SENT YET")]
    sheet = Sheet(
        title=title,
        language=language,
        author=data.office_name,
        subject=code or language.text(N_("Summary of a bundle")),
        foot=[
            said
            for said in (
                code,
                words.joined(["" if data.sealed else as_of, data.file_name, versions]),
            )
            if said
        ],
        stamps=[language.text(stamp) for stamp in stamps],
        paper=paper,
    )
    write(path, sheet, _story(data, sheet), step)


def _title(data: BundleSummary, language: Language) -> str:
    if data.kind == PACK:
        said = N_("The records of {office}, sent back as number {number}")
        return language.text(said, number=data.sequence, office=data.addressee)
    if not data.is_answer:
        said = (
            N_("Bundle {number} of {office}")
            if data.sealed
            else N_("Bundle {number} of {office}, as it would go now")
        )
        return language.text(said, number=data.sequence, office=data.office)
    if data.about_sequence is None:
        return language.text(N_("Answer to {office}"), office=data.addressee)
    return language.text(
        N_("Answer to bundle {number} of {office}"),
        number=data.about_sequence,
        office=data.addressee,
    )


def _story(data: BundleSummary, sheet: Sheet) -> Story:
    language, width = sheet.language, sheet.width
    eyebrow = N_("Answer to a bundle") if data.returns else N_("Summary of a bundle")
    eyebrow = N_("Records sent back") if data.kind == PACK else eyebrow
    below = language.plural(_RECORDS, len(data.rows))
    sealed_on = words.moment(data.made_at, language) if data.sealed else ""
    pairs = [
        (language.text(N_("Sent by")), _named(data.office, data.office_name)),
        (language.text(N_("To")), _named(data.addressee, data.addressee_name)),
        (language.text(N_("Number in the sequence")), language.number(data.sequence)),
        (language.text(N_("Sealed on")), sealed_on),
    ]
    return [
        *blocks.title_block(language.text(eyebrow), _title(data, language), below),
        *blocks.facts(pairs, width),
        blocks.gap(S2),
        *([_check_code(data, sheet)] if data.sealed else []),
        *blocks.h1(language.text(N_("What it holds"))),
        _counts(data, sheet) if data.rows else _nothing(language),
        *bundle_news.counts(data.rows, sheet),
        *blocks.h1(language.text(N_("What to do with it"))),
        blocks.numbered([language.text(said) for said in _steps(data)], width),
        *_signed(data, sheet),
        *(_one_by_one(data, sheet) if data.rows else []),
    ]


def _one_by_one(data: BundleSummary, sheet: Sheet) -> Story:
    return [
        *blocks.h1(sheet.language.text(N_("The records, one by one"))),
        _list(_listed(data.rows), data, sheet),
        *_unlisted(len(data.rows) - MOST_LISTED, sheet.language),
    ]


def _nothing(language: Language) -> object:
    return blocks.text(language.text(N_("Nothing is ready to be sent.")), "hint")


def _signed(data: BundleSummary, sheet: Sheet) -> Story:
    """Return where who sends the bundle signs its page, as a letter is signed."""
    if data.returns or not data.sealed:
        return []
    heads = [sheet.language.text(said) for said in _SIGNED]
    return [blocks.gap(S2), written_in(heads, sheet.width, 30)]


def _listed(rows: Sequence[SummaryRow]) -> Sequence[SummaryRow]:
    """Return the records that are listed; of too many, those to act on come first."""
    if len(rows) <= MOST_LISTED:
        return rows
    return sorted(rows, key=_less_urgent)[:MOST_LISTED]


def _less_urgent(row: SummaryRow) -> bool:
    """Tell that nobody has to act on a row: the answer took it, or it only goes once more."""
    return row.outcome not in _TO_ACT_ON if row.outcome else row.news == AGAIN


def _unlisted(number: int, language: Language) -> Story:
    if number <= 0:
        return []
    return [blocks.gap(S1), blocks.text(language.plural(_UNLISTED, number), "hint")]


def _steps(data: BundleSummary) -> tuple[str, ...]:
    if not data.sealed:
        return _TO_SEND
    if data.kind == PACK:
        return _SENT_BACK
    return _ANSWERED if data.is_answer else _SENT


def _named(code: str, name: str) -> str:
    return f"{name} ({code})" if name and name != code else code


def _check_code(data: BundleSummary, sheet: Sheet) -> object:
    language, side = sheet.language, 92.0
    office, number = data.office, data.sequence
    scanned = f"SURCO {data.kind} {office} {number} {data.check_code}"
    share = 1 - (side + S3) / (sheet.width - 2 * S3)
    title = language.text(N_("QR code: {text}"), text=scanned)
    said = language.text(N_("The same digits must appear in Surco at the other end."))
    left = [
        blocks.text(language.text(N_("Check code")), "label"),
        blocks.gap(S1),
        blocks.CheckCode(data.check_code, (sheet.width - 2 * S3) * share - S3),
        blocks.gap(S1),
        blocks.text(said, "hint"),
    ]
    pair = blocks.beside(left, [charts.qr(scanned, side, title=title)], sheet.width - 2 * S3, share)
    return blocks.panel([pair], sheet.width)


def _counts(data: BundleSummary, sheet: Sheet) -> object:
    """Return counts by kind, parted by outcome in an answer and by status in a bundle."""
    language = sheet.language
    told = [row.outcome if data.is_answer else row.status for row in data.rows]
    found = Counter(zip((row.kind for row in data.rows), told, strict=True))
    kinds = [name for name in KINDS if any(kind == name for kind, _ in found)]
    kinds += sorted({kind for kind, _ in found} - set(kinds))
    known = list(words.OUTCOMES) if data.is_answer else list(code_list("status").codes)
    present = [one for one in known if one in told] + sorted(set(told) - set(known))
    head = ["", *(_told(one, data, language) for one in present), language.text(N_("Total"))]
    lines = [
        [
            language.text(KINDS[kind].plural) if kind in KINDS else kind,
            *(_count(found[kind, one], language) for one in present),
            _count(sum(found[kind, one] for one in present), language),
        ]
        for kind in kinds
    ]
    widths = blocks.columns(sheet.width, 2.4, *(1.0 for _ in head[1:]))
    return blocks.table(head, lines, widths, range(1, len(head)))


def _count(number: int, language: Language) -> str:
    return language.number(number) if number else DASH


def _told(one: str, data: BundleSummary, language: Language) -> str:
    if data.is_answer:
        return language.text(words.OUTCOMES.get(one, one))
    return words.label("status", one, language)


def _list(rows: Sequence[SummaryRow], data: BundleSummary, sheet: Sheet) -> object:
    language = sheet.language
    head = [language.text(N_("Code")), language.text(N_("Kind")), language.text(N_("Title"))]
    head.append(language.text(N_("Outcome") if data.is_answer else N_("Status")))
    parts = [1.3, 3.4, 1.2]
    if data.is_answer:
        head.append(language.text(N_("Why")))
        parts = [1.3, 3.2, 1.3, 2.2]
    news = not data.is_answer and bundle_news.differs(rows)
    if news:
        head.append(language.text(N_("What is new")))
        parts = [1.1, 3.2, 1.0, 2.6]
    lines = []
    for row in rows:
        kind = language.text(KINDS[row.kind].title) if row.kind in KINDS else row.kind
        told = row.outcome if data.is_answer else row.status
        line = [row.human_code, kind, in_language(row.title, language.code)]
        line.append(_told(told, data, language) if told else "")
        line += [language.text(row.reason)] if data.is_answer else []
        lines.append([*line, bundle_news.said(row, language)] if news else line)
    code_wide = blocks.code_column([row.human_code for row in rows])
    widths = [code_wide, *blocks.columns(sheet.width - code_wide, *parts)]
    return blocks.table(head, lines, widths)
