import io
import sys

import pytest
from PIL import Image

from desktop_app.errors import Cancelled, UserError
from desktop_app.exchange import pictures
from desktop_app.exchange.picture_child import decode
from desktop_app.exchange.pictures import shrink
from tests.filemaking import a_huge_png, a_photo


def opened(content):
    return Image.open(io.BytesIO(content))


def test_a_photograph_is_made_smaller_and_keeps_its_shape():
    form, small = shrink(a_photo(3000, 2000), 1600, "a.jpg")

    assert form == "image/jpeg"
    assert opened(small).size == (1600, 1067)


def test_the_place_and_the_telephone_stay_at_home():
    content = a_photo(400, 300)
    _form, small = shrink(content, 1600, "a.jpg")

    assert b"Telephone of somebody" in content
    assert b"Telephone" not in small
    assert len(opened(small).getexif()) == 0
    assert opened(small).size == (400, 300)


def test_a_photograph_taken_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    Image.new("RGB", (400, 300)).save(file, "JPEG", exif=exif.tobytes())

    assert opened(decode(file.getvalue(), 200)[1]).size == (150, 200)


def test_what_can_be_seen_through_stays_so():
    file = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 0, 0, 90)).save(file, "PNG")
    form, content = decode(file.getvalue(), 1600)

    assert form == "image/png"
    assert opened(content).getpixel((1, 1)) == (200, 0, 0, 90)


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_other_pictures_become_one_of_the_two(form):
    assert decode(a_photo(60, 40, form), 1600)[0] in ("image/jpeg", "image/png")


@pytest.mark.case("X10")
@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff",
        a_photo(600, 400)[:2000],
        a_huge_png(),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
    ids=["no picture", "cut short", "huge", "broken", "of another kind"],
)
def test_what_cannot_be_read_is_refused_by_name(content):
    with pytest.raises(UserError, match=r"foto\.jpg"):
        shrink(content, 1600, "foto.jpg")


def test_one_can_stop(monkeypatch):
    def step(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        shrink(a_photo(200, 200), 1600, "a.jpg", step)


@pytest.mark.case("X10")
def test_what_takes_too_long_is_ended(monkeypatch):
    forever = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(pictures, "_program", lambda: forever)
    monkeypatch.setattr(pictures, "_SECONDS", 0.2)

    with pytest.raises(UserError):
        shrink(b"x", 1600, "a.jpg")


def test_a_frozen_program_calls_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert pictures._program() == [sys.executable]  # noqa: SLF001 - only a frozen program shows it
