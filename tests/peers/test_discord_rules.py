"""Every limit the strict Discord keeps, one bad body each, beside good bodies that pass."""

from typing import Any

import pytest

from tests.peers.discord_command_rules import commands_faults
from tests.peers.discord_message_rules import message_faults
from tests.peers.discord_modal_rules import modal_faults, suggestion_faults
from tests.peers.discord_schema import published_schema

JSON = dict[str, Any]
NOBODY: JSON = {"allowed_mentions": {"parse": []}}
LAYOUT = 1 << 15


def button(number: int = 1, **other: Any) -> JSON:
    return {"type": 2, "style": 1, "label": "A", "custom_id": f"c1:{number}", **other}


def row(*parts: JSON) -> JSON:
    return {"type": 1, "components": list(parts)}


def option(number: int, **other: Any) -> JSON:
    return {"label": f"Option {number}", "value": str(number), **other}


def select(count: int = 3, **other: Any) -> JSON:
    return {"type": 3, "custom_id": "c1:pick", "options": [option(n) for n in range(count)], **other}


def text(words: str = "Why") -> JSON:
    return {"type": 10, "content": words}


def box(*parts: JSON, **other: Any) -> JSON:
    return {"type": 17, "components": list(parts), **other}


def layout(*parts: JSON, **other: Any) -> JSON:
    return {"flags": LAYOUT, "components": list(parts), **NOBODY, **other}


def legacy(**parts: Any) -> JSON:
    return {**NOBODY, **parts}


def label(part: JSON, **other: Any) -> JSON:
    return {"type": 18, "label": "Words", "component": part, **other}


def words(number: int = 1, **other: Any) -> JSON:
    return {"type": 4, "custom_id": f"w{number}", "style": 1, **other}


def ticks(count: int = 4, **other: Any) -> JSON:
    return {"type": 22, "custom_id": "ticks", "options": [option(n) for n in range(count)], **other}


def modal(*parts: JSON, **other: Any) -> JSON:
    return {"custom_id": "c1:form", "title": "A remark", "components": list(parts), **other}


def command(name: str = "quiz", **other: Any) -> JSON:
    base = {"name": name, "description": "Ask me one", "type": 1, "contexts": [0], "integration_types": [0]}
    return {**base, **other}


def wants(name: str, **other: Any) -> JSON:
    return {"type": 3, "name": name, "description": "Which", **other}


GOOD = [
    layout(box(text(), {"type": 14}, row(button(1), button(2)), row(select()), accent_color=0x0F766E)),
    layout({"type": 9, "components": [text()], "accessory": button()}),
    legacy(content="Hello", embeds=[{"title": "T", "description": "D"}], components=[row(button())]),
    layout(row({"type": 2, "style": 5, "label": "Read", "url": "https://example.org"})),
]


@pytest.mark.parametrize("body", GOOD)
def test_a_good_message_passes(body: JSON) -> None:
    assert message_faults(body, v2=bool(body.get("flags", 0) & LAYOUT)) == []


EMBEDS = [{"description": "x" * 3001}] * 2
BAD = [
    (layout(row(button(custom_id="x" * 101))), "custom_id: 101 characters"),
    (layout(row(button(label="x" * 81))), "label: 81 characters"),
    (layout(row(button(style=9))), "style 9"),
    (layout(row(button(label=""))), "neither label nor emoji"),
    (layout(row({"type": 2, "style": 1, "label": "A"})), "a text is missing"),
    (layout(row({"type": 2, "style": 5, "label": "A", "url": "https://e.org", "custom_id": "x"})), "has no custom_id"),
    (layout(row(button(url="https://example.org"))), "only link buttons"),
    (layout(row(*(button(n) for n in range(6)))), "components of an action row: 6"),
    (layout(row()), "components of an action row: 0"),
    (layout(row(button(), select())), "a select stands alone"),
    (layout(button()), "must stand in an action row"),
    (layout(row(select(26))), "options: 26"),
    (layout(row(select(0))), "options: 0"),
    (layout(row(select(placeholder="x" * 151))), "placeholder: 151"),
    (layout(row(select(max_values=4))), "max_values: 4"),
    (layout(row(select(min_values=2))), "min_values: 2"),
    (layout(row(select(1, options=[option(1), option(1)]))), "'1' is there 2 times"),
    (layout(row(select(options=[option(1, label="x" * 101)]))), "option label: 101"),
    (layout(row(select(options=[option(1, value="x" * 101)]))), "option value: 101"),
    (layout(row(select(options=[option(1, description="x" * 101)]))), "option description: 101"),
    (layout(row(select(options=[option(1, default=True), option(2, default=True)]))), "chosen beforehand: 2"),
    (layout(row(button(1)), row(button(1))), "'c1:1' is there 2 times"),
    (layout(box(*(text() for _ in range(40)))), "counted with the nested ones: 41"),
    (layout(text("x" * 4001)), "text display: 4001"),
    (layout(text("x" * 2001), text("y" * 2000)), "over all text displays: 4001"),
    (layout(text("")), "text display: 0"),
    (layout(box(box(text()))), "cannot stand in a container"),
    (layout(box(text(), accent_color=1 << 24)), "accent_color"),
    (layout({"type": 9, "components": [text()]}), "a button or a thumbnail"),
    (layout(row(words())), "cannot stand in"),
    (layout({"type": 99}), "cannot stand in a message"),
    (layout(text(), content="Hello"), "content does not go with layout"),
    (layout(text(), embeds=[{"title": "T"}]), "embeds does not go with layout"),
    (legacy(components=[text()]), "needs the layout flag"),
    (legacy(components=[row(button(n)) for n in range(6)]), "action rows: 6"),
    (legacy(content="x" * 2001), "content: 2001"),
    (legacy(), "the message is empty"),
    (legacy(embeds=EMBEDS), "characters over all embeds: 6002"),
    (legacy(embeds=[{"fields": [{"name": "", "value": "v"}]}]), "embed field name: 0"),
    (legacy(embeds=[{"fields": [{"name": "n", "value": "v"}] * 26}]), "fields of an embed: 26"),
    (legacy(embeds=[{"title": "T"}] * 11), "embeds: 11"),
    (legacy(embeds=[{"title": "x" * 257}]), "embed title: 257"),
    (legacy(embeds=[{"title": "T", "footer": {"text": "x" * 2049}}]), "embed footer: 2049"),
    (legacy(content="A", flags=1 << 6), "flags 64 cannot be set here"),
    (legacy(content="A", poll={}), "native polls"),
    ({"content": "A"}, "allowed_mentions is missing"),
    ({"content": "A", "allowed_mentions": {"parse": ["everyone"]}}, "lets somebody be pinged"),
    (legacy(content="A\u200bB"), "zero-width"),
]


@pytest.mark.parametrize(("body", "named"), BAD)
def test_a_bad_message_is_named(body: JSON, named: str) -> None:
    faults = message_faults(body, v2=bool(body.get("flags", 0) & LAYOUT))
    assert any(named in fault for fault in faults), faults


def test_good_forms_pass() -> None:
    assert modal_faults(modal(text(), label(words()), label(ticks(10, max_values=2)))) == []
    assert modal_faults(modal(label({"type": 21, "custom_id": "r", "options": [option(1), option(2)]}))) == []


BAD_MODALS = [
    (modal(label(words()), title="x" * 46), "modal title: 46"),
    (modal(label(words()), custom_id="x" * 101), "modal custom_id: 101"),
    (modal(*(label(words(n)) for n in range(6))), "components of a modal: 6"),
    (modal(), "components of a modal: 0"),
    (modal(label(words(), label="x" * 46)), "46 characters"),
    (modal(label(words(), description="x" * 101)), "label description: 101"),
    (modal(label(words(label="Again"))), "said twice"),
    (modal(label(words(1)), label(words(1))), "'w1' is there 2 times"),
    (modal(label(words(placeholder="x" * 101))), "placeholder: 101"),
    (modal(label(words(max_length=4001))), "max_length: 4001"),
    (modal(label(words(min_length=9, max_length=3))), "min: 9"),
    (modal(label(words(value="abcd", max_length=3))), "value: 4"),
    (modal(label(words(style=3))), "style is 1 or 2"),
    (modal(row(words(1, label="A"), words(2, label="B"))), "inputs in one row: 2"),
    (modal(label(ticks(11))), "options: 11"),
    (modal(label(ticks(min_values=0))), "wants at least one value"),
    (modal(label(select(26))), "options: 26"),
    (modal(label(select(disabled=False))), "disabled"),
    (modal(label(button())), "cannot stand in a label"),
    (modal(row(button())), "is not a field"),
    (modal(box(text())), "cannot stand in a modal"),
    (modal(label({"type": 21, "custom_id": "r", "options": [option(1)]})), "options: 1"),
]


@pytest.mark.parametrize(("body", "named"), BAD_MODALS)
def test_a_bad_form_is_named(body: JSON, named: str) -> None:
    faults = modal_faults(body)
    assert any(named in fault for fault in faults), faults


def test_good_commands_pass() -> None:
    group = command(
        "cohort", options=[{"type": 1, "name": "rhythm", "description": "Hour", "options": [wants("hour")]}]
    )
    assert commands_faults([command(options=[wants("domain", autocomplete=True)]), group]) == []
    assert commands_faults([command("Report this question", type=3, description="")]) == []


LONG = [{"name": str(n) + "n" * 90, "value": str(n) + "v" * 90} for n in range(25)]
BAD_COMMANDS = [
    ([command("x" * 33)], "is not allowed"),
    ([command("Quiz")], "is not allowed"),
    ([command("a quiz")], "is not allowed"),
    ([command(description="x" * 101)], "description: 101"),
    ([command(description="")], "description: 0"),
    ([command(), command()], "is there 2 times"),
    ([command(f"c{n}") for n in range(101)], "commands of type 1: 101"),
    ([command(f"M{n}", type=3, description="") for n in range(16)], "commands of type 3: 16"),
    ([command("Menu", type=3)], "has no description"),
    ([command(options=[wants(f"o{n}") for n in range(26)])], "options: 26"),
    ([command(options=[wants("a"), wants("a")])], "is there 2 times"),
    ([command(options=[wants("a"), wants("b", required=True)])], "a required option after"),
    ([command(options=[wants("a", choices=[{"name": str(n), "value": str(n)} for n in range(26)])])], "choices: 26"),
    ([command(options=[wants("a", choices=[{"name": "n", "value": "v"}], autocomplete=True)])], "exclude each other"),
    ([command(options=[wants("a"), {"type": 1, "name": "s", "description": "d"}])], "do not mix"),
    ([command(name_localizations={"xx": "quiz"})], "unknown locale xx"),
    ([command(contexts=None)], "does not say its contexts"),
    ([command(integration_types=None)], "does not say its integration_types"),
    ([command(options=[wants(f"o{n}", choices=LONG) for n in range(4)])], "characters in all"),
]


@pytest.mark.parametrize(("body", "named"), BAD_COMMANDS)
def test_bad_commands_are_named(body: list[JSON], named: str) -> None:
    faults = commands_faults(body)
    assert any(named in fault for fault in faults), faults


def test_bad_suggestions_are_named() -> None:
    assert suggestion_faults([{"name": "Data", "value": "1"}]) == []
    many = suggestion_faults([{"name": str(n), "value": str(n)} for n in range(26)])
    assert many == ["choices: 26, allowed are 0 to 25"]
    assert suggestion_faults([{"name": "x" * 101, "value": "1"}]) == [
        "choice name: 101 characters, allowed are 1 to 100"
    ]


def test_the_published_schema_agrees_about_good_and_bad() -> None:
    """Only with COHORT_SPECS: the same verdict on what both can see."""
    schema = published_schema()
    if schema is None:
        return
    route = "/channels/{channel_id}/messages"
    for body in GOOD:
        assert schema.faults("POST", route, body) == []
    told = schema.faults("POST", route, layout(row(button(label="x" * 81))))
    assert told
    assert "label" in told[0]
    callback = "/interactions/{interaction_id}/{interaction_token}/callback"
    assert schema.faults("POST", callback, {"type": 9, "data": modal(label(words()), title="x" * 46)})
    assert schema.faults("POST", callback, {"type": 9, "data": modal(label(ticks()))}) == []
    commands = [command(default_member_permissions="32", options=[wants("domain", autocomplete=True)])]
    assert schema.faults("PUT", "/applications/{application_id}/commands", commands) == []
