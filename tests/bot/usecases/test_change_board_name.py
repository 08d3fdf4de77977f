"""A member chooses how the board shows them."""

from __future__ import annotations

import pytest

from bot.cards.model import Form
from bot.commands import ChangeBoardName
from tests.world import World


async def test_without_a_choice_the_form_shows_the_present_one(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    form = (await maya.wants(ChangeBoardName())).form
    assert isinstance(form, Form)

    card = await maya.sends(await maya.wants(ChangeBoardName()), {"show": "alias", "alias": "Night owl"})
    assert "The board shows you as Night owl." in repr(card)
    assert "'Night owl'" in repr(await maya.wants(ChangeBoardName()))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (ChangeBoardName("hidden"), "The board does not show you."),
        (ChangeBoardName("NAME"), "The board shows you as Maya."),
        (ChangeBoardName("", "Night owl"), "The board shows you as Night owl."),
        (ChangeBoardName("alias", "<!channel>\u202e" + "x" * 90), "<!channel>xxx"),
    ],
)
async def test_a_choice_is_kept_and_confirmed(world: World, command: ChangeBoardName, words: str) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(command)

    assert card.title == "Saved."
    assert words in repr(card)
    assert "\u202e" not in repr(card)


@pytest.mark.parametrize(
    ("command", "field"), [(ChangeBoardName("never"), "show"), (ChangeBoardName("alias"), "alias")]
)
async def test_a_choice_that_does_not_fit_is_named(world: World, command: ChangeBoardName, field: str) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(command)

    assert (card.tone, card.field) == ("trouble", field)
