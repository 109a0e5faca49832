"""IATI results, documents, places, policy markers and related activities become rows."""

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from xml.etree.ElementTree import Element

from desktop_app.exchange.iati_piece import LANG, Piece, plain
from desktop_app.records.codes import code_list

_PLACE = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s+(-?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)
_DEGREES = Decimal("0.0001")  # eleven metres; an amount has four decimals
_COUNTRIES = "A4"  # GeographicVocabulary: ISO 3166-1
_DAC = "1"

_Told = list[tuple[Element, tuple[str, ...]]]  # elements and their places that a row holds


def read_result(piece: Piece, child: Element) -> None:
    """Make a row of each period of each indicator; of the result alone when it has none."""
    title, narrative = _titled(piece, child)
    kind = _ours("result_kind", child.get("type", ""))
    common = {"title": title, "kind": kind}
    if not title:
        return
    indicators = child.findall("indicator")
    taken = [_read_indicator(piece, one, common) for one in indicators]
    if any(taken) or (not indicators and piece.add_row("results", common)):
        _tell_text(piece, narrative)
        if kind:
            piece.tell(child, "type")


def _read_indicator(piece: Piece, indicator: Element, common: dict[str, str]) -> bool:
    title, narrative = _titled(piece, indicator)
    measure = _ours("measure", indicator.get("measure", ""))
    row = {**common, "indicator": _fitting(piece, "indicator", title), "measure": measure}
    told: _Told = [(narrative, ("", LANG))] if row["indicator"] and narrative is not None else []
    if measure:
        told.append((indicator, ("measure",)))
    baseline = indicator.find("baseline")
    if baseline is not None:
        row["baseline"] = _number(piece, "baseline", baseline, told)
        row["baseline_year"] = _day(piece, "baseline_year", baseline, told)
    periods = indicator.findall("period") or [Element("period")]
    taken = [_read_period(piece, period, row) for period in periods]
    if any(taken):
        for element, places in told:
            _tell(piece, element, places)
    return any(taken)


def _read_period(piece: Piece, period: Element, common: dict[str, str]) -> bool:
    told: _Told = []
    row = dict(common)
    start, end = period.find("period-start"), period.find("period-end")
    day = _fitting(piece, "target_date", end.get("iso-date", "") if end is not None else "")
    for name, dated in (("target", "target_date"), ("actual", "actual_date")):
        element = period.find(name)
        if element is not None and element.get("value") is not None:
            row[name] = _number(piece, name, element, told)
            row[dated] = day
    if day and end is not None and day in (row.get("target_date"), row.get("actual_date")):
        told.append((end, ("iso-date",)))
        if start is not None and start.get("iso-date") == day:
            told.append((start, ("iso-date",)))
    if not piece.add_row("results", row):
        return False
    for element, places in told:
        _tell(piece, element, places)
    return True


def read_document(piece: Piece, child: Element) -> None:
    """Make a row of a document; its description and format have no question."""
    name, narrative = _titled(piece, child)
    category, day, language = (child.find(tag) for tag in ("category", "document-date", "language"))
    row = {
        "name": name,
        "link": child.get("url", ""),
        "category": _ours("document_category", _attribute(category, "code")),
        "date": _fitting(piece, "date", _attribute(day, "iso-date"), "documents"),
        "language": _known("language", _attribute(language, "code")),
    }
    if not name or not piece.add_row("documents", row):
        return
    _tell_text(piece, narrative)
    piece.tell(child, "url")
    for element, place, field in (
        (category, "code", "category"),
        (day, "iso-date", "date"),
        (language, "code", "language"),
    ):
        if element is not None and row[field]:
            piece.tell(element, place)


def read_location(piece: Piece, child: Element) -> None:
    """Make a row of a place that has a name or coordinates."""
    name, narrative = _named(piece, child.find("name"))
    position = child.find("point/pos")
    exactness, administrative = child.find("exactness"), child.find("administrative")
    latitude, longitude = _coordinates(position)
    row = {
        "place": _fitting(piece, "place", name, "locations"),
        "latitude": latitude,
        "longitude": longitude,
        "exactness": _ours("exactness", _attribute(exactness, "code")),
        "country": "",
    }
    if administrative is not None and administrative.get("vocabulary") == _COUNTRIES:
        row["country"] = _known("country", administrative.get("code", ""))
    if not (row["place"] or latitude) or not piece.add_row("locations", row):
        return
    if row["place"]:
        _tell_text(piece, narrative)
    if position is not None and (position.text or "").split() == [latitude, longitude]:
        piece.tell(position, "")  # rounded ones are kept as they came, too
    if exactness is not None and row["exactness"]:
        piece.tell(exactness, "code")
    if administrative is not None and row["country"]:
        piece.tell(administrative, "vocabulary", "code")


def read_marker(piece: Piece, child: Element) -> None:
    """Take a policy marker of the DAC with the weights that we know, 0 to 2."""
    if child.get("vocabulary", _DAC) != _DAC:
        return
    row = {
        "marker": _ours("marker", child.get("code", "")),
        "significance": _ours("significance", child.get("significance", "")),
    }
    if all(row.values()) and piece.add_row("markers", row):
        piece.tell(child, "vocabulary", "code", "significance")


def read_related(piece: Piece, child: Element) -> None:
    """Keep the identifier of a related activity and how it is related."""
    row = {"relation": _ours("relation", child.get("type", "")), "number": child.get("ref", "")}
    if all(row.values()) and piece.add_row("related", row):
        piece.tell(child, "ref", "type")


@cache
def _by_iati(name: str) -> dict[str, str]:
    codes = code_list(name).active()
    return {code.extra["iati"]: code.code for code in codes if code.extra["iati"]}


def _ours(name: str, code: str) -> str:
    """Return our code for one of IATI, nothing if there is none."""
    return _by_iati(name).get(code, "")


def _known(name: str, code: str) -> str:
    return code if code in code_list(name).codes else ""


def _attribute(element: Element | None, name: str) -> str:
    return element.get(name, "") if element is not None else ""


def _titled(piece: Piece, parent: Element) -> tuple[str, Element | None]:
    return _named(piece, parent.find("title"))


def _named(piece: Piece, parent: Element | None) -> tuple[str, Element | None]:
    return piece.name_of(parent) if parent is not None else ("", None)


def _fitting(piece: Piece, column: str, given: str, field: str = "results") -> str:
    """Return a value if the column takes it as it is, else nothing: it stays a leftover."""
    question = piece.kind.question(field).row_question(column)
    return given if given and plain(question, given) == given else ""


def _number(piece: Piece, column: str, element: Element, told: _Told) -> str:
    value = _fitting(piece, column, element.get("value", ""))
    if value:
        told.append((element, ("value",)))
    return value


def _day(piece: Piece, column: str, baseline: Element, told: _Told) -> str:
    """Return the day of a baseline, else its year; a year that is another stays a leftover."""
    day, year = baseline.get("iso-date", ""), baseline.get("year", "")
    chosen = _fitting(piece, column, day) or _fitting(piece, column, year)
    told.append((baseline, ("iso-date",) if chosen and chosen == day else ()))
    if chosen and year == chosen[: len(year)]:
        told.append((baseline, ("year",)))
    return chosen


def _coordinates(position: Element | None) -> tuple[str, str]:
    """Return latitude and longitude with up to four decimals, nothing for what is no place."""
    found = _PLACE.fullmatch(position.text or "") if position is not None else None
    return (_rounded(found[1]), _rounded(found[2])) if found else ("", "")


def _rounded(degrees: str) -> str:
    value = Decimal(degrees).quantize(_DEGREES, ROUND_HALF_EVEN)
    return f"{value.normalize():f}" if value else "0"


def _tell_text(piece: Piece, narrative: Element | None) -> None:
    if narrative is not None:
        _tell(piece, narrative, ("", LANG))


def _tell(piece: Piece, element: Element, places: tuple[str, ...]) -> None:
    """Mark places as told; the language of a text only when it is that of the activity."""
    same = element.get(LANG) == piece.language
    piece.tell(element, *(place for place in places if place != LANG or same))
