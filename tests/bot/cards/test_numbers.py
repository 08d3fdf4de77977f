"""What a figure says where it cannot be seen."""

from __future__ import annotations

import pytest

from bot.cards.charts import Bar, Bars, Mark
from bot.cards.model import Figure, Meter, Paragraph, Strong, text
from bot.cards.numbers import alt, spelled

PASS = Mark(0.72, "pass line")
FIGURE = Figure(
    "Modelling holds you back.",
    Bars((Bar("Data", 13 / 18, "13 of 18", "above"), Bar("Models", 0.5, "9 of 18", "below", (0.29, 0.71))), PASS),
)


def test_a_figure_is_said_as_its_title_a_meter_for_each_bar_and_its_mark() -> None:
    assert spelled(FIGURE) == (
        Paragraph(text(Strong("Modelling holds you back."))),
        Meter("Data", 13 / 18, "13 of 18, above pass line"),
        Meter("Models", 0.5, "9 of 18, 29% to 71%, below pass line"),
        Paragraph(text("Pass line: 72%")),
    )


def test_the_alternative_text_is_one_line_with_the_same_numbers() -> None:
    assert alt(FIGURE) == (
        "Modelling holds you back. Data: 13 of 18, above pass line; "
        "Models: 9 of 18, 29% to 71%, below pass line; Pass line: 72%."
    )


def test_a_chart_without_a_mark_says_nothing_of_one() -> None:
    plain = Figure("Half of it", Bars((Bar("Data", 0.5, "1 of 2"),)))
    assert alt(plain) == "Half of it. Data: 1 of 2."
    assert len(spelled(plain)) == 2


def test_bars_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="share lies between"):
        Bar("Data", 1.2, "6 of 5")
    with pytest.raises(ValueError, match="interval holds its share"):
        Bar("Data", 0.8, "4 of 5", interval=(0.1, 0.7))
    with pytest.raises(ValueError, match="mark's share"):
        Mark(72, "pass line")
    with pytest.raises(ValueError, match="at least one"):
        Bars(())
    with pytest.raises(ValueError, match="give the chart its mark"):
        Bars((Bar("Data", 0.8, "4 of 5", "above"),))
