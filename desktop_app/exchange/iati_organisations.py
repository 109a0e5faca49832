"""IATI organisation files become first records of sources of cooperation."""

from xml.etree.ElementTree import Element

from desktop_app.exchange.iati_piece import Piece
from desktop_app.records.codes import code_list

_HOME_PAGE = "B16"  # IATI: organisation web URL
_QUOTES = "\"“”«»'"


def read_answers(piece: Piece) -> None:
    """Answer what an organisation answers; its type only when one of ours is meant for certain."""
    for child in piece.children("organisation-identifier"):
        if piece.answer("iati_id", child.text or ""):
            piece.tell(child, "")
    for child in piece.children("name"):
        piece.texts("name", child, _without_quotes)
    for child in piece.children("reporting-org"):
        _read_reporter(piece, child)
    for child in piece.children("document-link"):
        if not _read_web_page(piece, child):
            _read_document(piece, child)


def _read_reporter(piece: Piece, child: Element) -> None:
    """Take who reports for itself as who runs the source; another's name stays a leftover."""
    own = child.get("ref") == piece.values.get("iati_id")
    if own and piece.texts("owner", child, _without_quotes):
        piece.tell(child, "ref")
    kinds = [
        kind.code
        for kind in code_list("source_type").active()
        if kind.extra.get("iati") == child.get("type")
    ]
    if own and len(kinds) == 1 and piece.answer("source_type", kinds[0]):
        piece.tell(child, "type")


def _read_web_page(piece: Piece, child: Element) -> bool:
    """Take the link that is declared as the organisation's own page."""
    category = child.find("category")
    if category is None or category.get("code") != _HOME_PAGE:
        return False
    taken = piece.answer("web", child.get("url"))
    if taken:
        piece.tell(child, "url")
        piece.tell(category, "code")
    return taken


def _read_document(piece: Piece, child: Element) -> None:
    title, date = child.find("title"), child.find("document-date")
    name, narrative = piece.name_of(title) if title is not None else ("", None)
    row = {
        "name": _without_quotes(name),
        "link": child.get("url", ""),
        "date": date.get("iso-date", "") if date is not None else "",
    }
    if narrative is None or not row["name"] or not piece.add_row("documents", row):
        return
    piece.tell(child, "url")
    piece.tell(narrative, "")
    if date is not None:
        piece.tell(date, "iso-date")


def _without_quotes(text: str) -> str:
    """Take away quotation marks around a whole name, which some files carry over from a table."""
    bare = text.strip()
    while len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES:
        bare = bare[1:-1].strip()
    return bare
