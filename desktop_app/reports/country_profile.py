"""The profile of a country or mechanism: its blocks from the first to the last."""

from pathlib import Path

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.progress import SILENT, Progress
from desktop_app.reports import blocks, profile_figures, profile_list, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.paper import S2, Sheet, write
from desktop_app.reports.profile import Figures, Profile, figures

_RECORDED = N_plural("{n} initiative recorded", "{n} initiatives recorded")


def write_country_profile(
    path: Path,
    data: Profile,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the profile of an office as a PDF."""
    cut_off = language.text(N_("Data as of {date}"), date=language.date(data.cut_off))
    name = words.label("party", data.office, language)
    foot = [
        words.joined(
            [
                cut_off,
                language.text(N_("as reported by {office}"), office=data.office_name),
                words.versions(data.list_versions, language),
            ]
        )
    ]
    if data.check_code:
        foot.append(_check_code(data, language))
    sheet = Sheet(
        title=language.text(N_("South-South cooperation of {party}"), party=name),
        language=language,
        author=data.office_name,
        subject=cut_off,
        foot=foot,
        stamps=words.stamps(data.records, language),
        paper=paper,
    )
    write(path, sheet, _story(data, sheet, name), step)


def _check_code(data: Profile, language: Language) -> str:
    if data.sequence is None:
        return language.text(N_("Check code {code}"), code=data.check_code)
    return language.text(
        N_("Check code of bundle {number}: {code}"), number=data.sequence, code=data.check_code
    )


def _story(data: Profile, sheet: Sheet, name: str) -> Story:
    language, found = sheet.language, figures(data)
    eyebrow = N_("Profile of a mechanism") if data.is_mechanism else N_("Country profile")
    return [
        *blocks.title_block(
            language.text(eyebrow),
            name,
            language.text(N_("South-South and triangular cooperation")),
        ),
        *blocks.facts(_cover(data, found, language), sheet.width),
        blocks.gap(S2),
        *profile_figures.key_figures(found, sheet),
        *profile_figures.summary(data, found, sheet),
        *profile_figures.by_modality(found, sheet),
        *profile_figures.roles_and_partners(data, found, sheet),
        *profile_figures.sectors(found, sheet),
        *profile_list.goals(found, sheet),
        *profile_list.money(found, sheet),
        *profile_list.initiatives(data, sheet),
        *profile_list.how_to_read(found, sheet),
    ]


def _cover(data: Profile, found: Figures, language: Language) -> list[tuple[str, str]]:
    until = language.date(data.last_day)
    period = (
        language.text(N_("{since} to {until}"), since=language.date(data.since), until=until)
        if data.since
        else language.text(N_("Up to {until}"), until=until)
    )
    return [
        (language.text(N_("Institution")), data.office_name),
        (language.text(N_("Legal basis")), data.legal_basis),
        (language.text(N_("Focal point")), words.joined([data.focal_point, data.email])),
        (language.text(N_("Period")), period),
        (language.text(N_("Data as of")), language.date(data.cut_off)),
        (
            language.text(N_("Records")),
            language.plural(_RECORDED, found.universe.recorded),
        ),
    ]
