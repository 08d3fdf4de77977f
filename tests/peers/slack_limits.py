"""What a value must be to pass at Slack: kinds, lengths and counts, each as one small check."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]
Check = Callable[[Any, str], Iterator[str]]

TOKEN = re.compile(r"<([^<>]*)>")
ALLOWED_TOKEN = re.compile(
    r"https?://[^|\s]+(\|[^|]+)?|mailto:[^|\s]+(\|[^|]+)?|#[CG][A-Z0-9]+|!date\^\d+\^[^|^]+(\^https?://[^|]+)?\|.+"
)
LOOSE_AMPERSAND = re.compile(r"&(?!(amp|lt|gt);)")


def markup(text: str, at: str) -> Iterator[str]:
    """Name what Slack would read as its own markup: mentions, stray brackets, bare ampersands.

    A channel may be named by its id, which calls nobody.
    """
    for token in TOKEN.findall(text):
        if token[:1] in {"!", "@", "#"} and not ALLOWED_TOKEN.fullmatch(token):
            yield f"{at}: mention <{token}>"
        elif not ALLOWED_TOKEN.fullmatch(token):
            yield f"{at}: unescaped <{token}>"
    rest = TOKEN.sub("", text)
    if "<" in rest or ">" in rest:
        yield f"{at}: unescaped angle bracket"
    if LOOSE_AMPERSAND.search(rest):
        yield f"{at}: unescaped ampersand"


def string(most: int, least: int = 1, *, parsed: bool = False) -> Check:
    """Accept a string of least to most characters; a parsed one may hold no foreign markup."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: not a string"
            return
        if len(value) > most:
            yield f"{at}: {len(value)} characters, at most {most}"
        if len(value) < least:
            yield f"{at}: empty"
        if parsed:
            yield from markup(value, at)

    return check


def flag(value: Any, at: str) -> Iterator[str]:
    """Accept true or false."""
    if not isinstance(value, bool):
        yield f"{at}: not a boolean"


def whole(least: int, most: int) -> Check:
    """Accept a whole number within bounds."""

    def check(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            yield f"{at}: not a whole number from {least} to {most}"

    return check


def choice(*allowed: str) -> Check:
    """Accept one of a few words."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{at}: {value!r} is none of {', '.join(allowed)}"

    return check


def pattern(shape: str) -> Check:
    """Accept a string that has the given shape."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(shape, value):
            yield f"{at}: {value!r} does not look like {shape}"

    return check


def many(item: Check, most: int, least: int = 1) -> Check:
    """Accept a list of least to most items that each pass."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: not a list"
            return
        if len(value) > most:
            yield f"{at}: {len(value)} items, at most {most}"
        if len(value) < least:
            yield f"{at}: fewer than {least} items"
        for number, one in enumerate(value):
            yield from item(one, f"{at}[{number}]")

    return check


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: the fields it may have, and those it must have."""

    fields: Mapping[str, Check]
    needs: Sequence[str] = ()

    def __call__(self, value: Any, at: str) -> Iterator[str]:
        """Name every field that is missing, unknown or wrong."""
        if not isinstance(value, dict):
            yield f"{at}: not an object"
            return
        for name in self.needs:
            if name not in value:
                yield f"{at}: {name} is missing"
        for name, inner in value.items():
            if name not in self.fields:
                yield f"{at}: unknown field {name}"
            else:
                yield from self.fields[name](inner, f"{at}.{name}")


def typed(shapes: Mapping[str, Check], what: str) -> Check:
    """Accept an object whose type is one of the given shapes."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        if kind not in shapes:
            yield f"{at}: {kind!r} is no {what}"
        else:
            yield from shapes[kind](value, at)

    return check


def anything(_value: Any, _at: str) -> Iterator[str]:
    """Accept whatever comes: checked elsewhere or not at all."""
    return iter(())


def plain(most: int) -> Check:
    """Accept a plain_text object of at most so many characters."""
    return Shape({"type": choice("plain_text"), "text": string(most), "emoji": flag}, ("type", "text"))


def marked(most: int) -> Check:
    """Accept a mrkdwn object of at most so many characters."""
    fields = {"type": choice("mrkdwn"), "text": string(most, parsed=True), "verbatim": flag}
    return Shape(fields, ("type", "text"))


def words(most: int) -> Check:
    """Accept a text object of either kind."""
    return typed({"plain_text": plain(most), "mrkdwn": marked(most)}, "text object")
