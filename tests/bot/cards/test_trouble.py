"""Where nothing can be said any more: rooms by name where the reader's app knows them, else in words."""

from __future__ import annotations

import pytest

from bot.calls import Place
from bot.cards.model import Plain, RoomName, Span
from bot.cards.trouble import whereabouts

HERE = Place("slack", "T1", "C1")


@pytest.mark.parametrize(
    ("place", "here", "called"),
    [
        (HERE, HERE, Plain("This channel")),
        (Place("slack", "T1", "C2"), HERE, RoomName("C2")),
        (Place("slack", "T2", "C2"), HERE, Plain("A channel on Slack")),
        (Place("discord", "1", "7"), HERE, Plain("A channel on Discord")),
        (Place("web", "local", "study"), HERE, Plain("The page")),
        (HERE, Place("slack", "T1", ""), RoomName("C1")),
        (Place("discord", "1", "7"), Place("discord", "", ""), RoomName("7")),
        (HERE, Place("discord", "", ""), Plain("A channel on Slack")),
    ],
)
def test_a_room_has_its_name_where_the_readers_app_knows_it(place: Place, here: Place, called: Span) -> None:
    assert whereabouts(place, here) == called
