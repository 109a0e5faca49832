"""Every ink can be read, and the roles can be told apart by those who see fewer colours."""

from itertools import combinations, product

import pytest

from desktop_app.tokens import DARK, GROUNDS, INKS, LIGHT, ROLES

READABLE = 4.5  # WCAG 2.2, 1.4.3: text of usual size
APART = 15  # distance in CIELAB; 2 to 3 is what an eye just sees side by side
APART_IN_GREY = 10  # difference in CIELAB's lightness
SHADES = pytest.mark.parametrize("shade", [LIGHT, DARK], ids=["light", "dark"])
SEEN = {  # Machado, Oliveira and Fernandes 2009, severity 1, for linear RGB
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(rgb):
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def contrast(one, other):
    low, high = sorted([luminance(linear(one)), luminance(linear(other))])
    return (high + 0.05) / (low + 0.05)


def seen(colour, matrix):
    rgb = linear(colour)
    dots = (sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix)
    return [min(1, max(0, dot)) for dot in dots]


def lab(rgb):
    red, green, blue = rgb
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089

    def root(part):
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    along, up, down = root(x), root(luminance(rgb)), root(z)
    return 116 * up - 16, 500 * (along - up), 200 * (up - down)


def distance(one, other, matrix):
    pairs = zip(lab(seen(one, matrix)), lab(seen(other, matrix)), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


@SHADES
def test_every_ink_can_be_read_on_every_ground(shade):
    ratios = {
        (ink, ground): round(contrast(getattr(shade, ink), getattr(shade, ground)), 2)
        for ink, ground in product((*INKS, *ROLES), GROUNDS)
    }

    assert {pair: ratio for pair, ratio in ratios.items() if ratio < READABLE} == {}
    assert contrast(shade.on_accent, shade.accent) >= READABLE
    assert contrast(shade.ink, shade.accent_soft) >= READABLE


@SHADES
@pytest.mark.parametrize("matrix", SEEN.values(), ids=SEEN.keys())
def test_the_roles_are_told_apart_by_every_eye(shade, matrix):
    distances = {
        pair: distance(*(getattr(shade, name) for name in pair), matrix)
        for pair in combinations(ROLES, 2)
    }

    assert {pair: far for pair, far in distances.items() if far < APART} == {}


@SHADES
def test_the_roles_are_told_apart_in_grey(shade):
    grey = {name: lab(linear(getattr(shade, name)))[0] for name in ROLES}

    assert all(abs(grey[a] - grey[b]) >= APART_IN_GREY for a, b in combinations(ROLES, 2))
