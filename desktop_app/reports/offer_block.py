"""One offer or request on the sheet of a country: its title, terms, and whom to ask."""

from collections.abc import Mapping
from typing import Protocol

from desktop_app.language import N_, Language, N_plural
from desktop_app.records.record import Record
from desktop_app.reports import blocks, words
from desktop_app.reports.blocks import Story
from desktop_app.reports.compact import labelled, small_facts
from desktop_app.reports.paper import S1, Sheet

_MONTHS = N_plural("{n} month", "{n} months")
_PLACES = N_plural("{n} place", "{n} places")
_EXPERTS = N_plural("{n} expert", "{n} experts")


class Known(Protocol):
    """What a block needs besides its record."""

    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def contacts(self) -> Mapping[str, Record]: ...


def offer_block(record: Record, data: Known, sheet: Sheet) -> Story:
    """Return title and institution, the description, its terms in a grid, and the contact."""
    language = sheet.language
    title = record.local("title", language.code) or language.text(words.NOT_REPORTED)
    who = record["institution"] or data.names.get(record["organisation"] or "", "")
    story = [
        blocks.text(title, "entry"),
        blocks.text(words.joined([record.human_code, who, _state(record, language)]), "label"),
        blocks.gap(2),
    ]
    story += [
        blocks.text(said, "cell")
        for name in ("description", "capacity", "problem")
        if (said := record.local(name, language.code))
    ]
    grid = small_facts(_terms(record, language), sheet.width, 3)
    ask = language.text(N_("Whom to ask"))
    missing = language.text(words.NOT_REPORTED)
    if record["contact"]:  # who may not be named in this edition
        missing = language.text(N_("the office that issues this sheet"))
    contact = labelled(ask, _contact(record, data, language) or missing)
    return [*story, blocks.gap(S1), *grid, *_also(record, data, language), *contact]


def _state(record: Record, language: Language) -> str:
    return words.label("offer_state", "PART", language) if record["state"] == "PART" else ""


def _terms(record: Record, language: Language) -> list[tuple[str, str]]:
    missing = language.text(words.NOT_REPORTED)
    pairs = [
        (N_("Forms of cooperation"), words.labels("form", record.codes("forms"), language)),
        (N_("How"), _how(record, language)),
        (N_("Languages"), words.labels("language", record.codes("languages"), language)),
        (N_("Who pays what"), _costs(record, language)),
        (N_("Valid"), _valid(record, language)),
        (N_("With whom"), _partners(record, language)),
    ]
    return [(language.text(label), said or missing) for label, said in pairs]


def _also(record: Record, data: Known, language: Language) -> Story:
    """Return what only some records tell, each on a line of its own."""
    pairs = [
        (N_("What is asked for"), record.local("requirements", language.code)),
        (N_("Priority"), words.labels("priority", filter(None, [record["priority"]]), language)),
        (N_("Plan or strategy it serves"), record["national_plan"] or ""),
        (N_("Where it was done before"), _done(record, data)),
        (N_("Sources that may fund it"), _sources(record, data)),
    ]
    return [part for label, said in pairs for part in labelled(language.text(label), said)]


def _how(record: Record, language: Language) -> str:
    counts = [
        language.plural(forms, record[name]) if record[name] is not None else ""
        for name, forms in (("duration", _MONTHS), ("places", _PLACES), ("experts", _EXPERTS))
    ]
    mode = words.labels("event_mode", filter(None, [record["mode"]]), language)
    return words.joined([mode, *counts], ", ")


def _costs(record: Record, language: Language) -> str:
    return "\n".join(
        words.joined(
            [
                words.labels("cost_item", filter(None, [row.get("item")]), language),
                words.label("cost_side", row.get("side"), language).lower(),
            ],
            ": ",
        )
        + (f" ({row['note']})" if row.get("note") else "")
        for row in record.rows("costs")
    )


def _valid(record: Record, language: Language) -> str:
    start, end = record["valid_from"], record["valid_to"]
    if start and end:
        text = N_("{since} to {until}")
        return language.text(text, since=language.date(start), until=language.date(end))
    if end:
        return language.text(N_("Up to {until}"), until=language.date(end))
    return language.text(N_("Since {date}"), date=language.date(start)) if start else ""


def _partners(record: Record, language: Language) -> str:
    every = record["any_member"] == "Y"
    excluded = words.labels("country", record.codes("excluded_countries"), language)
    return words.joined(
        [
            language.text(N_("Every Member State of SELA")) if every else "",
            words.labels("mechanism", record.codes("wanted_groups"), language),
            words.labels("country", record.codes("wanted_countries"), language),
            language.text(N_("not for {countries}"), countries=excluded) if excluded else "",
        ],
        "; ",
    )


def _done(record: Record, data: Known) -> str:
    return "; ".join(
        said
        for row in record.rows("track_record")
        if (
            said := words.joined(
                [
                    data.names.get(row.get("initiative", ""), ""),
                    data.names.get(row.get("practice", ""), ""),
                    row.get("note", ""),
                ]
            )
        )
    )


def _sources(record: Record, data: Known) -> str:
    return "; ".join(
        words.joined([data.names[row["source"]], row.get("note", "")])
        for row in record.rows("candidate_sources")
        if row.get("source") in data.names
    )


def _contact(record: Record, data: Known, language: Language) -> str:
    person = data.contacts.get(record["contact"] or "")
    if person is None or person["access"] == "OFC":
        return ""
    named = words.joined([person["name"] or "", person.local("job_title", language.code)], ", ")
    return words.joined([named, person["email"] or "", person["phone"] or ""])
