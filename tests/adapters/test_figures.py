"""Figures: drawings are sound SVG that holds every number, and become pictures without any help from the machine."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.figures.drawing import drawing
from adapters.figures.png import FONTS, PIXELS, png
from adapters.figures.svg import LIGHT, WIDTH, balanced, cut, lines, width
from bot.cards.charts import Bar, Bars, Drawing, Mark
from bot.cards.model import Figure
from bot.cards.numbers import alt
from tests.bot.cards.figures import CHARTS, FIGURES, REPORT

SVG = "{http://www.w3.org/2000/svg}"
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def opened(svg: str) -> ET.Element:
    """A drawing, read as XML."""
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def shown(svg: str) -> str:
    """The words one can see."""
    return "\n".join("".join(text.itertext()) for text in opened(svg).iter(f"{SVG}text"))


def measured(picture: bytes) -> tuple[int, int]:
    """The size of a PNG in pixels, as its head says."""
    assert picture.startswith(SIGNATURE)
    across, down = struct.unpack(">II", picture[16:24])
    return across, down


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours lie apart, as WCAG counts it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_number_is_in_the_drawing_and_in_its_description() -> None:
    svg = drawing(REPORT)
    numbers = set(re.findall(r"\d+", alt(REPORT)))

    assert numbers == {"13", "18", "9", "17", "12", "14", "16", "36", "74", "72"}
    assert numbers <= set(re.findall(r"\d+", shown(svg)))
    assert opened(svg).findtext(f"{SVG}title") == REPORT.title
    assert opened(svg).findtext(f"{SVG}desc") == alt(REPORT)
    assert opened(svg).get("role") == "img"


def test_a_bar_is_as_long_as_its_share_from_a_common_zero() -> None:
    svg = opened(drawing(Figure("Two bars", Bars((Bar("Half", 0.5, "1 of 2"), Bar("All", 1.0, "2 of 2"))))))
    boxes = [
        (box.get("x"), float(box.get("width", "")))
        for box in svg.iter(f"{SVG}rect")
        if box.get("class") == "paint-good"
    ]

    assert {x for x, _ in boxes} == {"20"}
    assert [long for _, long in boxes] == [160, 320]


def test_above_and_below_differ_without_colour() -> None:
    """A bar below the line is striped, and its triangle points down."""
    above, below = (
        drawing(Figure("One bar", Bars((Bar("Data", 0.6, "3 of 5", side),), Mark(0.72, "pass line"))))
        for side in ("above", "below")
    )
    colourless = re.compile(r'(class|fill|stroke)="[^"]*"')
    assert colourless.sub("", above) != colourless.sub("", below)
    assert len(re.findall(r'class="paint-short drawn"', below)) == 2
    assert "paint-short" not in above


def test_light_colours_can_be_told_from_their_ground() -> None:
    assert min(contrast(LIGHT[text], LIGHT["ground"]) for text in ("ink", "quiet")) >= 4.5
    assert min(contrast(LIGHT[mark], LIGHT["track"]) for mark in ("good", "short", "line")) >= 3


def test_anybodys_words_stay_words() -> None:
    nasty = '</text><script>alert(1)</script>\x00\x0b\ufffe "&" <!--'
    svg = drawing(Figure(nasty, Bars((Bar(nasty, 0.5, "1 of 2"),), Mark(0.5, nasty))))
    assert {node.tag.removeprefix(SVG) for node in opened(svg).iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "path",
    }


def test_no_style_and_no_name_is_in_the_markup() -> None:
    """The page refuses styles in the markup, and the same drawing may stand on it twice."""
    assert re.findall(r"\s(style|id|href)=", drawing(REPORT)) == []


def test_a_picture_has_the_shape_of_its_drawing() -> None:
    across, down = measured(png(REPORT))
    _, _, *size = (float(one) for one in opened(drawing(REPORT)).get("viewBox", "").split())

    assert size[0] == WIDTH
    assert 880 <= across <= 900
    assert abs(down - size[1] * across / WIDTH) <= 1
    assert len(png(REPORT)) < 150_000


def test_words_in_a_picture_are_drawn_with_our_own_font() -> None:
    """The same picture without its words is another one: so the words were drawn, and by no font of the machine."""
    wordless = Figure(" ", Bars((Bar(" ", 0.5, " "),)))
    worded = Figure("A", Bars((Bar("B", 0.5, "C"),)))
    assert measured(png(wordless)) == measured(png(worded))
    assert png(wordless) != png(worded)
    assert all("adapters/figures/fonts" in font for font in FONTS)


def test_nothing_is_loaded_for_pictures_before_the_first_one() -> None:
    asked = "import sys, adapters.figures.png; print('resvg_py' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout == "False\n"


@given(FIGURES)
@settings(max_examples=80, deadline=None)
def test_any_figure_is_a_sound_drawing_within_its_width(figure: Figure) -> None:
    svg = opened(drawing(figure))
    for box in svg.iter(f"{SVG}rect"):
        assert float(box.get("x", "")) + float(box.get("width", "")) <= WIDTH


@given(st.text(max_size=80), st.floats(30, 320), st.integers(1, 4), st.booleans())
@settings(max_examples=80, deadline=None)
def test_lines_stay_within_their_room(said: str, room: float, most: int, bold: bool) -> None:
    broken = lines(said, room, 15, most=most, bold=bold)
    assert 1 <= len(broken) <= most
    assert all(width(line, 15, bold=bold) <= room for line in broken)


@given(st.text("abc de", max_size=120), st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_balanced_lines_say_the_same_in_as_many_lines(said: str, most: int) -> None:
    usual, even = lines(said, 320, 19, most=most), balanced(said, 320, 19, most=most)
    assert len(even) == len(usual)
    assert "".join(even).replace(" ", "") == "".join(usual).replace(" ", "")


def test_a_title_has_no_lonely_word() -> None:
    title = "2 domains are below the pass line"
    assert lines(title, 320, 19, most=4, bold=True)[-1] == "line"
    assert balanced(title, 320, 19, most=4, bold=True) == ["2 domains are", "below the pass line"]


def test_words_that_fit_are_not_touched() -> None:
    assert cut("9 of 14", 100, 15) == "9 of 14"
    assert lines("Data preparation", 300, 15, most=3) == ["Data preparation"]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_each_sort_of_chart_becomes_a_picture(chart: Drawing) -> None:
    across, down = measured(png(Figure("A chart", chart)))
    assert 600 <= across <= 900
    assert across * down <= PIXELS
