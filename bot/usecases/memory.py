"""Memory: what was worked out last for some groups, to be used again where the record bears it out.

Nothing in it is believed by itself: whoever uses it compares it with the record as it stands in their own transaction.
So a correction, somebody forgotten, another process or a restart can make it useless but never wrong.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 20_000
"""Answers remembered over all groups: eighteen megabytes, measured."""


class Memory(Generic[T]):
    """The latest of some groups, by group; those asked for longest ago give way. Threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        """Remember nothing yet, and never more than `most` answers."""
        self._most = most
        self._kept: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def of(self, group: str) -> T | None:
        """What was worked out last for this group, if it is remembered."""
        with self._lock:
            if group not in self._kept:
                return None
            self._kept.move_to_end(group)
            return self._kept[group][0]

    def keep(self, group: str, found: T, answers: int) -> None:
        """Remember it in place of what was; `answers` is how many it holds. One larger than all room is not kept."""
        with self._lock:
            self._kept.pop(group, None)
            if answers > self._most:
                return
            self._kept[group] = found, answers
            while sum(size for _, size in self._kept.values()) > self._most:
                self._kept.popitem(last=False)

    def drop(self, group: str) -> None:
        """Remember nothing of this group any more."""
        with self._lock:
            self._kept.pop(group, None)
