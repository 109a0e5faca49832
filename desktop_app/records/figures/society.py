"""I18, I19 and I20: cross-cutting subjects, regions and cities, legal cover."""

from collections.abc import Iterator, Sequence

from desktop_app.language import N_
from desktop_app.records.figures.case import Case
from desktop_app.records.figures.figure import About, Cell, Column, Coverage, Figure, Key, Unit
from desktop_app.records.figures.making import (
    NOTHING,
    count,
    grouped,
    in_order,
    line,
    share,
    table,
    uids_of,
    whole,
)
from desktop_app.records.figures.universe import Universe
from desktop_app.records.figures.volume import INITIATIVES, SHARE

_COVER = {
    "any": N_("With a legal instrument"),
    "commission": N_("Bilateral, by the act of a joint commission"),
}


def markers(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I18: the subjects that were looked at, and women among those trained."""
    cases = universe.counted
    marked = grouped(cases, lambda case: [name for name, weight in case.markers if weight])
    some = grouped(cases, lambda case: [name for name, weight in case.markers if weight > "0"])
    first = grouped(cases, lambda case: [name for name, weight in case.markers if weight == "2"])
    told = sum(any(weight for _, weight in case.markers) for case in cases)
    yield table(
        about,
        "I18",
        N_("Gender and other cross-cutting subjects"),
        N_(
            "Initiatives of which the subject is an important or the main objective, as a share of "
            "those that were looked at for it."
        ),
        coverage=Coverage(told, len(cases)),
        keys=[Key(N_("Subject"), "marker")],
        columns=[
            Column("marked", N_("Looked at")),
            Column("objective", N_("An objective")),
            Column("main", N_("The main objective")),
            SHARE,
        ],
        rows=[
            line(
                name,
                count(marked[name]),
                count(some.get(name, ())),
                count(first.get(name, ())),
                share(len(some.get(name, ())), len(marked[name])),
                coverage=Coverage(len(marked[name]), len(cases)),
            )
            for name in in_order("marker", marked)
        ],
    )
    yield _women(about, cases)


def _women(about: About, cases: Sequence[Case]) -> Figure:
    told = [case for case in cases if case.given.women is not None or case.given.men is not None]
    women = sum(case.given.women or 0 for case in told)
    men = sum(case.given.men or 0 for case in told)
    cells = (Cell(women), Cell(men), share(women, women + men)) if told else (NOTHING,) * 3
    return table(
        about,
        "I18-women",
        N_("Women among those trained"),
        N_(
            "Participants of courses, internships, visits and scholarships that tell women and men."
        ),
        coverage=Coverage(len(told), len(cases)),
        keys=[Key(N_("Initiatives"))],
        columns=[
            INITIATIVES,
            Column("women", N_("Women")),
            Column("men", N_("Men")),
            Column("share", N_("Share of women"), Unit.SHARE),
        ],
        rows=[whole(count(uids_of(told)), *cells)],
    )


def decentralised(about: About, universe: Universe) -> Figure:
    """Return I19: initiatives of regions, provinces and cities, by level."""
    cases = universe.counted
    yes = [case for case in cases if case.decentralised == "Y"]
    groups = grouped(yes, lambda case: case.decentralised_levels)
    told = sum(bool(case.decentralised) for case in cases)
    return table(
        about,
        "I19",
        N_("Decentralised cooperation"),
        N_("Initiatives of regions, provinces or cities, as a share of all initiatives."),
        coverage=Coverage(told, len(cases)),
        keys=[Key(N_("Level"), "org_level")],
        columns=[INITIATIVES, SHARE],
        rows=[
            line(code, count(groups[code]), share(len(groups[code]), len(cases)))
            for code in in_order("org_level", groups)
        ],
        totals=[whole(count(uids_of(yes)), share(len(yes), len(cases)))],
    )


def legal_cover(about: About, universe: Universe) -> Iterator[Figure]:
    """Yield I20: on what the initiatives rest, and by which kinds of instrument."""
    cases = universe.counted
    covered = [case for case in cases if any(kind not in ("", "NON") for kind in case.legal)]
    bilateral = [case for case in cases if case.modality == "BIL"]
    joint = [case for case in bilateral if "JCM" in case.legal]
    told = [case for case in cases if any(case.legal)]
    told_bilateral = sum(any(case.legal) for case in bilateral)
    coverage = Coverage(len(told), len(cases))
    yield table(
        about,
        "I20",
        N_("Legal cover"),
        N_(
            "Initiatives that rest on an agreement, as a share of all; bilateral ones by the act "
            "of a joint commission, as a share of the bilateral ones."
        ),
        coverage=coverage,
        keys=[Key(N_("Cover"), words=_COVER)],
        columns=[INITIATIVES, SHARE],
        rows=[
            line("any", count(uids_of(covered)), share(len(covered), len(cases))),
            line(
                "commission",
                count(uids_of(joint)),
                share(len(joint), len(bilateral)),
                coverage=Coverage(told_bilateral, len(bilateral)),
            ),
        ],
    )
    kinds = grouped(told, lambda case: [kind for kind in case.legal if kind])
    yield table(
        about,
        "I20-kind",
        N_("Legal instruments"),
        N_("Initiatives by the kinds of instrument they rest on; one may rest on several."),
        coverage=coverage,
        keys=[Key(N_("Kind"), "legal")],
        columns=[INITIATIVES],
        rows=[line(code, count(kinds[code])) for code in in_order("legal", kinds)],
        totals=[whole(count(uids_of(told)))],
    )
