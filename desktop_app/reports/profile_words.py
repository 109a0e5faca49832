"""The paragraph that says the figures of a profile in words, for the office to edit."""

from decimal import Decimal

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import Figure
from desktop_app.reports import words
from desktop_app.reports.profile import Profile

_TOP = 3
_SAY_RECORDED = N_plural(
    "{office} has recorded {n} initiative of South-South and triangular cooperation.",
    "{office} has recorded {n} initiatives of South-South and triangular cooperation.",
)
_SAY_COUNTED = N_plural(
    "{n} of them was under way or completed in the period.",
    "{n} of them were under way or completed in the period.",
)
_SAY_NONE_COUNTED = N_("None of them is counted in the period.")
_SAY_UNPLACED = N_plural(
    "{n} lacks its stage, its start or its modality and is not counted.",
    "{n} lack their stage, their start or their modality and are not counted.",
)
_SAY_COUNTRIES = N_plural(
    "The work was shared with {n} country; the most frequent partners are {partners}.",
    "The work was shared with {n} countries; the most frequent partners are {partners}.",
)
_SAY_NONE = N_("{office} has not recorded any South-South or triangular cooperation yet.")
_SAY_ALONE = N_("The work was shared with {partner} alone.")
_SAY_DAYS = N_("Days of experts given: {n}.")
_SAY_TRAINED = N_plural("{n} person was trained.", "{n} persons were trained.")


def paragraph(data: Profile, language: Language) -> str:
    """Return the paragraph that the figures make in a language."""
    recorded = whole(data, "I1-universe")
    if not recorded:
        return language.text(_SAY_NONE, office=data.office_name)
    said = [language.plural(_SAY_RECORDED, recorded, office=data.office_name)]
    counted = whole(data, "I1")
    if not counted:
        return " ".join([*said, language.text(_SAY_NONE_COUNTED), *_unplaced(data, language)])
    said.append(language.plural(_SAY_COUNTED, counted))
    said += [*_partners(data, language), *_role(data, language), *_subject(data, language)]
    return " ".join([*said, *_given(data, language)])


def whole(data: Profile, name: str, column: str = "n") -> int:
    """Return the number of all together in a figure, 0 where it has no such line."""
    figure = data.statistics[name]
    return next((int(figure.cell(row, column).value or 0) for row in figure.totals), 0)


def partner_countries(data: Profile) -> list[str]:
    """Return the countries other than the own, the most frequent first."""
    known = code_list("country").codes
    rows = data.statistics["I5"].rows
    return [row.key[0] for row in rows if row.key[0] in known and row.key[0] != data.party]


def _unplaced(data: Profile, language: Language) -> list[str]:
    """Return how many initiatives could not be counted for what they do not tell."""
    left = int(data.statistics["I1-universe"].value("n", "unplaced") or 0)
    return [language.plural(_SAY_UNPLACED, left)] if left else []


def _partners(data: Profile, language: Language) -> list[str]:
    met = partner_countries(data)
    rows = [row.key[0] for row in data.statistics["I5"].rows if row.key[0] != data.party]
    if not met:
        return []
    top = [words.label("party", code, language) for code in rows[:_TOP]]
    if len(rows) == 1:
        return [language.text(_SAY_ALONE, partner=top[0])]
    return [language.plural(_SAY_COUNTRIES, len(met), partners=language.list_of(top))]


def _role(data: Profile, language: Language) -> list[str]:
    figure = data.statistics["I5"]
    row = figure.row(data.party)
    if row is None or row.coverage is None or not row.coverage.n:
        return [language.text(N_("Its own role is not reported for any of them."))]
    sides = {name: int(figure.cell(row, name).value or 0) for name in _SIDES}
    given = {
        "provider": language.number(sides["provider"] + sides["second"]),
        "recipient": language.number(sides["recipient"]),
        "both": language.number(sides["both"]),
    }
    text = N_(
        "It took part as provider in {provider}, as recipient in {recipient} and in both roles "
        "in {both}."
    )
    return [language.text(text, **given)]


_SIDES = ("provider", "second", "recipient", "both")


def _subject(data: Profile, language: Language) -> list[str]:
    sectors, goals, said = data.statistics["I6"], data.statistics["I7"], []
    if sectors.rows:
        name = words.label("sector", sectors.rows[0].key[0], language)
        said.append(language.text(N_("The most frequent sector is {sector}."), sector=name))
    else:
        said.append(language.text(N_("The sector is not reported for any of them.")))
    if best := _most(goals, "named"):
        goal = f"{best}, {words.label('sdg_goal', best, language)}"
        text = N_("The Sustainable Development Goal named most often is {goal}.")
        said.append(language.text(text, goal=goal))
    return said


def _most(figure: Figure, column: str) -> str:
    """Return the key of the line with the largest number, the first of equal ones; "" of none."""
    numbers = [(figure.cell(row, column).value or 0, row.key[0]) for row in figure.rows]
    most = max((value for value, _ in numbers), default=0)
    return next((key for value, key in numbers if value == most), "") if most else ""


def _given(data: Profile, language: Language) -> list[str]:
    totals, money = data.statistics["I16-totals"], data.statistics["I15-usd"]
    said = []
    days, trained = (totals.value("total", key) for key in ("expert_days", "trained"))
    if days:
        said.append(language.text(_SAY_DAYS, n=language.number(days)))
    if trained:
        said.append(language.plural(_SAY_TRAINED, int(trained)))
    row = money.row("EXE")
    values = (
        [money.cell(row, name).value for name in ("NR", "R", "KIND", "unstated")] if row else []
    )
    total = sum((Decimal(value) for value in values if value), Decimal(0))
    if total and row is not None:
        text = N_("What {n} of {of} initiatives tell of their execution comes to {amount}.")
        said.append(
            language.text(
                text,
                n=language.number(money.cell(row, "n").value or 0),
                of=language.number(money.coverage.of),
                amount=language.amount(total.quantize(Decimal(1)), "USD"),
            )
        )
    return said
