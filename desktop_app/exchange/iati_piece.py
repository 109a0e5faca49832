"""One activity or organisation of an IATI file on its way to a record: nothing of it gets lost.

What a rule puts into an answer it marks as told; every child that holds anything untold is kept
whole as a leftover beside the answers, and the untold places are counted for the report.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from desktop_app.errors import BadAnswer, UserError
from desktop_app.exchange.iati_xml import compact
from desktop_app.language import N_
from desktop_app.records.plain import ROWS_LIMIT, clean, normal
from desktop_app.records.questionnaire import Answer, Kind, Question

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LEFTOVERS_LIMIT = 1_000_000  # characters; a sealed record may hold four million bytes
_OFFICIAL = "es"
_NAME_LIMIT = 100
_TEXT = ""  # the place of an element's own text, beside those of its attributes


@dataclass(frozen=True, slots=True)
class IatiRecord:
    """One activity or organisation: its answers in plain form, and what no question asks.

    A leftover is {"element": name, "xml": compact text} in the order of the file; the first may
    be the activity's own tag with the attributes that have no other home.
    """

    iati_id: str
    values: dict[str, Any]
    leftovers: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class IatiFile:
    """What a file holds; `kind` is initiative or source.

    `unmapped` counts, by place ("document-link", "activity-date/narrative"), what went to the
    leftovers. `refused` names each piece that was not taken, or its number in the file, and why.
    """

    kind: str
    records: list[IatiRecord] = field(default_factory=list)
    unmapped: dict[str, int] = field(default_factory=dict)
    refused: list[tuple[str, UserError]] = field(default_factory=list)


class Piece:
    """The element being read, the answers found so far, and which of its places are told."""

    def __init__(self, kind: Kind, element: Element) -> None:
        self.kind = kind
        self.element = element
        self.values: dict[str, Any] = {}
        self._told: set[tuple[int, str]] = set()
        self._spoken = language_code(element.get(LANG, ""))
        self.language = self._spoken or _OFFICIAL

    def children(self, tag: str) -> list[Element]:
        return self.element.findall(tag)

    def recipients(self) -> list[str]:
        """Return the recipient countries that became parties, in the order of the file."""
        return [row["party"] for row in self.values.get("participants", []) if row.get("role")]

    def tell(self, element: Element, *places: str) -> None:
        """Mark attributes of `element`, "" for its text, as held by an answer."""
        self._told.update((id(element), place) for place in places)

    def answer(self, name: str, given: object) -> bool:
        """Give the answer of a field that has none yet; False when it cannot be taken."""
        value = None if name in self.values else plain(self.kind.question(name), given)
        if value is not None:
            self.values[name] = value
        return value is not None

    def add_row(self, name: str, row: Mapping[str, object]) -> bool:
        """Add a row to a field; False, and nothing added, when any of its columns is not taken."""
        question = self.kind.question(name)
        columns = {
            column: plain(question.row_question(column), given)
            for column, given in row.items()
            if given not in (None, "")
        }
        rows = self.values.setdefault(name, [])
        named = [{column: other.get(column) for column in question.key} for other in rows]
        again = question.key and {column: columns.get(column) for column in question.key} in named
        taken = None not in columns.values() and not again and len(rows) < ROWS_LIMIT
        if taken:
            rows.append(columns)
        elif not rows:
            del self.values[name]
        return taken

    def texts(self, name: str, parent: Element, tidy: Callable[[str], str] = str) -> bool:
        """Answer a multilingual field from the narratives of `parent`; one a language is taken."""
        question = self.kind.question(name)
        if name in self.values:
            return False
        found: dict[str, str] = {}
        for narrative in parent.findall("narrative"):
            spoken = narrative.get(LANG)
            language = language_code(spoken) if spoken else self.language
            text = tidy(clean(narrative.text or ""))
            if not language or language in found or not plain(question, {language: text}):
                continue
            found[language] = text
            self.tell(narrative, _TEXT, *([LANG] if spoken == language else []))
        if not found:
            return False
        original = self.language if self.language in found else next(iter(found))
        self.values[name] = plain(question, {"original": original, **found})
        if self._spoken in found and self.element.get(LANG) == self._spoken:
            self.tell(self.element, LANG)
        return True

    def name_of(self, parent: Element) -> tuple[str, Element | None]:
        """Return the name an element is given, best in the activity's language, and its place."""
        narratives = parent.findall("narrative")
        best = next((n for n in narratives if n.get(LANG) in (None, self.language)), None)
        chosen = best if best is not None else next(iter(narratives), None)
        return (clean(chosen.text or "", lines=False), chosen) if chosen is not None else ("", None)

    def untold(self, child: Element) -> list[str]:
        """Return the places of a child that no answer holds, the child's name alone if all."""
        places = list(_places(child, child.tag))
        left = [path for path, *place in places if tuple(place) not in self._told]
        if left and len(left) == len(places):
            return [_titled(child)]
        return sorted({path[:_NAME_LIMIT] for path in left})

    def leftovers(self, unmapped: Counter[str]) -> list[dict[str, str]]:
        """Return what is not held by answers, and count it. Raises UserError if it is too much."""
        own = self._own_leftover(unmapped)
        kept = [own] if own else []
        for child in self.element:
            if places := self.untold(child):
                unmapped.update(places)
                kept.append({"element": _short(child.tag)[:_NAME_LIMIT], "xml": compact(child)})
        if sum(len(left["xml"]) for left in kept) > LEFTOVERS_LIMIT:
            raise UserError(
                N_("It holds more than {limit} characters that no question asks for."),
                limit=LEFTOVERS_LIMIT,
            )
        return kept

    def _own_leftover(self, unmapped: Counter[str]) -> dict[str, str] | None:
        """Return the element's own attributes and stray texts, without its children."""
        tag = _short(self.element.tag)[:_NAME_LIMIT]
        own = Element(self.element.tag)
        for name, value in self.element.attrib.items():
            if (id(self.element), name) not in self._told:
                own.set(name, value)
                unmapped[f"{tag}@{_short(name)}"[:_NAME_LIMIT]] += 1
        own.text = " ".join(filter(None, (text.strip() for text in self._stray_texts())))
        if own.text:
            unmapped[tag] += 1
        return {"element": tag, "xml": compact(own)} if own.attrib or own.text else None

    def _stray_texts(self) -> list[str]:
        return [self.element.text or "", *(child.tail or "" for child in self.element)]

    def record(self, iati_id: str, unmapped: Counter[str]) -> IatiRecord:
        """Return the finished record; its rows get their names here. Raises UserError."""
        values = {
            question.field: normal(question, self.values[question.field])
            if question.kind is Answer.ROWS
            else self.values[question.field]
            for question in self.kind.questions
            if question.field in self.values
        }
        counted: Counter[str] = Counter()
        leftovers = self.leftovers(counted)
        unmapped.update(counted)
        return IatiRecord(iati_id, values, leftovers)


def plain(question: Question, given: object) -> Any:  # noqa: ANN401 - see Answer
    """Return the plain form of an answer; None when it says nothing or is not taken as it is."""
    try:
        return normal(question, given)
    except BadAnswer:
        return None


def language_code(spoken: str) -> str:
    """Return the language of an xml:lang such as “pt-BR” as our texts name it, else nothing."""
    code = spoken.strip().lower().partition("-")[0]
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else ""


def _places(element: Element, path: str) -> list[tuple[str, int, str]]:
    """Return each place that says something: its path, its element, its attribute or text."""
    found = [(f"{path}@{_short(name)}", id(element), name) for name in element.attrib]
    if (element.text or "").strip():
        found.append((path, id(element), _TEXT))
    for inner in element:
        below = f"{path}/{_short(inner.tag)}"
        found += _places(inner, below)
        if (inner.tail or "").strip():
            found.append((below, id(inner), "tail of"))
    return found or ([(path, id(element), "presence of")] if "/" not in path else [])


def _short(name: str) -> str:
    """Return a name without its namespace; xml:lang keeps its prefix."""
    return "xml:lang" if name == LANG else name.rpartition("}")[2]


def _titled(child: Element) -> str:
    """Return a child's name with its list of codes, where that tells one use from another."""
    listed = child.tag in ("sector", "tag")
    vocabulary = child.get("vocabulary") if listed else None
    short = _short(child.tag)[:_NAME_LIMIT]
    return f"{short}[@vocabulary={clean(vocabulary)[:20]}]" if vocabulary else short
