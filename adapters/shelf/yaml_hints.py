"""YAML hints: what most often is behind a fault of YAML's, said to people who write texts and no programs."""

from __future__ import annotations

import re
from collections.abc import Mapping

CUT = re.compile(r"[^ ] #")
"""What a # inside a text and a comment right behind a value have in common."""
_LONGEST = 30  # of a comment that is shown
_NEXT: Mapping[str, str] = {
    "mapping values are not allowed": "put a text that holds a colon and a space in quotes; if there is none, "
    "look at how far this line and the one above are indented",
    "cannot start any token": "put a text that begins with a sign such as @, % or ` in quotes, and indent with spaces, "
    "not with tabs",
    "did not find expected key": "put a text that begins with a quote mark, [ or { in quotes as a whole, and one that "
    "holds a # as well; if there is none, look at the indentation",
    "did not find expected ',' or": "put a text with a comma, a colon, a bracket or a # in quotes where it stands in "
    "braces or brackets, and close each of these",
}


def hint(problem: str) -> str:
    """What to do about what YAML says is wrong; empty when that says enough."""
    return next((words for start, words in _NEXT.items() if start in problem), "")


def cut_off(value: str, rest: str) -> str:
    """A warning where a # that may belong to a text without quotes ends it; `rest` is what follows on the line.

    Two spaces before the # mark a comment, and so do one before and one behind it after a single word.
    """
    if not rest.startswith(" #") or (rest.startswith(" # ") and " " not in value):
        return ""
    comment = rest.strip()
    shown = comment if len(comment) <= _LONGEST else f"{comment[: _LONGEST - 3]}..."
    return f"the text ends before {shown!r}: put it in quotes if that belongs to it, or two spaces before the # if not"
