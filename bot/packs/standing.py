"""Standing: what an item's reviews say about it, and what it lacks before it may be asked."""

from __future__ import annotations

from bot.packs.item_shapes import CommonShape, ReviewShape

SURE = 3
"""The least confidence (1 to 5) of a blind answer that lets an item pass."""


def of_this_version(shape: CommonShape, kind: str) -> list[ReviewShape]:
    """The reviews of a kind that saw the item in its present version, earliest first.

    A review that names no version was written when there was only the first one.
    """
    seen = [review for review in shape.reviews if review.kind == kind and (review.version or 1) == shape.version]
    return sorted(seen, key=lambda review: review.on)  # stable: on one day the order of the file holds


def lacks(shape: CommonShape) -> str:
    """Why the item may not be put before a group yet, in one sentence; empty when it may."""
    blind = of_this_version(shape, "blind")
    if not blind:
        return f"nobody has answered version {shape.version} blind"
    latest = blind[-1]
    if latest.by.casefold() == shape.author.by.casefold():
        return "the latest blind reader is the author"
    if latest.result != "agrees":
        return f"the latest blind review says {latest.result}"
    if latest.confidence is None or latest.confidence < SURE:
        return f"the latest blind reader's confidence is {latest.confidence or 'not told'}; at least {SURE} is wanted"
    technical = of_this_version(shape, "technical")
    if not technical:
        return f"version {shape.version} has no technical review"
    if technical[-1].by.casefold() == shape.author.by.casefold():
        return "the latest technical reviewer is the author"
    if technical[-1].result != "accepted":
        return f"the latest technical review says {technical[-1].result}"
    return ""
