"""The bytes of a tagged PDF: what ReportLab made of the pages, and the structure beside it.

The elements of a long table and the links of an index are tens of thousands of small objects. All
that is no stream itself goes into compressed object streams (ISO 32000-1, 7.5.7), which make of it
a twentieth.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFFile, PDFObject

from desktop_app.reports.tagging.tree import Annotation, Element, Mark, Tree

_IN_ONE_STREAM = 500
_VERSION = (1, 7)
Places: TypeAlias = dict[int, tuple[int, int, int]]  # kind, where or in which stream, the rest


class _Raw(PDFObject):  # type: ignore[misc] # ReportLab has no types
    """An object whose bytes are known only at the end."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, _document: object) -> bytes:
        return self.body


class Packed(_Raw):
    """The drawing of a page as a stream, packed at once: it takes a fifth of its code."""

    def __init__(self, code: str) -> None:
        data = zlib.compress(code.encode("latin-1"))
        head = b"<< /Filter [ /FlateDecode ] /Length %d >>" % len(data)
        super().__init__(head + b"\nstream\n" + data + b"endstream\n")


class _Small:
    """Objects that are no streams, packed as they come, so that only a few lie in memory."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, bytes]] = []
        self._packed: list[bytes] = []
        self._places: list[list[int]] = []  # by stream, which objects it holds

    def add(self, number: int, body: bytes) -> None:
        self._waiting.append((number, body))
        if len(self._waiting) == _IN_ONE_STREAM:
            self._pack()

    def _pack(self) -> None:
        heads, at = [], 0
        for number, body in self._waiting:
            heads.append(f"{number} {at}")
            at += len(body) + 1
        head = " ".join(heads).encode() + b"\n"
        data = zlib.compress(head + b"\n".join(body for _, body in self._waiting), 9)
        given = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>" % (
            len(heads),
            len(head),
            len(data),
        )
        self._packed.append(given + b"\nstream\n" + data + b"\nendstream")
        self._places.append([number for number, _ in self._waiting])
        self._waiting.clear()

    def write(self, file: Any, places: Places, stream: int) -> int:  # noqa: ANN401 - ReportLab has no types
        """Add the streams to the file from the number `stream` on; return the next free one."""
        if self._waiting:
            self._pack()
        for body, numbers in zip(self._packed, self._places, strict=True):
            places.update((number, (2, stream, at)) for at, number in enumerate(numbers))
            places[stream] = (1, _add(file, stream, body), 0)
            stream += 1
        return stream


def packed(document: Any, canvas: Any, tree: Tree) -> bytes:  # noqa: ANN401 - ReportLab has no types
    """Return the file: what ReportLab made of the pages, and the structure in `tree`."""
    root = _prepare(document, canvas)
    file, small = PDFFile(_VERSION), _Small()
    places: Places = {0: (0, 0, 65535)}
    number, of_root = 0, 0
    while (number := number + 1) in document.numberToId:  # formatting may bring new objects
        one = document.idToObject[document.numberToId[number]]
        if one is root:
            of_root = number
            continue
        body = pdfdoc.format(one, document, toplevel=1)
        if body.rstrip().endswith(b"endstream"):
            places[number] = (1, _add(file, number, body), 0)
        else:
            small.add(number, body)
    elements = tree.elements()
    numbers = {id(one): number + at for at, one in enumerate(elements)}
    small.add(of_root, _root(tree, numbers))
    for at, body in _elements(document, tree, elements, numbers):
        small.add(at, body)
    end = small.write(file, places, number + len(elements))
    return _closed(file, document, places, end)


def _prepare(document: Any, canvas: Any) -> _Raw:  # noqa: ANN401 - ReportLab has no types
    """Do what ReportLab does before it formats, and give the catalogue what tagging asks for."""
    for font in document.delayedFonts:
        font.addObjects(document)
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    catalogue, info, root = document.Catalog, document.info, _Raw()
    catalogue.StructTreeRoot = root
    catalogue.MarkInfo = _Raw(b"<< /Marked true >>")
    written = _metadata(info.title, info.author, info.subject, canvas.language)
    head = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(written)
    catalogue.Metadata = _Raw(head + b"\nstream\n" + written + b"\nendstream\n")
    document.Reference(root, "structure")
    document.Reference(catalogue)
    document.Reference(info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        catalogue.Outlines = None
    return root


def _add(file: Any, number: int, body: bytes) -> int:  # noqa: ANN401 - ReportLab has no types
    """Add an object and return where it begins."""
    end = b"" if body.endswith(b"\n") else b"\n"
    return int(file.add(b"%d 0 obj\n%b%bendobj\n" % (number, body, end)))


def _root(tree: Tree, numbers: dict[int, int]) -> bytes:
    parents: list[tuple[int, str]] = [
        (key, "[" + " ".join(f"{numbers[id(one)]} 0 R" for one in marks) + "]")
        for key, marks in zip(tree.page_keys, tree.pages, strict=False)
    ]
    parents += [(key, f"{numbers[id(one)]} 0 R") for key, one in tree.links.items()]
    listed = "\n".join(f"{key} {value}" for key, value in sorted(parents))
    return (
        f"<< /Type /StructTreeRoot /K [{numbers[id(tree.root)]} 0 R]\n"
        f"/ParentTree << /Nums [{listed}] >> /ParentTreeNextKey {len(parents)} >>"
    ).encode()


def _elements(
    document: Any,  # noqa: ANN401 - ReportLab has no types
    tree: Tree,
    elements: Sequence[Element],
    numbers: dict[int, int],
) -> Iterator[tuple[int, bytes]]:
    """Yield number and body of each element."""
    found = document.idToObjectNumberAndVersion
    pages = [found[f"Page{at + 1}"][0] for at in range(len(tree.page_keys))]
    for one in elements:
        yield numbers[id(one)], _element(one, numbers, pages, found)


def _element(
    one: Element, numbers: dict[int, int], pages: list[int], found: dict[str, tuple[int, int]]
) -> bytes:
    parent = numbers[id(one.parent)] if one.parent else found["structure"][0]
    own = next((kid.page for kid in one.kids if not isinstance(kid, Element)), None)
    kids = []
    for kid in one.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif isinstance(kid, Annotation):
            kids.append(f"<</Type/OBJR/Obj {found[kid.name][0]} 0 R/Pg {pages[kid.page]} 0 R>>")
        elif kid.page == own:
            kids.append(str(kid.number))
        else:
            kids.append(_elsewhere(kid, pages))
    said = f"<</S/{one.role}/P {parent} 0 R"
    said += f"/Pg {pages[own]} 0 R" if own is not None else ""
    held = " ".join(kids)
    said += f"/K[{held}]" if len(kids) > 1 else f"/K {held}" if kids else ""
    said += f"/Alt {_text(one.says.alt)}" if one.says.alt else ""
    said += f"/Lang({one.says.lang})" if one.says.lang else ""
    said += f"/A<</O/Layout/BBox[{_numbers(one.says.box)}]>>" if one.says.box else ""
    said += f"/A<</O/Table/Scope/{one.says.scope}>>" if one.says.scope else ""
    said += f"/A<</O/List/ListNumbering/{one.says.numbering}>>" if one.says.numbering else ""
    return (said + ">>").encode()


def _numbers(box: tuple[float, ...]) -> str:
    return " ".join(f"{at:.2f}" for at in box)


def _elsewhere(mark: Mark, pages: list[int]) -> str:
    return f"<</Type/MCR/Pg {pages[mark.page]} 0 R/MCID {mark.number}>>"


def _text(said: str) -> str:
    return f"<{(chr(0xFEFF) + said).encode('utf-16-be').hex()}>"


def _closed(
    file: Any,  # noqa: ANN401 - ReportLab has no types
    document: Any,  # noqa: ANN401 - ReportLab has no types
    places: Places,
    number: int,
) -> bytes:
    """Return the file with its table of objects, which is a stream too."""
    start = file.offset
    places[number] = (1, start, 0)
    rows = [places[at] for at in range(number + 1)]
    table = [
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + rest.to_bytes(2, "big")
        for kind, where, rest in rows
    ]
    data = zlib.compress(b"".join(map(_less_above, table, [bytes(7), *table])), 9)
    found = document.idToObjectNumberAndVersion
    catalogue = found[document.Reference(document.Catalog).name][0]
    info = found[document.Reference(document.info).name][0]
    head = (
        f"<< /Type /XRef /Size {number + 1} /W [1 4 2] /Root {catalogue} 0 R /Info {info} 0 R\n"
        f"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 7 >>\n"
        f"/Length {len(data)} /ID "
    ).encode()
    _add(file, number, head + document.ID() + b">>\nstream\n" + data + b"\nendstream")
    file.add(b"startxref\n%d\n%%%%EOF\n" % start)
    return bytes(file.format(document))


def _less_above(row: bytes, above: bytes) -> bytes:
    """Return a row as its differences from the one above, which pack better (PNG's filter 2)."""
    return b"\x02" + bytes((one - other) % 256 for one, other in zip(row, above, strict=True))


def _metadata(title: str, author: str, subject: str, language: str) -> bytes:
    """Return the metadata that PDF/UA asks for, as XMP."""
    said = [
        f"<dc:title><rdf:Alt>{_item(title, 'x-default')}</rdf:Alt></dc:title>",
        f"<dc:creator><rdf:Seq>{_item(author)}</rdf:Seq></dc:creator>" if author else "",
        f"<dc:description><rdf:Alt>{_item(subject, 'x-default')}</rdf:Alt></dc:description>"
        if subject
        else "",
        f"<dc:language><rdf:Bag>{_item(language)}</rdf:Bag></dc:language>" if language else "",
    ]
    body = "\n".join(part for part in said if part)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{body}
<pdf:Producer>Surco</pdf:Producer>
<xmp:CreatorTool>Surco</xmp:CreatorTool>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _item(said: str, language: str = "") -> str:
    given = f' xml:lang="{language}"' if language else ""
    return f"<rdf:li{given}>{escape(said)}</rdf:li>"
