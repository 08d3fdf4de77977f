"""Memory holds the latest of some groups and never more than there is room for."""

from __future__ import annotations

from bot.usecases.memory import Memory


def test_the_latest_of_each_group_is_remembered_until_it_is_dropped() -> None:
    memory: Memory[str] = Memory()
    assert memory.of("g") is None
    memory.keep("g", "first", 10)
    memory.keep("h", "other", 10)
    memory.keep("g", "second", 12)
    assert (memory.of("g"), memory.of("h")) == ("second", "other")

    memory.drop("g")
    memory.drop("g")
    assert (memory.of("g"), memory.of("h")) == (None, "other")


def test_who_was_asked_for_longest_ago_gives_way() -> None:
    memory: Memory[str] = Memory(most=30)
    for group in "abc":
        memory.keep(group, group, 10)
    memory.of("a")
    memory.keep("d", "d", 15)

    assert [memory.of(group) for group in "abcd"] == ["a", None, None, "d"]


def test_what_is_larger_than_all_room_is_not_kept_and_leaves_the_old_one_to_nobody() -> None:
    memory: Memory[str] = Memory(most=30)
    memory.keep("a", "small", 10)
    memory.keep("a", "huge", 31)

    assert memory.of("a") is None


def test_what_is_larger_than_all_room_takes_nobody_elses() -> None:
    memory: Memory[str] = Memory(most=30)
    memory.keep("a", "small", 10)
    memory.keep("b", "huge", 31)

    assert memory.of("a") == "small"
