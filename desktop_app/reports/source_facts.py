"""What is told of a source in a word: on its own page, in the directory and in its calendar."""

from datetime import date

from desktop_app.language import N_, Language, N_plural, small
from desktop_app.records import dates
from desktop_app.records.codes import code_list
from desktop_app.records.eligibility import (
    DOUBTFUL,
    LISTED,
    MEMBER,
    OPEN,
    OUTSIDE,
    UNKNOWN,
    Deadline,
    deadlines,
    eligible,
)
from desktop_app.records.record import Record
from desktop_app.records.rules_source import stale
from desktop_app.reports import words
from desktop_app.reports.letters import DASH

Pairs = list[tuple[str, str]]  # label and what is said, in the reader's language

MONTHS = N_plural("{n} month", "{n} months")
_WHY = {
    LISTED: N_("{country} is on its list of eligible countries."),
    MEMBER: N_("{country} is a member of: {groups}."),
    OUTSIDE: N_("{country} is neither on its list of countries nor in a group it names."),
    DOUBTFUL: N_("It is not certain whether {country} belongs to: {groups}. Ask the source."),
    UNKNOWN: N_("Members not known here: {groups}. Ask the source."),
    OPEN: N_("The source names neither countries nor groups: ask it."),
}


def glance(record: Record, today: date, language: Language) -> Pairs:
    """Return what one wants to know first; “not reported” where the source does not tell."""
    pairs = [
        (N_("Instruments"), words.labels("instrument", record.codes("instruments"), language)),
        (N_("Amounts"), amounts(record, language)),
        (N_("Refundable or not"), words.label("refund", record["refundability"], language)),
        (N_("Own contribution asked for"), own_share(record, language)),
        (
            N_("Who may apply"),
            words.labels("applicant_type", record.codes("applicant_types"), language),
        ),
        (N_("Least number of countries"), countries(record, language)),
        (N_("Languages"), words.labels("language", record.codes("languages"), language)),
        (N_("Next deadline"), next_closing(record, today, language)),
        (N_("Longest duration"), duration(record, language)),
    ]
    missing = language.text(words.NOT_REPORTED)
    return [(language.text(label), said or missing) for label, said in pairs]


def amounts(record: Record, language: Language) -> str:
    """Return from how much to how much it gives, nothing when that is not told."""
    low, high = record["amount_min"], record["amount_max"]
    currency = record["currency"] or ""
    if high:
        top = language.amount(high, currency).strip()
        if low:
            return f"{language.amount(low, currency).strip()} {DASH} {top}"
        return language.text(N_("up to {amount}"), amount=top)
    if low:
        return language.text(N_("from {amount}"), amount=language.amount(low, currency).strip())
    if record["amount_not_fixed"] == "Y":
        return language.text(N_("not fixed"))
    return ""


def own_share(record: Record, language: Language) -> str:
    """Return which part of the total the applicant brings, and how."""
    share = record["cofinancing_pct"]
    if not share:
        return ""
    said = language.text(N_("{share} of the total"), share=language.per_cent(share))
    kind = record["cofinancing_kind"]
    return words.joined(
        [said, words.label("cofinancing_kind", kind, language).lower() if kind else ""], ", "
    )


def countries(record: Record, language: Language) -> str:
    """Return how many countries must take part, and how many of them of the South."""
    least, south = record["min_countries"], record["min_south_countries"]
    said = "" if least is None else language.number(least)
    if south is None:
        return said
    of_them = language.text(N_("{n} of the South"), n=language.number(south))
    return words.joined([said, of_them], ", ")


def duration(record: Record, language: Language) -> str:
    """Return how long a project may last."""
    months = record["duration_max"]
    return "" if months is None else language.plural(MONTHS, months)


def next_closing(record: Record, today: date, language: Language) -> str:
    """Return the nearest deadline, with a word when it comes each year."""
    ahead = deadlines(record, today)
    return closing(ahead[0], language) if ahead else ""


def closing(deadline: Deadline, language: Language) -> str:
    """Return a deadline as the reader writes dates."""
    day = language.date(deadline.written)
    return language.text(N_("{date}, each year"), date=day) if deadline.yearly else day


def yearly(written: str, language: Language) -> str:
    """Return a rule such as 04-30 as 30 Apr; what is no day of a year stays as it is."""
    try:
        dates.first_day(f"2000-{written}")
    except ValueError:
        return written
    return language.date(f"2000-{written}").removesuffix("2000").strip()


def sectors(record: Record, language: Language) -> str:
    """Return its sectors; “all” when it names the whole list."""
    if every_sector(record):
        return language.text(N_("All sectors"))
    return words.labels("sector", record.codes("sectors"), language)


def every_sector(record: Record) -> bool:
    """Tell whether a source names the whole list of sectors."""
    return {code.code for code in code_list("sector").active()} <= set(record.codes("sectors"))


def who_may(record: Record, language: Language) -> str:
    """Return the groups and countries whose institutions may apply, nothing if not told."""
    return words.joined(
        [
            words.labels("mechanism", record.codes("eligible_groups"), language),
            words.labels("country", record.codes("eligible_countries"), language),
            record["income_rule"] or "",
        ],
        "; ",
    )


def why(record: Record, country: str, language: Language) -> str:
    """Return in a sentence why a country may apply, may not, or why that cannot be told."""
    found = eligible(record, country)
    return language.text(
        _WHY[found.why],
        country=code_list("country").label(country, language.code),
        groups=language.list_of(
            [code_list("mechanism").label(group, language.code) for group in found.groups]
        ),
    )


def is_fresh(record: Record, today: date) -> bool:
    """Tell whether somebody has verified it within twelve months."""
    written = record["last_verified"]
    return bool(written) and not stale(written, today)


def verified(record: Record, today: date, language: Language) -> str:
    """Return when it was verified, how and by whom; a warning when that is a year ago or never."""
    written = record["last_verified"]
    if not written:
        return language.text(N_("Not verified: ask the source before you apply."))
    day = language.date(written)
    if not is_fresh(record, today):
        text = N_("Not verified since {date}: ask the source before you apply.")
        return language.text(text, date=day)
    how = words.label("verification", record["verification"], language)
    said = language.text(N_("Verified on {date}: {how}."), date=day, how=small(how))
    if not record["verified_by"]:
        return said
    by = language.text(N_("Verified by {name}."), name=record["verified_by"])
    return f"{said} {by}"
