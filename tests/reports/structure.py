"""What a test reads of the structure of a PDF: its elements, and what each page marks as whose."""

import re
import subprocess
import zlib
from collections import Counter
from dataclasses import dataclass, field

from tests.reports.reading import objects_of

_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
_PAINTS = {"S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "Do", "Tj", "TJ", "sh", "'", '"'}


@dataclass
class Element:
    role: str
    alt: str = ""
    lang: str = ""
    scope: str = ""
    kids: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # object of the page, number
    links: list[int] = field(default_factory=list)

    def all(self, *roles):
        """Return every element of these roles below this one, in reading order."""
        found = [self] if self.role in roles else []
        return found + [one for kid in self.kids for one in kid.all(*roles)]

    def pages(self):
        """Return the pages its content lies on."""
        return {page for page, _ in self.marks} | {at for kid in self.kids for at in kid.pages()}


class Structure:
    """The structure of one PDF as Surco writes it."""

    def __init__(self, path):
        self.objects = objects_of(path)
        root = next(body for body in self.objects.values() if b"/StructTreeRoot /K" in body)
        self.parent_tree = dict(
            re.findall(rb"^.*?(\d+) (\[[^\]]*\]|\d+ 0 R)", root.split(b"/Nums [")[1], re.MULTILINE)
        )
        self.root = self.element(int(re.search(rb"/K \[(\d+) 0 R", root)[1]))
        listed = next(body for body in self.objects.values() if b"/Type /Pages" in body)
        kids = re.search(rb"/Kids \[(.*?)\]", listed, re.DOTALL)[1]
        self.pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]

    def element(self, number):
        body = self.objects[number].decode()
        one = Element(re.match(r"<</S/(\w+)/P", body)[1])
        alt = re.search(r"/Alt <([0-9a-f]*)>", body)
        one.alt = bytes.fromhex(alt[1]).decode("utf-16") if alt else ""
        one.lang = (re.search(r"/Lang\((\w+)\)", body) or ["", ""])[1]
        one.scope = (re.search(r"/Scope/(\w+)", body) or ["", ""])[1]
        page = re.search(r"^<</S/\w+/P \d+ 0 R/Pg (\d+) 0 R", body)
        held = re.search(r"/K ?(\[.*?\](?=/|>)|<<.*?>>|\d+ 0 R|\d+)", body)
        for kid in re.findall(r"<<.*?>>|\d+ 0 R|\d+", held[1]) if held else []:
            self._add(one, kid, int(page[1]) if page else 0)
        return one

    def _add(self, one, kid, page):
        if kid.startswith("<</Type/OBJR"):
            one.links.append(int(re.search(r"/Obj (\d+)", kid)[1]))
        elif kid.startswith("<<"):
            found = re.search(r"/Pg (\d+) 0 R/MCID (\d+)", kid)
            one.marks.append((int(found[1]), int(found[2])))
        elif kid.endswith("R"):
            one.kids.append(self.element(int(kid.split()[0])))
        else:
            one.marks.append((page, int(kid)))

    def code(self, page):
        """Return the operators of a page, texts left out."""
        return re.sub(r"\((?:\\.|[^\\()])*\)", "()", self.drawn(page), flags=re.DOTALL)

    def languages(self, page):
        """Return the language of each part of a page that is not in that of the document."""
        return re.findall(r"/Span <</Lang \((\w+)\)>> BDC", self.drawn(page))

    def drawn(self, page):
        contents = int(re.search(rb"/Contents (\d+) 0 R", self.objects[page])[1])
        packed = _STREAM.search(self.objects[contents])[1]
        return zlib.decompress(packed).decode("latin-1")

    def marked(self):
        """Return page and number of every piece of content that pages mark."""
        return Counter(
            (page, int(number))
            for page in self.pages
            for number in re.findall(r"/MCID (\d+)>> BDC", self.code(page))
        )

    def owned(self):
        """Return page and number of every piece that elements own."""
        return Counter(mark for one in self.every() for mark in one.marks)

    def every(self):
        found = [self.root]
        for one in found:
            found.extend(one.kids)
        return found

    def loose(self):
        """Return what is painted outside of content and artifacts, or inside both.

        Inside content there may be parts in another language, each within one text.
        """
        found = []
        for at, page in enumerate(self.pages):
            within, words = [], self.code(page).split()
            for place, word in enumerate(words):
                if word in ("BDC", "BMC"):
                    within.append("language" if words[place - 2] == "<</Lang" else "content")
                elif word == "EMC":
                    within.pop()
                wrong = word in _PAINTS and within.count("content") != 1
                if wrong or within.count("content") > 1 or (word == "ET" and "language" in within):
                    found.append((at, word))
            assert not within
        return found


def told(path):
    """Return what poppler reads of the structure: a line an element, indented, texts in quotes."""
    line = ["pdfinfo", "-struct-text", path]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    return done.stdout
