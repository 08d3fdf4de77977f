"""Words: how texts are cut into words, sentences and grams so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_NOTE = re.compile(r"\s*\(Choose [A-Z]+\.\)\s*$")


def words(text: str) -> tuple[str, ...]:
    """The words in lower case, without punctuation.

    >>> words("Use S3, not a file-system.")
    ('use', 's3', 'not', 'a', 'file-system')
    """
    return tuple(_WORD.findall(text.lower()))


def normal(text: str) -> str:
    """The text reduced to its words."""
    return " ".join(words(text))


def length(text: str) -> int:
    """How many words a person would count."""
    return len(text.split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a stem, without its closing "(Choose TWO.)"."""
    return tuple(part for part in _SENTENCE.split(_NOTE.sub("", text.strip())) if part)


def question(stem: str) -> str:
    """The sentence that asks: the last one."""
    return sentences(stem)[-1] if sentences(stem) else ""


def runs(text: str, size: int) -> Iterator[tuple[str, ...]]:
    """Every run of `size` words in a row."""
    found = words(text)
    for start in range(len(found) - size + 1):
        yield found[start : start + size]


def grams(text: str, sizes: tuple[int, ...] = (4, 5)) -> Iterator[str]:
    """Every run of four and of five characters of the normal text."""
    flat = normal(text)
    for size in sizes:
        for start in range(len(flat) - size + 1):
            yield flat[start : start + size]
