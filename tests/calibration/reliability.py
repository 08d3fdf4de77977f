"""Reliability: a picture of what was told against what happened, drawn as SVG for the docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt

from adapters.figures.svg import LIGHT, Colour, box, element, sheet, stroke, text
from tests.calibration.scoring import OURS, Score

EDGE, LEFT, TOP = 14.0, 58.0, 76.0
SIDE = 280.0
"""How long each side of a square of the picture is."""

APART = 96.0
TITLE = "Chance told and share that passed"
LARGE, LABEL, SMALL = 19, 15, 12.5
DOT = 9.0
"""Radius of a dot that stands for a quarter of the members."""

STROKES: Mapping[str, tuple[Colour, str]] = {
    OURS: ("good", ""),
    "Elo": ("short", "7 4"),
    "raw percent": ("quiet", "2 3"),
}
"""Who is drawn, in which colour and with which dashes; known by the dashes alone, too."""


def picture(sets: Mapping[str, Mapping[str, Score]]) -> str:
    """One square for each set: along the bottom the chance told, upwards the share that passed."""
    drawn: list[str] = []
    y = TOP
    for name, scores in sets.items():
        shown = {who: scores[who] for who in STROKES if who in scores}
        drawn += [text(f"Set “{name}”", EDGE, y - 14, LABEL, bold=True), *_frame(y)]
        for who, found in shown.items():
            drawn += _curve(found, y, *STROKES[who])
        drawn += _key(list(shown), y)
        y += SIDE + APART
    told = "Lines near the diagonal tell honest chances. " + " ".join(_words(name, sets[name]) for name in sets)
    head = [text(TITLE, EDGE, 28, LARGE, bold=True)]
    return sheet(TITLE, told, y - APART + 62, [*head, *drawn])


def _words(name: str, scores: Mapping[str, Score]) -> str:
    if OURS not in scores:
        return ""
    points = ", ".join(f"{chance:.0%} told, {passed:.0%} passed" for chance, passed, _ in scores[OURS].curve)
    return f"Set {name}, {OURS}: {points}."


def _at(chance: float, passed: float, top: float) -> tuple[float, float]:
    return LEFT + SIDE * chance, top + SIDE * (1 - passed)


def _frame(top: float) -> Iterator[str]:
    yield box(LEFT, top, SIDE, SIDE, colour="track")
    yield stroke(f"M{LEFT:.1f} {top + SIDE:.1f}L{LEFT + SIDE:.1f} {top:.1f}", colour="line", width=1, dashes="1 4")
    yield text("chance told", LEFT + SIDE * 0.75, top + SIDE + 16, SMALL, colour="quiet", anchor="middle")
    yield text("passed", LEFT - 6, top + SIDE * 0.25 + 4, SMALL, colour="quiet", anchor="end")
    for share in (0.0, 0.5, 1.0):
        x, y = _at(share, share, top)
        yield text(f"{share:.0%}", x, top + SIDE + 16, SMALL, colour="quiet", anchor="middle")
        yield text(f"{share:.0%}", LEFT - 6, y + 4, SMALL, colour="quiet", anchor="end")


def _curve(found: Score, top: float, colour: Colour, dashes: str) -> Iterator[str]:
    points = [_at(chance, passed, top) for chance, passed, _ in found.curve]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    yield stroke(path, colour=colour, width=2, dashes=dashes)
    members = sum(count for _, _, count in found.curve)
    for (x, y), (_, _, count) in zip(points, found.curve, strict=True):
        radius = max(1.5, DOT * sqrt(4 * count / members))
        paint = {"class": f"paint-{colour}", "fill": LIGHT[colour], "fill_opacity": "0.55"}
        yield element("circle", "", {"cx": x, "cy": y, "r": radius, **paint})


def _key(shown: list[str], top: float) -> Iterator[str]:
    x, y = LEFT, top + SIDE + 40
    for who in shown:
        colour, dashes = STROKES[who]
        yield stroke(f"M{x:.1f} {y - 4:.1f}h26", colour=colour, width=2.5, dashes=dashes)
        yield text(who, x + 32, y, SMALL)
        x += 48 + 7.2 * len(who)
