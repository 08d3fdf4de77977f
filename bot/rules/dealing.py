"""Dealing: an order that depends on the seed alone, on any machine and any Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def deal(things: Iterable[T], *, seed: str, name: Callable[[T], str]) -> tuple[T, ...]:
    """The things in an order made by hashing each one's name with the seed.

    A new thing does not reshuffle the rest.

    >>> deal("abcd", seed="monday", name=str) == deal("dcba", seed="monday", name=str)
    True
    """
    return tuple(sorted(things, key=lambda thing: blake2b(f"{seed}\x1f{name(thing)}".encode(), digest_size=8).digest()))
