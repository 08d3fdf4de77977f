"""Nobody who does not lead the group sees another's readiness: by no verb, token, id, group, session or place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import pytest

from bot.calls import Place
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Button, Card
from bot.commands import ChangeBoardName, Command, SetBrief, ShowReadiness
from bot.errors import StaleToken
from bot.ports import Ledger
from bot.rules.groups import Role
from bot.usecases import CATALOGUE
from bot.usecases.verb import Verb
from bot.wire import PREFIX, decode, encode
from tests.bot.lead_scene import agrees, answers, stocked, words
from tests.world import PLACE, USUAL, Person, World

LIBRARY = Place(PLACE.platform, PLACE.space, "library")
ALONE = Place(PLACE.platform, PLACE.space, "")
SECRET = "Unmistakable"
"""The member whom nobody but leads may find; the board does not name her either."""

WRONG = ("a member", "a lead of another group", "a lead no more", "somebody from elsewhere")
NAMED = frozenset({"group", "session", "member", "who", "item", "room"})
"""Fields by which a command can speak of somebody or something else."""


@dataclass
class Scene:
    """A group whose lead sees one member, and everybody who may not."""

    world: World
    lead: Person
    people: Mapping[str, Person]
    secrets: frozenset[str]
    values: Mapping[str, tuple[object, ...]]


@pytest.fixture
async def scene(world: World) -> Scene:
    """Two groups in one space; in the first a member agreed to be seen, in both there are leads."""
    world = stocked(world, 6)
    ada = await world.set_up()
    seen = world.member(SECRET, manages=False)
    await answers(seen, each=6, right=4)
    await agrees(seen)
    await seen.wants(ChangeBoardName("hidden"))
    session = await world.daily_question()
    people = dict(zip(WRONG, (world.member(name) for name in ("Omar", "Boris", "Cleo", "Zed")), strict=True))
    await answers(people["a member"], each=3, right=9)
    cleo = Person(world, replace(people["a lead no more"].actor, manages=True))
    await cleo.wants(USUAL)
    await cleo.wants(SetBrief("on"))
    await people["a lead of another group"].wants(USUAL, place=LIBRARY)
    group = world.group()

    def demote(ledger: Ledger) -> str:
        member = ledger.groups.member_of(group.id, cleo.actor)
        assert member is not None
        ledger.groups.keep_member(replace(member, role=Role.MEMBER))
        found = ledger.groups.member_of(group.id, seen.actor)
        assert found is not None
        return found.id

    name = world.ask(demote)
    report, whole = await ada.wants(ShowReadiness(who=name)), await ada.wants(ShowReadiness())
    assert SECRET in words(report)
    row = next(line for line in words(whole).splitlines() if SECRET in line)
    file = enclosed_in(await ada.wants(ShowReadiness(file="csv")))
    assert file is not None
    other = world.ask(lambda ledger: ledger.groups.at(LIBRARY))
    assert other is not None
    values: Mapping[str, tuple[object, ...]] = {
        "group": (group.id, other.id),
        "session": (session.id, "gone"),
        "member": (SECRET, name),
        "who": (name,),
        "item": (session.form[0][0],),
        "room": ("", PLACE.room),
        "file": ("", "csv"),
        "wanted": ("", "now", "on"),
        "share": ("", "yes"),
        "words": ("hello",),
        "time": ("", "10:00"),
    }
    return Scene(world, ada, people, frozenset({SECRET, row.split("  ")[2]}), values)


def commands(verb: Verb, scene: Scene) -> Iterator[Command]:
    """The verb's command with every mixture of what its fields could be made to say."""
    fields = dataclasses.fields(verb.command)  # type: ignore[arg-type] # every command is a dataclass
    given = [scene.values.get(field.name, (_plain(field),)) for field in fields]
    for mixture in product(*given):
        yield verb.command(**dict(zip((field.name for field in fields), mixture, strict=True)))


def _plain(field: dataclasses.Field[object]) -> object:
    if field.default is not dataclasses.MISSING:
        return field.default
    return {"bool": False, "int": 0}.get(str(field.type), "x" if "tuple" not in str(field.type) else ())


def leaked(card: Card, scene: Scene) -> set[str]:
    """What of her stands on a card, in a file on it, or in a token on it."""
    file = enclosed_in(card)
    said = repr(card) + (file.content if file is not None else "")
    return {secret for secret in scene.secrets if secret in said}


@pytest.mark.parametrize("who", WRONG)
async def test_no_command_shows_her_to_the_wrong_person_wherever_it_is_given(scene: Scene, who: str) -> None:
    person, tried = scene.people[who], 0
    for verb in CATALOGUE:
        for command in commands(verb, scene):
            for place in (PLACE, LIBRARY, ALONE):
                card = await person.wants(command, place=place)
                assert leaked(card, scene) == set(), (verb.name, command, place)
                tried += 1
                if verb.by is Role.CLOCK or (verb.by is Role.LEAD and place == PLACE and not verb.outside):
                    assert card.tone == "trouble", (verb.name, command)
    assert tried > 250


async def test_every_field_that_names_somebody_else_was_tried(scene: Scene) -> None:
    """A new command with such a field is met above only if the scene knows what to put there."""
    named = {
        field.name
        for verb in CATALOGUE
        for field in dataclasses.fields(verb.command)  # type: ignore[arg-type] # every command is a dataclass
    }
    assert named >= NAMED
    assert scene.values.keys() >= NAMED


@pytest.mark.parametrize("who", WRONG)
async def test_no_button_of_a_leads_card_works_for_the_wrong_person(scene: Scene, who: str) -> None:
    cards = [await scene.lead.wants(ShowReadiness()), await scene.lead.wants(SetBrief("now"))]
    pressed = [control.press for card in cards for control in card.controls if isinstance(control, Button)]
    assert len(pressed) >= 3
    for command in pressed:
        for place in (PLACE, LIBRARY, ALONE):
            card = await scene.people[who].wants(decode(encode(command)), place=place)
            assert leaked(card, scene) == set()


@pytest.mark.parametrize("verb", [verb for verb in CATALOGUE if verb.by is Role.CLOCK], ids=lambda verb: verb.name)
async def test_a_clocks_verb_is_no_token_and_does_nothing_from_outside(scene: Scene, verb: Verb) -> None:
    with pytest.raises(StaleToken):
        decode(f"{PREFIX}{verb.name}:{scene.world.group().id}")
    before = scene.world.ask(_facts)
    for command in commands(verb, scene):
        for person in (*scene.people.values(), scene.lead):
            card = await person.wants(command)
            assert card.tone == "trouble"
            assert leaked(card, scene) == set()
    assert scene.world.ask(_facts) == before


def _facts(ledger: Ledger) -> object:
    group = ledger.groups.at(PLACE)
    assert group is not None
    return (
        ledger.briefs.of_group(group.id),
        ledger.briefs.handed_out(group.id),
        ledger.sessions.since(group.id, group.created_at),
        ledger.plans.of_group(group.id),
        ledger.groups.leads(group.id),
    )


@pytest.mark.parametrize("who", WRONG)
async def test_no_name_is_offered_and_nothing_is_whispered_to_the_wrong_person(scene: Scene, who: str) -> None:
    person = scene.people[who]
    for place in (PLACE, LIBRARY, ALONE):
        offers = await scene.world.app.offers(person.actor, place, "member", SECRET[:4])
        assert offers == ()
    await scene.world.pass_until(scene.world.at.replace(day=30, hour=8))
    whispered = [(account, card) for deed, _, card, account in scene.world.chat.said if deed == "whisper"]
    assert [card for account, card in whispered if account == person.actor.id and leaked(card, scene)] == []


async def test_the_right_person_is_shown_her_by_the_same_ways(scene: Scene) -> None:
    """Or the tests above would hold for a bot that shows nothing to anybody."""
    shown = [
        command
        for verb in CATALOGUE
        if verb.command in {ShowReadiness, SetBrief}
        for command in commands(verb, scene)
        if leaked(await scene.lead.wants(command), scene)
    ]
    assert {type(command) for command in shown} == {ShowReadiness, SetBrief}
    assert len(shown) >= 4
