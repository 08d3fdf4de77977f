"""Figures of people: what a heat map and bands show, without colour, with every name, in words of the same numbers."""

from __future__ import annotations

import re

import pytest

from adapters.figures.drawing import drawing
from adapters.figures.png import PIXELS, legible, png
from adapters.figures.svg import LIGHT, clipped, width
from bot.cards.charts import ROWS, Band, Bands, Cell, CellRow, Column, HeatMap, Level, Mark
from bot.cards.model import Figure, Listing, Row
from bot.cards.numbers import LONGEST_ALT, alt, numbers, spelled, whole
from tests.adapters.test_figures import SVG, contrast, measured, opened, shown
from tests.bot.cards.figures import NAMES, bands_of, heat_of

PASS = Mark(0.69, "pass line")
TWO = (Column("1.1", "Ingest data"), Column("1.2", "Transform data"))


def heat(*cells: Cell, label: str = "Maya") -> Figure:
    """One row."""
    return Figure("One row", HeatMap(TWO[: len(cells)], (CellRow(label, cells),), PASS))


def band(*, faint: bool = False) -> Figure:
    """One band."""
    row = Band("Maya", 655, None if faint else 738, 812)
    return Figure("One band", Bands((row,), 100, 1000, Level(720, "pass mark")))


def colourless(svg: str) -> str:
    """A drawing as somebody sees it who sees no colour, nor how light it is."""
    return re.sub(r'(class|fill|stroke)="[^"]*"', "", svg)


@pytest.mark.parametrize("people", [1, 5, 12, 30])
@pytest.mark.parametrize("make", [heat_of, bands_of])
def test_a_picture_of_so_many_has_every_row_and_is_not_too_large(people: int, make: object) -> None:
    figure = heat_of(people) if make is heat_of else bands_of(people)
    svg = drawing(figure)
    places = set(re.findall(r"^(\d+)\. ", shown(svg), flags=re.MULTILINE))
    across, down = measured(png(figure))

    assert places == {str(place) for place in range(1, people + 1)}
    assert across * down <= PIXELS
    assert across >= 500, "still readable on a phone"


@pytest.mark.parametrize("figure", [heat_of(5), bands_of(5)])
def test_the_picture_and_its_words_have_the_same_numbers(figure: Figure) -> None:
    svg = drawing(figure)
    said = " ".join(numbers(figure))
    explained = shown(svg).replace("9 of 10", "")
    seen = set(re.findall(r"\d+", explained))

    assert opened(svg).findtext(f"{SVG}desc") == whole(figure)
    assert seen <= set(re.findall(r"\d+", said))
    assert len(seen) > 10


def test_above_below_and_untold_differ_without_colour() -> None:
    above, below, untold = (
        colourless(drawing(heat(cell))) for cell in (Cell(0.7, "above"), Cell(0.7, "below"), Cell())
    )
    assert len({above, below, untold}) == 3
    assert ">70<" not in untold


def test_strong_and_weak_point_up_and_down() -> None:
    strong, weak, neither = (colourless(drawing(heat(Cell(0.5, "below", stands)))) for stands in ("strong", "weak", ""))
    assert len({strong, weak, neither}) == 3
    assert "strong or weak" not in neither


def test_a_band_of_few_answers_is_dashed_and_says_so() -> None:
    known, faint = drawing(band()), drawing(band(faint=True))
    assert colourless(known) != colourless(faint)
    assert "Dashed: too few answers" in shown(faint)
    assert "Dashed" not in shown(known)


def test_a_band_lies_where_its_numbers_say() -> None:
    svg = opened(drawing(band()))
    track = next(box for box in svg.iter(f"{SVG}rect") if box.get("height") == "1")
    bar = next(box for box in svg.iter(f"{SVG}rect") if box.get("class") == "paint-good")
    left, long = float(track.get("x", "")), float(track.get("width", ""))

    assert float(bar.get("x", "")) == pytest.approx(left + long * (655 - 100) / 900, abs=0.1)
    assert float(bar.get("width", "")) == pytest.approx(long * (812 - 655) / 900, abs=0.1)


def test_words_on_filled_cells_can_be_read() -> None:
    assert contrast(LIGHT["ground"], LIGHT["good"]) >= 4.5
    assert contrast(LIGHT["ink"], LIGHT["short-tint"]) >= 4.5
    assert contrast(LIGHT["short"], LIGHT["short-tint"]) >= 3


@pytest.mark.parametrize("figure", [heat_of(len(NAMES)), bands_of(len(NAMES))])
def test_a_name_that_our_font_cannot_draw_is_told_by_its_place(figure: Figure) -> None:
    """The words beside the picture have the whole name; the page's drawing too, as browsers have more fonts."""
    labels = [row.label for row in legible(figure).drawing.rows]

    assert labels[3] == "4."
    assert labels[6] == "7."
    assert labels[4:6] == ["5. Ελένη", "6. Юлия Смирнова"]
    assert "مها العلي" in shown(drawing(figure))
    assert any("王小明" in line for line in numbers(figure))


def test_a_row_of_nothing_but_foreign_letters_keeps_its_place() -> None:
    assert legible(heat(Cell(), label="王小明")).drawing.rows[0].label == "No. 1"


def test_two_people_with_one_first_name_are_told_apart() -> None:
    cut = [clipped(name, 60, 13) for name in ("Omar Haddad", "Omar Lindqvist")]
    assert cut == ["Omar H…", "Omar L…"]
    assert all(width(name, 13) <= 60 for name in cut)
    assert clipped("Omar", 60, 13) == "Omar"


@pytest.mark.parametrize("figure", [heat_of(ROWS), bands_of(ROWS)])
def test_the_words_of_a_large_picture_are_summed_up_before_a_platform_cuts_them(figure: Figure) -> None:
    assert len(alt(figure)) <= LONGEST_ALT
    assert len("; ".join(numbers(figure))) > LONGEST_ALT


def test_a_heat_map_of_many_counts_each_column() -> None:
    chart = heat_of(ROWS).drawing
    assert isinstance(chart, HeatMap)
    first = [row.cells[0] for row in chart.rows]
    above = sum(cell.side == "above" for cell in first)

    assert f"1.1: {above} above, " in alt(heat_of(ROWS))


def test_where_no_picture_can_be_shown_every_row_is_said() -> None:
    head, listing, foot = spelled(heat(Cell(0.72, "above", "strong"), Cell()))
    assert isinstance(listing, Listing)
    assert listing.rows == (Row("Maya: above the pass line in 1.1 (72%, strong); too few answers in 1.2"),)
    assert "One row" in repr(head)
    assert "Pass line: 69%" in repr(foot)

    _, listing, foot = spelled(band(faint=True))
    assert isinstance(listing, Listing)
    assert listing.rows == (Row("Maya: between 655 and 812, little known yet"),)
    assert "Pass mark: 720, on a scale from 100 to 1000" in repr(foot)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: Cell(None, "above"), "stands nowhere"),
        (lambda: Cell(1.2), "between 0 and 1"),
        (lambda: HeatMap(TWO, (), PASS), "1 to 30 rows"),
        (lambda: HeatMap(TWO, (CellRow("Maya", (Cell(),)),), PASS), "a cell for each column"),
        (lambda: Band("Maya", 700, 600, 800), "holds its middle"),
        (lambda: Bands((), 100, 1000, Level(720, "pass mark")), "1 to 30 rows"),
        (lambda: Bands((Band("Maya", 1, 2, 3),), 100, 1000, Level(720, "pass mark")), "every band lies on the scale"),
        (lambda: Bands((Band("Maya", 100, 200, 300),), 100, 1000, Level(50, "pass mark")), "the level lies"),
    ],
)
def test_an_impossible_chart_does_not_exist(made: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        made()  # type: ignore[operator] # each is made when it is called
