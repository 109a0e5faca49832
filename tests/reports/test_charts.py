"""Drawings: nothing is clipped, what is not reported is never 0, and a text says the same."""

import re
from decimal import Decimal

import pytest
from reportlab.graphics.shapes import Group, Line, Rect, String

from desktop_app.language import LANGUAGES, Language
from desktop_app.records.codes import code_list
from desktop_app.reports import charts, letters, paper
from desktop_app.reports.charts import Bar, Goal, Look, Party, Roles, Series, Small, Span
from desktop_app.reports.drawings.figure import ink_on, luminance
from desktop_app.reports.drawings.region import PLACES
from desktop_app.reports.drawings.shading import step_of, steps
from desktop_app.tokens import DARK, LIGHT

EN = Language("en")
LONG = "Otros modelos de desarrollo alternativo y multisectorial " * 5 + "x" * 300
TWO = [Series("as provider", paper.PROVIDER), Series(LONG, paper.RECIPIENT)]


def drawings(look, name="Colombia", width=480):
    parties = [Party("AR", "Argentina"), Party("BO", name), Party("CO", name)]
    pairs = {("AR", "BO"): 3, ("BO", "CO"): None, ("CO", "AR"): 0}
    return {
        "bars": charts.bars([Bar(name, (3, None)), Bar("", (-7, 0))], TWO, width, look),
        "stacked": charts.stacked([(name, 3, "both"), (name, None, "line")], width, 5, look),
        "timeline": charts.timeline(
            [Span(name, 2020.0, None, name, letters.DASH, paper.ACCENT)],
            width,
            look,
            [(2020.0, "2020")],
        ),
        "multiples": charts.multiples(
            [Small(name, [("2023", 3), ("2024", None), (name, -2)])] * 5, width, 4, look
        ),
        "key figures": charts.key_figures([("1" * 60, name, name), ("0", "", "")], width, 4, look),
        "goals": charts.goals([Goal("1", name, "3 / 1")] * 17, width, 6, look),
        "matrix": charts.matrix(Roles(parties, parties, pairs, (name, name)), width, look),
        "region": charts.region({"BO": 3, "AR": 0, "CO": Decimal(-1) / 3}, width, look, "BO"),
        "qr": charts.qr("SURCO 1", 90),
    }


NAMES = sorted(drawings(Look()))


def reach(shape, x=0.0, y=0.0):
    """Yield left, bottom, right and top of every shape; of turned words as they are turned."""
    if isinstance(shape, Group):
        _, b, _, _, e, f = shape.transform
        for inner in shape.contents:
            if b and isinstance(inner, String):
                yield e - inner.fontSize, f, e + 2, f + width_of(inner)
            else:
                yield from reach(inner, x + e, y + f)
    elif isinstance(shape, String):
        start = {"start": 0, "middle": 0.5, "end": 1}[shape.textAnchor] * width_of(shape)
        left = x + shape.x - start
        yield left, y + shape.y, left + width_of(shape), y + shape.y + shape.fontSize * 0.75
    elif isinstance(shape, Rect):
        yield x + shape.x, y + shape.y, x + shape.x + shape.width, y + shape.y + shape.height
    elif isinstance(shape, Line):
        yield shape.x1, shape.y1, shape.x2, shape.y2


def width_of(shape):
    return letters.width(shape.text, shape.fontSize, shape.fontName)


@pytest.mark.parametrize("width", [480, 150])
@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_stays_within_its_size_however_long_its_names(name, width):
    drawing = drawings(Look(LONG, EN), LONG, width)[name]
    outside = [
        box
        for shape in drawing.contents
        for box in reach(shape)
        if min(box) < -0.5 or box[2] > drawing.width + 0.5 or box[3] > drawing.height + 0.5
    ]

    assert outside == []


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_drawing_begins_with_its_title_and_says_its_figures(name):
    alt = drawings(Look("Work shared", EN))[name].alt

    assert alt.startswith("Work shared: ") or name == "qr"
    assert "3" in alt or name in ("timeline", "key figures", "qr")


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_was_not_reported_is_said_in_words_and_drawn_as_a_dash(code):
    language = Language(code)
    drawing = charts.bars([Bar("Salud", (None,))], TWO[:1], 480, Look("Sector", language))

    assert drawing.alt == f"Sector: Salud: {language.text('not reported')}."
    assert [shape.text for shape in drawing.contents if isinstance(shape, String)][
        -1
    ] == letters.DASH


def test_a_figure_of_zero_is_drawn_as_zero():
    drawing = charts.bars([Bar("Salud", (0,))], TWO[:1], 480)

    assert [shape.text for shape in drawing.contents if isinstance(shape, String)][-1] == "0"


def test_a_negative_bar_goes_to_the_left_of_the_line():
    drawing = charts.bars([Bar("a", (-4,)), Bar("b", (4,))], TWO[:1], 480)
    axis = next(shape.x1 for shape in drawing.contents if isinstance(shape, Line))
    left, right = (shape for shape in drawing.contents if isinstance(shape, Rect))

    assert left.x < axis
    assert left.x + left.width == pytest.approx(axis)
    assert right.x == pytest.approx(axis)


def test_the_grid_has_a_place_of_its_own_for_each_state_of_the_region():
    region = {code for code, one in code_list("country").codes.items() if one.extra["lac"] == "1"}

    assert set(PLACES) == region
    assert len(set(PLACES.values())) == len(PLACES) == 33


def test_the_grid_names_its_states_in_the_language_of_the_reader_and_ranks_none():
    alt = charts.region({"UY": 1, "BR": 9}, 480, Look("Initiatives", Language("fr"))).alt

    assert alt == "Initiatives: Brésil 9; Uruguay 1; 31 autres : non renseigné."


@pytest.mark.parametrize("shade", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("values", [[5], [1, 9], [1, 4, 9], [-2, 0, 1, 2, 5, 9]])
def test_a_figure_can_be_read_on_each_step_of_colour(shade, values):
    found = steps(values, shade)

    assert all(step_of(value, found) for value in values)
    for step in found:
        pair = sorted(luminance(one) for one in (step.colour, ink_on(step.colour, shade)))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_the_same_bytes_each_time_and_clips_nothing(name):
    first, again = (charts.svg(drawings(Look("a", EN))[name]) for _ in range(2))

    assert first == again
    assert b"clipPath" not in first
    assert b"clip-path" not in first
    assert "SurcoSans" not in first.decode()


@pytest.mark.parametrize("name", [name for name in NAMES if name != "qr"])
def test_a_dark_drawing_has_no_colour_of_the_light_one(name):
    written = charts.svg(drawings(Look("a", EN, DARK))[name]).decode()
    light = {getattr(LIGHT, one).lower() for one in ("ink", "ink2", "ink3", "paper", "provider")}

    assert light & set(re.findall(r"#[0-9a-f]{6}", written.lower())) == set()


def test_the_svg_carries_the_text_of_its_drawing():
    drawing = charts.stacked([("ready", 3, "accent")], 480, 3, Look("Records & <more>", EN))

    assert "<desc>Records &amp; &lt;more&gt;: ready 3.</desc>" in charts.svg(drawing).decode()
