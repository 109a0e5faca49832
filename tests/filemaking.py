"""Files to add to records: small ones of each kind, and those that want to do harm."""

import io
import struct
import zipfile
import zlib

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + b"\0" * 200


def a_photo(width=3000, height=2000, form="JPEG"):
    """Return a picture; of a JPEG, with the place where it was taken."""
    picture = Image.effect_noise((width // 20, height // 20), 60).resize((width, height))
    file = io.BytesIO()
    if form == "JPEG":
        exif = Image.Exif()
        exif[0x010F] = "Telephone of somebody"
        exif.get_ifd(0x8825)[1] = "S"
        picture.convert("RGB").save(file, form, exif=exif.tobytes(), quality=90)
    else:
        picture.convert("RGB").save(file, form)
    return file.getvalue()


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def a_docx(**more):
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": "<Relationships/>",
            "word/document.xml": "<w:document/>",
            **more,
        }
    )


def an_odt(**more):
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<office:document-content/>",
            "META-INF/manifest.xml": "<manifest/>",
            **more,
        }
    )


def a_huge_png(side=100_000):
    """Return a few bytes that say they are a picture of ten thousand million dots."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    dots = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + chunk(b"IEND", b"")
