"""IATI activities become initiatives, element by element.

Nothing is guessed: what a code does not say for certain stays with the leftovers, and the question
stays open until a person answers it.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from desktop_app.exchange import iati_codes as codes
from desktop_app.exchange.iati_money import read_budget, read_transaction
from desktop_app.exchange.iati_piece import LANG, Piece, plain
from desktop_app.exchange.iati_results import (
    read_document,
    read_location,
    read_marker,
    read_related,
    read_result,
)
from desktop_app.records.codes import code_list
from desktop_app.records.folding import fold

_PRINCIPAL = ("principal", "main")
_SECONDARY = ("secundari", "secondary", "secondaire")
_WHOLE = "100"


def read_answers(piece: Piece) -> None:
    """Answer what an activity answers; parties come before those who belong to one of them."""
    for tag, read in _RULES:
        for child in piece.children(tag):
            read(piece, child)
    _read_sectors(piece)


def _read_identifier(piece: Piece, child: Element) -> None:
    if piece.answer("iati_id", child.text or ""):
        piece.tell(child, "")


def _read_title(piece: Piece, child: Element) -> None:
    piece.texts("title", child)


def _read_description(piece: Piece, child: Element) -> None:
    field = codes.DESCRIPTIONS.get(child.get("type", "1"))
    if field and piece.texts(field, child):
        piece.tell(child, "type")


def _read_status(piece: Piece, child: Element) -> None:
    code = child.get("code", "")
    stage = codes.STAGES.get(code)
    written = code_list("stage").codes[stage].extra["iati"] if stage else ""
    if stage and piece.answer("stage", stage) and code == written:
        piece.tell(child, "code")  # 4, closed, says more than our “completed”


def _read_date(piece: Piece, child: Element) -> None:
    field = codes.DATES.get(child.get("type", ""))
    if field and piece.answer(field, child.get("iso-date")):
        piece.tell(child, "type", "iso-date")


def _read_recipient(piece: Piece, child: Element) -> None:
    country = child.get("code", "")
    known = country in code_list("country").codes
    if known and piece.add_row("participants", {"party": country, "role": "REC"}):
        piece.tell(child, "code")


def _read_reporter(piece: Piece, child: Element) -> None:
    """Make the reporting organisation a party; in which role, IATI does not say."""
    party = _reporting_party(child)
    if party and piece.add_row("participants", {"party": party}):
        piece.tell(child, *codes.told_by_party(child))


def _reporting_party(child: Element) -> str:
    """Return the mechanism, or the country whose government reports, of a reporting-org."""
    party = codes.party_of(child.get("ref", ""))
    government = child.get("type") == "10"
    return party if government or party not in code_list("country").codes else ""


def _read_institution(piece: Piece, child: Element) -> None:
    name, narrative = piece.name_of(child)
    role = child.get("role", "")
    row = {
        "name": name,
        "party": _party_of_institution(piece, child, name),
        "org_role": codes.ORGANISATION_ROLES.get(role, ""),
    }
    if narrative is None or not piece.add_row("institutions", row):
        return
    same = narrative.get(LANG) == piece.language
    piece.tell(narrative, "", *([LANG] if same else []))
    if row["org_role"]:
        piece.tell(child, "role")


def _party_of_institution(piece: Piece, child: Element, name: str) -> str:
    """Return the party an institution belongs to, nothing when that is not certain.

    Who implements belongs to the only recipient, unless others in the activity come from elsewhere.
    """
    if party := codes.party_of(child.get("ref", "")):
        return party
    countries = piece.recipients()
    named = codes.countries_named(name, countries)
    if len(named) == 1:
        return named[0]
    refs = [other.get("ref", "") for other in piece.children("participating-org")]
    elsewhere = {codes.party_of(ref) for ref in refs} - {"", *countries}
    alone = len(countries) == 1 and not elsewhere
    return countries[0] if alone and child.get("role") == "4" else ""


def _read_other_identifier(piece: Piece, child: Element) -> None:
    kind, ref = child.get("type"), child.get("ref", "")
    if kind == "A1" and piece.answer("local_code", ref):
        piece.tell(child, "type", "ref")
    if kind == "A9" and _give_partner_code(piece, child, ref):
        piece.tell(child, "type", "ref")


def _give_partner_code(piece: Piece, child: Element, ref: str) -> bool:
    """Give a partner's number to the party that the number's owner names."""
    question = piece.kind.question("participants").row_question("partner_code")
    number = plain(question, ref)
    owner = child.find("owner-org")
    if number is None or owner is None:
        return False
    named = codes.countries_named(piece.name_of(owner)[0], piece.recipients())
    rows = [row for row in piece.values.get("participants", []) if row["party"] in named]
    if len(rows) != 1 or "partner_code" in rows[0]:
        return False
    rows[0]["partner_code"] = number
    return True


def _read_tag(piece: Piece, child: Element) -> None:
    read = {"2": _read_goal, "3": _read_target, "99": _read_own_tag}.get(
        child.get("vocabulary", "")
    )
    if read and read(piece, child, child.get("code", "")):
        piece.tell(child, "vocabulary", "code")


def _read_goal(piece: Piece, child: Element, goal: str) -> bool:
    if goal not in code_list("sdg_goal").codes:
        return False
    told = fold(piece.name_of(child)[0])
    principal = any(word in told for word in _PRINCIPAL)
    secondary = any(word in told for word in _SECONDARY)
    rank = {(True, False): 1, (False, True): 2}.get((principal, secondary))
    return piece.add_row("sdgs", {"goal": goal, "rank": rank})


def _read_target(piece: Piece, _child: Element, target: str) -> bool:
    """Put a target to its goal's row; a goal has room for one."""
    goal = target.partition(".")[0]
    question = piece.kind.question("sdgs").row_question("target")
    if goal == target or goal not in code_list("sdg_goal").codes or not plain(question, target):
        return False
    for row in piece.values.get("sdgs", []):
        if row["goal"] == goal:
            fits = "target" not in row
            if fits:
                row["target"] = target
            return fits
    return piece.add_row("sdgs", {"goal": goal, "target": target})


def _read_own_tag(piece: Piece, child: Element, code: str) -> bool:
    narratives = [narrative.text or "" for narrative in child.findall("narrative")]
    if not narratives:  # other publishers' own codes may look like ours
        return False
    if codes.own_code("modality", code, narratives):
        taken = piece.answer("modality", code)
    elif codes.own_code("form", code, narratives):
        taken = piece.answer("form", code) or _add_form(piece, code)
    else:
        return False
    if taken:
        for narrative in child.findall("narrative"):
            piece.tell(narrative, "", LANG)  # it is the label of the code
    return taken


def _add_form(piece: Piece, code: str) -> bool:
    others = piece.values.get("other_forms", [])
    if code == piece.values["form"] or code in others:
        return False
    piece.values["other_forms"] = sorted([*others, code])
    return True


def _read_collaboration(piece: Piece, child: Element) -> None:
    """Take “triangular”; “bilateral” is also what regional cooperation is reported as."""
    code = child.get("code")
    if code == codes.TRIANGULAR:
        piece.answer("modality", "TRI")
    modality = code_list("modality").get(piece.values.get("modality", ""))
    if modality and modality.extra["iati"] == code:
        piece.tell(child, "code")


def _read_aid_type(piece: Piece, child: Element) -> None:
    code = child.get("code", "")
    form = codes.form_of(code) if child.get("vocabulary", "1") == "1" else ""
    if form and (piece.values.get("form") == form or piece.answer("form", form)):
        piece.tell(child, "vocabulary", "code")


def _read_finance(piece: Piece, child: Element) -> None:
    code = child.get("code", "")
    refund = codes.FINANCE.get(code)
    written = code_list("refund").codes[refund].extra["iati"] if refund else ""
    if refund and piece.answer("refundability", refund) and code == written:
        piece.tell(child, "code")  # 422, reimbursable grant, says more than “refundable”


def _read_sectors(piece: Piece) -> None:
    """Answer our own sectors first, then the CRS purpose with the largest share."""
    purposes = []
    for child in piece.children("sector"):
        vocabulary = child.get("vocabulary", "1")
        if vocabulary == "99":
            _read_own_sector(piece, child)
        elif vocabulary == "1":
            purposes.append(child)
    main = _largest(purposes)
    code = main.get("code", "") if main is not None else ""
    if main is None or code not in code_list("crs_purpose").codes:
        return
    if piece.answer("crs_purpose", code):
        piece.tell(main, "vocabulary", "code", *_whole(main, purposes))
        if sector := codes.sector_of(code):
            piece.answer("sector", sector)


def _read_own_sector(piece: Piece, child: Element) -> None:
    code = child.get("code", "")
    narratives = child.findall("narrative")
    if not codes.own_code("sector", code, [narrative.text or "" for narrative in narratives]):
        return
    if piece.answer("sector", code) or piece.answer("sector_2", code):
        piece.tell(child, "vocabulary", "code")
        for narrative in narratives:
            piece.tell(narrative, "", LANG)  # it is the label of the code


def _largest(sectors: list[Element]) -> Element | None:
    """Return the only sector, or the only one with the largest share."""
    if len(sectors) <= 1:
        return next(iter(sectors), None)
    shares = [_share(sector) for sector in sectors]
    highest = max(shares)
    return sectors[shares.index(highest)] if shares.count(highest) == 1 else None


def _share(sector: Element) -> Decimal:
    text = sector.get("percentage", "").strip()
    return Decimal(text if re.fullmatch(r"\d{1,3}(\.\d+)?", text, re.ASCII) else 0)


def _whole(sector: Element, sectors: list[Element]) -> list[str]:
    """Return the attribute that only repeats that there is one sector."""
    return ["percentage"] if len(sectors) == 1 and sector.get("percentage") == _WHOLE else []


_RULES: tuple[tuple[str, Callable[[Piece, Element], None]], ...] = (
    ("iati-identifier", _read_identifier),
    ("title", _read_title),
    ("description", _read_description),
    ("activity-status", _read_status),
    ("activity-date", _read_date),
    ("recipient-country", _read_recipient),
    ("reporting-org", _read_reporter),
    ("participating-org", _read_institution),
    ("other-identifier", _read_other_identifier),
    ("tag", _read_tag),
    ("collaboration-type", _read_collaboration),
    ("default-aid-type", _read_aid_type),
    ("default-finance-type", _read_finance),
    ("budget", read_budget),
    ("transaction", read_transaction),
    ("location", read_location),
    ("policy-marker", read_marker),
    ("related-activity", read_related),
    ("document-link", read_document),
    ("result", read_result),
)
