"""The profile of a country or mechanism: its blocks from the first to the last."""

from pathlib import Path

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.progress import SILENT, Progress
from desktop_app.reports import (
    blocks,
    profile_initiatives,
    profile_life,
    profile_money,
    profile_overview,
    profile_quality,
    profile_subjects,
    words,
)
from desktop_app.reports.blocks import Story
from desktop_app.reports.paper import S2, Sheet, write
from desktop_app.reports.profile import Profile
from desktop_app.reports.profile_words import whole

_RECORDED = N_plural("{n} initiative recorded", "{n} initiatives recorded")
_BLOCKS = (
    profile_overview.key_figures,
    profile_overview.summary,
    profile_overview.volume,
    profile_subjects.partners,
    profile_subjects.sectors,
    profile_subjects.goals,
    profile_money.money,
    profile_money.execution,
    profile_money.society,
    profile_life.offers_and_requests,
    profile_life.practices,
    profile_life.legal_framework,
    profile_initiatives.initiatives,
    profile_quality.quality_and_reading,
)


def write_country_profile(
    path: Path,
    data: Profile,
    language: Language,
    *,
    paper: str = "a4",
    step: Progress = SILENT,
) -> None:
    """Write the profile of an office as a PDF."""
    name = words.label("party", data.party, language)
    first = language.first  # in the small lines of the foot one language is enough
    cut_off = first.text(N_("Data as of {date}"), date=first.date(data.cut_off))
    foot = [
        words.joined(
            [
                cut_off,
                first.text(N_("as reported by {office}"), office=data.office_name),
                words.versions(data.list_versions, first),
            ]
        )
    ]
    if data.check_code:
        foot.append(_check_code(data, first))
    sheet = Sheet(
        title=language.text(N_("South-South cooperation of {party}"), party=name),
        language=language,
        author=data.office_name,
        subject=cut_off,
        foot=foot,
        stamps=words.stamps(data.every, language),
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
    language = sheet.language
    eyebrow = N_("Profile of a mechanism") if data.is_mechanism else N_("Country profile")
    story = [
        *blocks.title_block(
            language.text(eyebrow),
            name,
            language.text(N_("South-South and triangular cooperation")),
        ),
        *blocks.facts(_cover(data, language), sheet.width),
        blocks.gap(S2),
    ]
    for block in _BLOCKS:
        story += block(data, sheet)
    return story


def _cover(data: Profile, language: Language) -> list[tuple[str, str]]:
    period = data.period
    until = language.date(period.until)
    told = (
        language.text(N_("{since} to {until}"), since=language.date(period.since), until=until)
        if period.since
        else language.text(N_("Up to {until}"), until=until)
    )
    own = next(iter(data.of_kind("office")), None)
    ministry = own.local("ministry", language.code) if own else ""
    basis = own.local("legal_basis", language.code) if own else ""
    points = "\n".join(data.focal_points) or data.email
    return [
        (language.text(N_("Institution")), words.joined([data.office_name, ministry])),
        (language.text(N_("Legal basis")), profile_life.shortened(basis)),
        (language.text(N_("Focal point")), points),
        (language.text(N_("Period")), told),
        (language.text(N_("Data as of")), language.date(data.cut_off)),
        (
            language.text(N_("Records")),
            language.plural(_RECORDED, whole(data, "I1-universe")),
        ),
    ]
