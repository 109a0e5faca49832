"""A canvas that knows what it draws: content of an element, or an artifact."""

import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from desktop_app.reports.tagging.packing import Packed, packed
from desktop_app.reports.tagging.tree import PLAIN, Element, Says, Tree

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f\*?|F|B\*?|b\*?|Do|Tj|TJ|sh|EI|')(?=\s|$)")
_HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
BEGIN, END = "begin language", "end language"  # what a Paragraph calls, see `letters.markup`
_PRINTED = 4  # flag of an annotation that PDF/A and PDF/UA ask for


class TaggedCanvas(Canvas):  # type: ignore[misc] # ReportLab has no types
    """Marks what is drawn; what nobody claimed is a paragraph if it is text, else an artifact."""

    language = ""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - ReportLab's
        self.tree = Tree()
        self.marked = 0  # depth of marked content: what is drawn inside needs no mark of its own
        self.direct: Element | None = None  # a cell whose only paragraph it is itself
        self.link_names: set[str] = set()
        self.places: dict[str, int] = {}  # name -> page
        self.asked: dict[tuple[str, str], Any] = {}  # name and look -> style of its page number
        self.asked_at: dict[tuple[str, str], int] = {}
        self.speaking: list[bool] = []  # whether each language that was begun is marked
        super().__init__(*given, **named)
        self.setNamedCB(BEGIN, TaggedCanvas._begin_language)
        self.setNamedCB(END, TaggedCanvas._end_language)

    def _begin_language(self, _kind: str, language: str) -> None:
        """Mark that what follows in a text is in a language that is not the document's."""
        self.speaking.append(language != self.language)
        if self.speaking[-1]:
            self._curr_tx_info["tx"]._code.append(f"/Span <</Lang ({language})>> BDC")  # noqa: SLF001 - no other way in

    def _end_language(self, _kind: str, _label: object) -> None:
        if self.speaking and self.speaking.pop():
            self._curr_tx_info["tx"]._code.append("EMC")  # noqa: SLF001 - no other way in

    def drawText(self, aTextObject: Any) -> None:  # noqa: ANN401, N802, N803 - ReportLab's names
        while self.speaking:  # it goes on in the next part of the paragraph
            if self.speaking.pop():
                aTextObject._code.append("EMC")  # noqa: SLF001 - no other way in
        with content(self, "P"):
            super().drawText(aTextObject)

    def beginForm(self, *given: Any, **named: Any) -> None:  # noqa: ANN401, N802 - ReportLab's
        self.marked += 1  # a form is marked where it is shown
        super().beginForm(*given, **named)

    def endForm(self, **named: Any) -> None:  # noqa: ANN401, N802 - ReportLab's
        super().endForm(**named)
        self.marked -= 1

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._code[:] = _with_artifacts(self._code)
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.Contents, page.stream = Packed(page.stream), None
        page.__Defaults__ = {
            **page.__Defaults__,
            "StructParents": self.tree.turn_page(),
            "Tabs": PDFName("S"),
        }

    def link_to(self, element: Element, target: str, box: tuple[float, ...], said: str) -> None:
        """Lay a link over a box; a target with a colon is an address, else the name of a place."""
        name = f"link{len(self.tree.links)}"
        link = PDFDictionary()
        link["Type"], link["Subtype"] = PDFName("Annot"), PDFName("Link")
        link["Rect"] = PDFArray(self._absRect(box, 1))
        link["Border"], link["F"] = PDFArray([0, 0, 0]), _PRINTED
        link["Contents"] = PDFString(said)
        link["StructParent"] = self.tree.link(element, self._doc.annotationName(name))
        if ":" in target:
            action = {"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(target)}
            link["A"] = PDFDictionary(action)
        else:
            self.link_names.add(target)
            link["Dest"] = self._bookmarkReference(target)
        self._addAnnotation(link, name)

    def place(self, name: str, above: float) -> None:
        """Make the present height a place that links can lead to."""
        self.bookmarkHorizontal(name, 0, above)
        self.places[name] = self.getPageNumber()

    def show_page_of(self, name: str, look: Any) -> None:  # noqa: ANN401 - ReportLab has no types
        """Leave a place for the page of a name: it is drawn at the end, when it is known."""
        self.asked.setdefault((name, look.name), look)
        at = self.asked_at.setdefault((name, look.name), len(self.asked_at))
        self.doForm(f"page{at}")

    def finish_pages_of(self) -> None:
        """Draw the numbers of pages that were asked for, right edge at the origin; each once."""
        drawn: dict[tuple[int, str], str] = {}
        numbers = self._doc.idToObjectNumberAndVersion
        for at, ((name, kind), look) in enumerate(self.asked.items()):
            own = self._doc.getXObjectName(f"page{at}")
            first = drawn.setdefault((self.places.get(name, 0), kind), own)
            if first != own:
                numbers[own] = numbers[first]
                continue
            self.beginForm(f"page{at}", -100, -20, 20, 50)
            self.setFillColor(look.textColor)
            self.setFont(look.fontName, look.fontSize)
            self.drawRightString(0, 0, str(self.places.get(name, "")))
            self.endForm()

    def save(self) -> None:
        """Write the file. Raises LookupError where a link leads to no place in the document."""
        if self._code:
            self.showPage()
        lost = (self.link_names | {name for name, _ in self.asked}) - set(self.places)
        if lost:
            raise LookupError(f"no place of this name: {', '.join(sorted(lost))}")
        self._filename.write(packed(self._doc, self, self.tree))


def _with_artifacts(code: list[str]) -> list[str]:
    """Return the code of a page with marks around what is painted outside of any."""
    depth, done = 0, []
    for line in code:
        if line.endswith(("BDC", "BMC")):
            depth += 1
        elif line == "EMC":
            depth -= 1
        elif not depth and _PAINTS.search(line):
            done += ["/Artifact BMC", line, "EMC"]
            continue
        done.append(line)
    return done


@contextmanager
def content(
    canvas: Any,  # noqa: ANN401 - ReportLab has no types
    role: str,
    says: Says = PLAIN,
    key: Hashable = None,
) -> Iterator[Element | None]:
    """Mark what is drawn inside as the content of an element; inside other content do nothing."""
    tree = getattr(canvas, "tree", None)
    if tree is None or canvas.marked:
        yield None
        return
    if canvas.direct is not None and role == "P" and says is PLAIN:
        element = canvas.direct
    else:
        heads = role in _HEADINGS and key not in tree.by_key
        element = tree.element(tree.levelled(role) if heads else role, says, key)
    canvas._code.append(f"/{element.role} <</MCID {tree.mark(element)}>> BDC")  # noqa: SLF001 - no other way in
    canvas.marked += 1
    yield element
    canvas.marked -= 1
    canvas._code.append("EMC")  # noqa: SLF001 - no other way in


@contextmanager
def figure(flowable: Any, alt: str) -> Iterator[None]:  # noqa: ANN401 - ReportLab has no types
    """Mark what a flowable draws as a figure, and say in `alt` what is to be seen."""
    canvas = flowable.canv
    x, y = canvas.absolutePosition(0, 0)
    box = (x, y, x + flowable.width, y + flowable.height)
    with content(canvas, "Figure", Says(alt=alt, box=box)):
        yield


@contextmanager
def group(
    canvas: Any,  # noqa: ANN401 - ReportLab has no types
    role: str,
    says: Says = PLAIN,
    key: Hashable = None,
) -> Iterator[None]:
    """Gather the elements of what is drawn inside under one of their own."""
    tree = getattr(canvas, "tree", None)
    if tree is None or canvas.marked:
        yield
        return
    before, direct = tree.current, canvas.direct
    tree.current, canvas.direct = tree.element(role, says, key), None
    yield
    tree.current, canvas.direct = before, direct


@contextmanager
def artifact(canvas: Any, kind: str = "") -> Iterator[None]:  # noqa: ANN401 - ReportLab has no types
    """Mark what is drawn inside as no part of the text; `kind` is Pagination or nothing."""
    if getattr(canvas, "tree", None) is None:
        yield
        return
    begin_artifact(canvas, kind)
    yield
    end_artifact(canvas)


def begin_artifact(canvas: Any, kind: str = "") -> None:  # noqa: ANN401 - ReportLab has no types
    """Begin what is no part of the text, where a `with` does not reach."""
    if not canvas.marked:
        begin = f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC"
        canvas._code.append(begin)  # noqa: SLF001 - no other way in
    canvas.marked += 1


def end_artifact(canvas: Any) -> None:  # noqa: ANN401 - ReportLab has no types
    """End it; where nothing was drawn no mark is left."""
    code = canvas._code  # noqa: SLF001 - no other way in
    canvas.marked -= 1
    if canvas.marked:
        return
    if code[-1].startswith("/Artifact"):
        code.pop()
    else:
        code.append("EMC")
