"""Figures on the page: drawn in its own colours, light and dark, under its policy, and read as text beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Route

from adapters.web.render import Dress, render
from tests.adapters.test_figures import contrast
from tests.adapters.test_web_access import WIDTHS, faults, spills
from tests.bot.cards.figures import REPORT
from tests.bot.cards.gallery import GALLERY
from tests.bot.specimens import bank
from tests.browser import Stand, visit

COLOURS = "(node, name) => getComputedStyle(node).getPropertyValue(name)"


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The page with a question in the channel."""
    folder: Path = tmp_path_factory.mktemp("data")
    served = Stand(folder, bank()).start().ask()
    yield served
    served.stop()


def painted(mark: Locator, name: str = "fill") -> str:
    """The colour that a part of a drawing has, as #rrggbb."""
    red, green, blue, *_ = re.findall(r"\d+", str(mark.first.evaluate(COLOURS, name)))
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"


@pytest.mark.parametrize(("shade", "width"), [("light", "wide"), ("dark", "wide"), ("light", "narrow")])
@pytest.mark.parametrize("private", [False, True])
def test_a_figure_wears_the_colours_of_the_page_and_axe_finds_nothing(
    chrome: Browser, stand: Stand, shade: Literal["light", "dark"], width: str, private: bool
) -> None:
    """The page is served as it is, with one card more in its channel: its policy and its styles meet the drawing."""
    card = str(render(GALLERY["figure"], Dress("proof", 3, private=private)))
    maya = visit(chrome, stand, name="Maya", viewport=WIDTHS[width], color_scheme=shade)

    def with_figure(route: Route) -> None:
        served = route.fetch()
        route.fulfill(response=served, body=served.text().replace("</article>", f"</article>{card}", 1))

    maya.page.route("**/", with_figure)
    maya.page.reload()
    shown = maya.page.locator(".card:has(.figure)")
    shown.locator("summary").click()

    assert faults(maya) == []
    assert spills(maya.page) <= 0
    assert maya.complaints == []
    assert shown.get_by_role("img", name=REPORT.title).is_visible()
    ground = painted(shown, "background-color")
    assert contrast(painted(shown.locator(".paint-ink")), ground) >= 4.5
    assert contrast(painted(shown.locator(".paint-quiet")), ground) >= 4.5
    for mark, colour in ((".paint-good", "fill"), (".paint-short", "fill"), (".paint-line.drawn", "stroke")):
        assert contrast(painted(shown.locator(mark), colour), painted(shown.locator(".paint-track"))) >= 3
    title = shown.locator("svg text").first.bounding_box()
    words = shown.get_by_text("43 of 65 right.").bounding_box()
    assert title is not None
    assert words is not None
    assert abs(title["x"] - words["x"]) <= 2
    maya.context.close()
