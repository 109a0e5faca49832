"""What a file is, by its content: a name proves nothing. What is not known for harmless is refused.

Allowed are PDF, photographs, documents of Word, Excel, PowerPoint and OpenDocument without macros
or things embedded in them, text and CSV.
"""

import struct
from pathlib import PurePosixPath

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.zipguard import Entry, entries
from desktop_app.language import N_
from desktop_app.records.attached import ENDINGS, FILE_SIZE_LIMIT, TOO_LARGE

TAKEN_AS_PICTURE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
_PROGRAM = N_("“{file}” is a program or a script. Such files are never added to a record.")
_ARCHIVE = N_("“{file}” is an archive. Unpack it and add the documents in it one by one.")
_WEB = N_("“{file}” is a web page or a drawing with code. Save it as PDF and add that.")
_MACROS = N_("“{file}” holds macros or other files. Save it without them, or as PDF, and add that.")
_OLD = N_("“{file}” is in an old format of Office. Save it as .docx, .xlsx, .pptx or PDF first.")
_TWO = N_("“{file}” is two kinds of file in one. Save it again with the program it was made with.")
_DAMAGED = N_("“{file}” is cut short or damaged. Open it, save it again and add it then.")
_UNKNOWN = N_(
    "“{file}” is of a kind that is not added to records. Take PDF, JPEG, PNG, Word, Excel,"
    " PowerPoint, OpenDocument, text or CSV."
)
_EMPTY = N_("“{file}” is empty.")
_TEXT_ENDING = N_(
    "“{file}” is a text. Give it a name that ends in .txt or .csv, or save it as PDF."
)

_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"#!", b"dex\n", b"\x00asm", b"ITSF", b"\xca\xfe\xba\xbe"),
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut of Windows
)
_ARCHIVES = (
    *(b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"MSCF", b"!<arch>"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MARKUP = (
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<?xml",
    "<?php",
    "<%",
    "{\\rtf",
)
_SCRIPTS = frozenset(
    {
        ".exe",
        ".com",
        ".scr",
        ".pif",
        ".cpl",
        ".dll",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".wsh",
        ".hta",
        ".jar",
        ".lnk",
        ".reg",
        ".inf",
        ".url",
        ".scf",
        ".sh",
        ".bash",
        ".py",
        ".pyw",
        ".pl",
        ".rb",
        ".php",
        ".app",
        ".desktop",
        ".apk",
    }
)
_HARMFUL_PARTS = ("vbaproject.bin", "activex/", "oleobject", "basic/", "scripts/", "macrosheets/")
_ZIP_END = struct.Struct("<4s4H2LH")
_ZIP_COMMENT = 65_535
_TAIL = 2_048  # bytes at the end of a PDF in which its end mark lies
_OFFICE_MAIN = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
}
_ODF_LIMIT = 100
_KINDS_LIMIT = 1024 * 1024  # bytes of the list of parts in an Office document
_MARK_LENGTH = 16  # bytes that tell what a part of a document is
_BY_ENDING = {endings[0]: form for form, endings in ENDINGS.items()}


def type_of(content: bytes, name: str) -> str:
    """Return the type of a file by its content; of a text, by its name as well.

    WebP and GIF are told too: `pictures` makes a JPEG or PNG of them. Raises UserError.
    """
    if not content:
        raise UserError(_EMPTY, file=name)
    if len(content) > FILE_SIZE_LIMIT:
        raise UserError(TOO_LARGE, file=name, limit=FILE_SIZE_LIMIT // 1024 // 1024)
    if content.startswith(_PROGRAMS):
        raise UserError(_PROGRAM, file=name)
    if content.startswith(_ARCHIVES):
        raise UserError(_ARCHIVE, file=name)
    if content.startswith(_OLE):
        raise UserError(_OLD, file=name)
    if content.startswith(_ZIP):
        return _office_type(content, name)
    if _ends_as_zip(content):
        raise UserError(_TWO, file=name)
    if content.startswith(b"%PDF-"):
        return _pdf(content, name)
    return _picture(content, name) or _text(content, name)


def fits(content: bytes, form: str, name: str) -> bool:
    """Tell whether a content is of the type that was said, and not one to refuse."""
    try:
        return type_of(content, name) == form
    except UserError:
        return False


def _picture(content: bytes, name: str) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        if b"IEND" not in content[-64:]:
            raise UserError(_DAMAGED, file=name)
        return "image/png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def _pdf(content: bytes, name: str) -> str:
    if b"%%EOF" not in content[-_TAIL:]:
        raise UserError(_DAMAGED, file=name)
    if b"/Launch" in content or b"/EmbeddedFile" in content:
        raise UserError(_MACROS, file=name)
    return "application/pdf"


def _text(content: bytes, name: str) -> str:
    """Return the type of a text that no program runs; what looks like code is refused."""
    ending = PurePosixPath(name.lower()).suffix
    if ending in _SCRIPTS:
        raise UserError(_PROGRAM, file=name)
    text = _decoded(content)
    if text is None:
        raise UserError(_UNKNOWN, file=name)
    if text.lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        raise UserError(_WEB, file=name)
    if ending not in (".txt", ".csv"):
        raise UserError(_TEXT_ENDING, file=name)
    return _BY_ENDING[ending]


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(letter < " " and letter not in "\t\r\n\f" for letter in set(text)):
            return text
    return None


def _office_type(content: bytes, name: str) -> str:
    """Return the type of a document that is a ZIP inside, after a look at every part of it."""
    try:
        parts = entries(content)
        ending = _office_ending(parts)
        if not ending:
            raise UserError(_ARCHIVE, file=name)
        for path, entry in parts.items():
            lower = path.lower()
            if any(harm in lower for harm in _HARMFUL_PARTS) or _is_program(lower, entry):
                raise UserError(_MACROS, file=name)
        kinds = parts.get("[Content_Types].xml")
        if kinds is not None and kinds.size > _KINDS_LIMIT:
            raise UserError(_DAMAGED, file=name)
        if kinds is not None and b"macroenabled" in kinds.content().lower():
            raise UserError(_MACROS, file=name)
    except BundleRejected as error:
        raise UserError(_DAMAGED, file=name) from error
    return _BY_ENDING[ending]


def _office_ending(parts: dict[str, Entry]) -> str:
    if "[Content_Types].xml" in parts:
        found = [ending for main, ending in _OFFICE_MAIN.items() if main in parts]
        return found[0] if len(found) == 1 else ""
    said = parts.get("mimetype")
    if said is None or said.size > _ODF_LIMIT:
        return ""
    form = said.content().decode("ascii", "replace").strip()
    return ENDINGS[form][0] if form in ENDINGS and "opendocument" in form else ""


def _is_program(path: str, entry: Entry) -> bool:
    if PurePosixPath(path).suffix in _SCRIPTS:
        return True
    if path.endswith((".xml", ".rels", "/")):
        return False
    return entry.beginning(_MARK_LENGTH).startswith((*_PROGRAMS, *_ARCHIVES, _OLE))


def _ends_as_zip(content: bytes) -> bool:
    """Tell whether a program that reads ZIP files would find one at the end of this."""
    tail = content[-(_ZIP_END.size + _ZIP_COMMENT) :]
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if at + _ZIP_END.size <= len(tail):
            said = _ZIP_END.unpack_from(tail, at)[-1]
            if at + _ZIP_END.size + said == len(tail):
                return True
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return False
