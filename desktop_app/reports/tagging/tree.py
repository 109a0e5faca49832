"""The structure of a document: elements, what was drawn for them, and their order.

Structure follows ISO 32000-1, 14.7 and 14.8, and what ISO 14289-1 (PDF/UA) asks beyond it.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: its number on a page (from 0)."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page, by the name of its object."""

    page: int
    name: str


@dataclass(frozen=True, slots=True)
class Says:
    """What an element says beyond its role.

    `lang` where it is not the document's, `alt` for what is drawn and `box` where it is,
    `scope` of a head cell, `numbering` of a list.
    """

    alt: str = ""
    lang: str = ""
    scope: str = ""
    numbering: str = ""
    box: tuple[float, ...] = ()


PLAIN = Says()
Kid: TypeAlias = "Element | Mark | Annotation"


@dataclass(eq=False, slots=True)
class Element:
    """One element: H1, P, Table and so on (ISO 32000-1, 14.8.4)."""

    role: str
    parent: "Element | None" = None
    says: Says = PLAIN
    kids: list[Kid] = field(default_factory=list)


class Tree:
    """The elements as they were drawn; `by_key` finds one that goes on on another page."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.current = self.root
        self.by_key: dict[Hashable, Element] = {}
        self.pages: list[list[Element]] = [[]]  # by page, whose content each number is
        self.page_keys: list[int] = []
        self.links: dict[int, Element] = {}
        self._headings: list[str] = []
        self._next_key = 0

    def element(self, role: str, says: Says, key: Hashable) -> Element:
        """Return the element of this key, or a new one under the current one."""
        found = self.by_key.get(key) if key is not None else None
        if found is None:
            found = Element(role, self.current, says)
            self.current.kids.append(found)
            if key is not None:
                self.by_key[key] = found
        return found

    def levelled(self, role: str) -> str:
        """Return H1, H2 and so on such that no level is left out, whatever the type says."""
        while self._headings and self._headings[-1] >= role:
            self._headings.pop()
        self._headings.append(role)
        return f"H{len(self._headings)}"

    def mark(self, element: Element) -> int:
        """Return the number of a new piece of content of this element on the page."""
        page = self.pages[-1]
        number = len(page)
        page.append(element)
        element.kids.append(Mark(len(self.pages) - 1, number))
        return number

    def turn_page(self) -> int:
        """Begin a page and return the key of the one that ends."""
        self.pages.append([])
        self.page_keys.append(self._take_key())
        return self.page_keys[-1]

    def link(self, element: Element, name: str) -> int:
        """Give an element its link and return the key of the link."""
        element.kids.append(Annotation(len(self.pages) - 1, name))
        key = self._take_key()
        self.links[key] = element
        return key

    def _take_key(self) -> int:
        self._next_key += 1
        return self._next_key - 1

    def elements(self) -> list[Element]:
        """Return every element, parents before kids, in reading order."""
        found, waiting = [], [self.root]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(kid for kid in reversed(one.kids) if isinstance(kid, Element))
        return found
