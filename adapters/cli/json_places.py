"""JSON places: a flat JSON object is read together with where each of its values stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Never

_SPACE = re.compile(r"[ \t\n\r]*")


class JsonError(ValueError):
    """What is wrong at this offset of the text."""

    def __init__(self, offset: int, words: str) -> None:
        super().__init__(words)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Placed:
    """Values by their keys, and the offsets of keys, of values, and of each element where a value is a list."""

    values: Mapping[str, object]
    places: Mapping[tuple[int | str, ...], int]


def read_placed(text: str, known: Collection[str]) -> Placed:
    """Read an object whose keys are among those known.

    Raises:
        JsonError: at the first sign that is not JSON or not an object, the first number that is none, and the first
            key that is not known or stands twice.
    """
    return _Walk(text).whole(known)


def _no_number(word: str) -> Never:
    raise ValueError(f"{word} is not a number")


_DECODER = JSONDecoder(parse_constant=_no_number)


class _Walk:
    """One walk through a text, value by value."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._go(0)

    def whole(self, known: Collection[str]) -> Placed:
        values: dict[str, object] = {}
        places: dict[tuple[int | str, ...], int] = {(): self._at}
        more = self._sign("{", "an object in { } is expected") and not self._closes("}")
        while more:
            before, key = self._at, self._value()
            if not isinstance(key, str):
                raise JsonError(before, "not JSON: a key in double quotes is expected")
            if key not in known:
                raise JsonError(before, f"{key!r} is no key of this file; its keys are {', '.join(known)}")
            if key in values:
                raise JsonError(before, f"{key!r} stands there twice")
            self._sign(":", "not JSON: a colon is expected")
            places[(key,)] = self._at
            values[key] = self._elements(key, places) if self._text.startswith("[", self._at) else self._value()
            more = self._sign(",}", "not JSON: a comma or } is expected") == ","
        if self._at < len(self._text):
            raise JsonError(self._at, "not JSON: nothing more is expected")
        return Placed(values, places)

    def _elements(self, key: str, places: dict[tuple[int | str, ...], int]) -> list[object]:
        found: list[object] = []
        more = self._sign("[", "") and not self._closes("]")
        while more:
            places[key, len(found)] = self._at
            found.append(self._value())
            more = self._sign(",]", "not JSON: a comma or ] is expected") == ","
        return found

    def _value(self) -> object:
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except JSONDecodeError as wrong:
            raise JsonError(wrong.pos, f"not JSON: {wrong.msg}") from None
        except RecursionError:
            raise JsonError(self._at, "too many brackets within brackets") from None
        except ValueError as wrong:  # a word that is no number, or more digits than Python reads
            raise JsonError(self._at, str(wrong).partition(";")[0]) from None
        self._go(end)
        return value

    def _sign(self, expected: str, words: str) -> str:
        """The sign that stands here, which is one of those expected; then what comes after it."""
        sign = self._text[self._at : self._at + 1]
        if not sign or sign not in expected:
            raise JsonError(self._at, words)
        self._go(self._at + 1)
        return sign

    def _closes(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at) and bool(self._sign(sign, ""))

    def _go(self, offset: int) -> None:
        space = _SPACE.match(self._text, offset)
        self._at = space.end() if space else offset
