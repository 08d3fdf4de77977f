"""Elements of a drawing: words, boxes and lines as SVG text, coloured by class so that the page may recolour them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Literal
from unicodedata import east_asian_width

WIDTH = 360
"""Units across; on a phone one unit is about one of its pixels, so that sizes of text are real sizes."""

FONT = "Roboto"
ELLIPSIS = "…"
UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
"""What XML does not allow in a text."""

Attributes = dict[str, str | float]
Anchor = Literal["start", "middle", "end"]
Colour = Literal["ground", "ink", "quiet", "track", "good", "short", "short-tint", "line"]
LIGHT: Mapping[Colour, str] = {
    "ground": "#ffffff",
    "ink": "#15211f",
    "quiet": "#53635f",
    "track": "#e3e9e7",
    "good": "#0b6b70",
    "short": "#a24b00",
    "short-tint": "#ffdfba",
    "line": "#15211f",
}
"""Teal and burnt orange differ in lightness for every sort of colour vision; 3:1 on the ground, text 4.5:1."""


def element(name: str, inner: str, attributes: Attributes | None = None) -> str:
    """An element with finished markup inside; underscores in the names of attributes become dashes."""
    spelled = "".join(f' {key.replace("_", "-")}="{_said(value)}"' for key, value in (attributes or {}).items())
    return f"<{name}{spelled}>{inner}</{name}>" if inner else f"<{name}{spelled}/>"


def words(text: str) -> str:
    """Anybody's words as nothing but words."""
    return escape(UNSPEAKABLE.sub("\ufffd", text))


def _said(value: str | float) -> str:
    return words(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(
    said: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: Colour = "ink",
    bold: bool = False,
    anchor: Anchor = "start",
    over: float | None = None,
) -> str:
    """Words whose baseline begins, is centred or ends at a point.

    Where they cross a vertical line at `over`, a rim of ground keeps the line away from them.
    """
    place: Attributes = {"x": x, "y": y, "font_size": size, "class": f"paint-{colour}", "fill": LIGHT[colour]}
    if anchor != "start":
        place |= {"text_anchor": anchor}
    if bold:
        place |= {"font_weight": 700}
    if over is not None and _crosses(over, x, width(said, size, bold=bold), anchor):
        place |= {"class": f"paint-{colour} rimmed", "stroke": LIGHT["ground"], "stroke_width": 6}
        place |= {"stroke_linejoin": "round", "paint_order": "stroke"}
    return element("text", words(said), place)


def _crosses(line: float, x: float, long: float, anchor: Anchor) -> bool:
    begins = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
    return begins - 4 < line < begins + long + 4


def box(x: float, y: float, width: float, height: float, *, colour: Colour) -> str:
    """A filled rectangle."""
    place: Attributes = {"x": x, "y": y, "width": width, "height": height}
    return element("rect", "", place | {"class": f"paint-{colour}", "fill": LIGHT[colour]})


def shape(path: str, *, colour: Colour) -> str:
    """A filled outline."""
    return element("path", "", {"d": path, "class": f"paint-{colour}", "fill": LIGHT[colour]})


def stroke(path: str, *, colour: Colour, width: float, dashes: str = "") -> str:
    """A drawn line."""
    line: Attributes = {"d": path, "class": f"paint-{colour} drawn", "fill": "none", "stroke": LIGHT[colour]}
    dashed: Attributes = {"stroke_dasharray": dashes} if dashes else {}
    return element("path", "", line | {"stroke_width": width} | dashed)


def sheet(title: str, told: str, height: float, drawn: Iterable[str]) -> str:
    """A whole drawing: its name and description for those who do not see it, its ground, and what is drawn on it."""
    named = (element("title", words(title)), element("desc", words(told)))
    ground = box(0, 0, WIDTH, height, colour="ground")
    whole: Attributes = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height:.0f}"}
    return element("svg", "".join((*named, ground, *drawn)), whole | {"font_family": FONT, "role": "img"})


# --- how wide words are ----------------------------------------------------------------------------

NARROW = frozenset("iljtfrI.,:;'|!()[]-·’“”\"/ ")
WIDE = frozenset("mwMW%@&—…")
HEAVIER = 1.06


def width(said: str, size: float, *, bold: bool = False) -> float:
    """Units that words take at most, in our font and in the common ones of a page.

    >>> 55 < width("pass line", 14) < 75
    True
    """
    ems = sum(_em(letter) for letter in said)
    return ems * size * (HEAVIER if bold else 1)


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.31
    if letter in WIDE or east_asian_width(letter) in "FW":
        return 1.0
    return 0.68 if letter.isupper() else 0.57


def lines(said: str, room: float, size: float, *, most: int, bold: bool = False) -> list[str]:
    """Words broken into lines that fit in `room` units, at most so many; what is left out ends in an ellipsis.

    >>> lines("Three tasks hold the group back", 100, 14, most=2)
    ['Three tasks', 'hold the…']
    """
    broken = list(_broken(said.split(), room, size, bold=bold)) or [""]
    if len(broken) <= most:
        return broken
    return [*broken[: most - 1], cut(f"{broken[most - 1]} {broken[most]}", room, size, bold=bold, whole=False)]


def balanced(said: str, room: float, size: float, *, most: int, bold: bool = False) -> list[str]:
    """Words broken into as few lines as fit, the lines about as long as one another.

    >>> balanced("2 domains are below the pass line", 320, 19, most=4, bold=True)
    ['2 domains are', 'below the pass line']
    """
    best = lines(said, room, size, most=most, bold=bold)
    while len(best) > 1:
        room -= size / 2
        closer = lines(said, room, size, most=most, bold=bold)
        if len(closer) > len(best) or "".join(closer).replace(" ", "") != "".join(best).replace(" ", ""):
            break
        best = closer
    return best


def cut(said: str, room: float, size: float, *, bold: bool = False, whole: bool = True) -> str:
    """Words as far as there is room; the end is an ellipsis where something was left out, or always if not `whole`."""
    if whole and width(said, size, bold=bold) <= room:
        return said
    while said and width(said + ELLIPSIS, size, bold=bold) > room:
        said = said.rpartition(" ")[0] if " " in said else said[:-1]
    return said.rstrip() + ELLIPSIS


def clipped(said: str, room: float, size: float) -> str:
    """A name as far as there is room, letter by letter: of two people with one first name more than that is seen.

    >>> clipped("Omar Haddad", 60, 13)
    'Omar H…'
    """
    if width(said, size) <= room:
        return said
    while said and width(said + ELLIPSIS, size) > room:
        said = said[:-1]
    return said.rstrip() + ELLIPSIS


def _broken(parts: list[str], room: float, size: float, *, bold: bool) -> Iterator[str]:
    line = ""
    for part in parts:
        longer = f"{line} {part}".strip()
        if line and width(longer, size, bold=bold) > room:
            yield line
            longer = part
        line = cut(longer, room, size, bold=bold)
    if line:
        yield line
