"""The process that decodes one picture; `pictures` begins it, and nothing else reads this."""

import io
import sys
from importlib.util import find_spec

from PIL import Image, ImageOps

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_DOTS = 120_000_000  # of a picture before it is made smaller; telephones take up to 108 million
_MEMORY = 1_500 * 1024 * 1024
_SECONDS = 30
_QUALITY = 85


def run(side: str) -> int:
    """Read a picture from standard input and write type and content of the smaller one."""
    _limit()
    made = decode(sys.stdin.buffer.read(), int(side))
    if made is None:
        return 1
    sys.stdout.buffer.write(made[0].encode() + b"\n" + made[1])
    sys.stdout.buffer.flush()
    return 0


def decode(content: bytes, side: int) -> tuple[str, bytes] | None:
    """Return type and content of the smaller picture, None for what cannot be read."""
    Image.MAX_IMAGE_PIXELS = _DOTS
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > _DOTS:
                return None
            if picture.format == "JPEG":
                picture.draft("RGB", (side, side))
            drawn = picture.format in ("PNG", "GIF")
            picture.thumbnail((side, side), Image.Resampling.LANCZOS)
            return _written(ImageOps.exif_transpose(picture), drawn=drawn)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return None


def _written(picture: Image.Image, *, drawn: bool) -> tuple[str, bytes]:
    """Write the dots alone: a picture with see-through parts as PNG, others as what is smaller."""
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    as_png, as_jpeg = io.BytesIO(), io.BytesIO()
    if drawn or clear:
        bare = picture.convert("RGBA" if clear else "RGB")
        bare.info.clear()
        bare.save(as_png, "PNG", optimize=True)
    if not clear:
        bare = picture.convert("RGB")
        bare.info.clear()
        bare.save(as_jpeg, "JPEG", quality=_QUALITY, optimize=True)
    if clear or (drawn and as_png.tell() <= as_jpeg.tell()):
        return "image/png", as_png.getvalue()
    return "image/jpeg", as_jpeg.getvalue()


def _limit() -> None:
    """Bound memory and time where the system can; elsewhere the bounds on dots and time remain."""
    if find_spec("resource") is None:
        return
    import resource  # noqa: PLC0415 - not every system has it

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
