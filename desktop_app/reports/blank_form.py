"""The blank form of a kind of record, to be filled in by hand where there is no computer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.language import N_, Language
from desktop_app.records.access import MARKS
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.questionnaire import Answer, Kind, Question, Section
from desktop_app.reports import blocks, form_fields, form_rows, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.form_lists import Lists
from desktop_app.reports.form_marks import written_in
from desktop_app.reports.form_words import Words
from desktop_app.reports.headings import Heading
from desktop_app.reports.letters import DASH, REGULAR, markup
from desktop_app.reports.paper import S2, S3, Sheet, style, write
from desktop_app.reports.tagging.flowables import Words as Said

_INSTRUCTIONS = (
    N_(
        "Answer what is known and leave the rest empty: nothing is better than a guess, and 0 is "
        "an answer too."
    ),
    N_("* is needed before the record can be sent; + is recommended. The rest is up to you."),
    N_(
        "Tick one circle, or as many squares as apply. Where a list is named, write its code from "
        "the annex."
    ),
    N_("Of a date the year is enough, or month and year. Tick “estimated” when it is not certain."),
    N_(
        "A text in one language is enough; where languages are named, mark that of the original. "
        "Go on overleaf where the lines end."
    ),
    N_("Write amounts in figures with their currency, as they were agreed or paid; convert none."),
)
_SIGNED = (
    N_("Filled in by"),
    N_("Position and institution"),
    N_("Place and date"),
    N_("Signed"),
)
_FOR_OFFICE = (N_("Code given"), N_("Entered by"), N_("Entered on"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """What a blank form is made of; `cut_off` is the ISO date its questions are of."""

    kind: Kind
    office_name: str
    cut_off: str
    list_versions: Mapping[str, str] = field(default_factory=dict)


def write_blank_form(  # noqa: PLR0913 - what the print page asks
    path: Path,
    data: BlankForm,
    language: Language,
    *,
    second: Language | None = None,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the blank form of a kind as a PDF, in one language or in two."""
    said = Words(language, second)
    sheet = Sheet(
        title=words.joined([said.text(data.kind.title), said.text(N_("Blank form"))]),
        language=language,
        author=data.office_name,
        subject=language.text(N_("Blank form")),
        foot=[
            words.joined(
                [
                    data.office_name,
                    language.text(N_("Form of {date}"), date=language.date(data.cut_off)),
                    words.versions(data.list_versions, language),
                ]
            )
        ],
        paper=paper,
    )
    write(path, sheet, _story(data, said, sheet), step)


def _story(data: BlankForm, said: Words, sheet: Sheet) -> Story:
    lists = Lists(said)
    body: Story = []
    for number, section in enumerate(data.kind.sections, 1):
        body += _section(number, section, data.kind, lists, sheet)
    eyebrow = words.joined([said.text(N_("Blank form")), data.office_name])
    return [
        *blocks.title_block(eyebrow, said.text(data.kind.title)),
        _instructions(said, sheet),
        *body,
        *_signatures(said, sheet),
        *lists.annex(sheet),
    ]


def _instructions(said: Words, sheet: Sheet) -> object:
    """Return how to fill the form in, in each language in a column of its own."""
    look = style("cell").clone(
        "instruction",
        fontSize=7.6,
        leading=10,
        leftIndent=9,
        rightIndent=S2,
        spaceAfter=2,
        bulletFontName=REGULAR,
        bulletFontSize=7.6,
    )
    inner = sheet.width - 2 * S3
    columns = [
        [Said(markup(one.text(text)), look, bulletText=DASH) for text in texts]
        for one, texts in _columns(said)
    ]
    pair = blocks.beside(columns[0], columns[1], inner, 0.5, S3)
    return blocks.panel([pair], sheet.width)


def _columns(said: Words) -> list[tuple[Language, tuple[str, ...]]]:
    if said.second:
        return [(said.language, _INSTRUCTIONS), (said.second, _INSTRUCTIONS)]
    half = len(_INSTRUCTIONS) // 2
    return [(said.language, _INSTRUCTIONS[:half]), (said.language, _INSTRUCTIONS[half:])]


def _section(number: int, section: Section, kind: Kind, lists: Lists, sheet: Sheet) -> Story:
    """Return a section: its heading, and its questions in their order."""
    title = f"{number}  {lists.words.text(section.title)}"
    head: Story = [Heading(title, "h2", 1), blocks.gap(1)]
    story: Story = []
    for group, rest in _groups(section, kind, lists, sheet.width):
        story += [blocks.together([*head, *group]), *rest]
        head = []
    return story


def _groups(
    section: Section, kind: Kind, lists: Lists, width: float
) -> Iterator[tuple[Story, Story]]:
    """Yield what stays on one page with what follows it, question by question."""
    plain: list[Question] = []
    asked = [
        one for one in section.questions if one.field != MARKS
    ]  # set at an answer, on a screen
    for question in [*asked, None]:
        if question is not None and question.kind is not Answer.ROWS:
            plain.append(question)
            continue
        for line in form_fields.fields(plain, kind.questions, lists, width):
            yield [line], []
        plain = []
        if question is not None:
            yield form_rows.rows(question, kind.questions, lists, width)


def _signatures(said: Words, sheet: Sheet) -> Story:
    """Return who filled the form in, and what the office adds when it is entered."""
    parts: Story = [
        blocks.gap(S2),
        written_in([said.text(one) for one in _SIGNED], sheet.width, 30),
        blocks.gap(S2),
        blocks.text(said.text(N_("For the office")), "label"),
        blocks.gap(2),
        written_in([said.text(one) for one in _FOR_OFFICE], sheet.width, 20),
    ]
    return [blocks.together(parts)]
