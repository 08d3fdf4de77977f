"""What the Discord app on a person's screen does before anything is sent: checks, completes, fills in."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.peers.discord_model import JSON, Message, Modal, Person
from tests.peers.discord_server import DiscordServer

Given = Mapping[str, Any]
SUBCOMMAND, GROUP = 1, 2
KINDS: dict[int, tuple[type, ...]] = {
    3: (str,),
    4: (int,),
    5: (bool,),
    6: (str,),
    7: (str,),
    8: (str,),
    10: (float, int),
}


def find_command(server: DiscordServer, name: str, kind: int = 1) -> JSON:
    """Find a registered command."""
    for command in server.commands:
        if command["name"] == name and command["type"] == kind:
            return command
    known = [command["name"] for command in server.commands if command["type"] == kind]
    raise AssertionError(f"no command {name!r} among {known}")


def may_see(command: JSON, person: Person) -> bool:
    """Whether the command is shown to this person at all."""
    needed = int(command.get("default_member_permissions") or 0)
    return person.permissions & needed == needed


def slash_data(server: DiscordServer, path: str, given: Given, focused: str | None = None) -> JSON:
    """Spell a slash command with its options; refuse what the app on the screen would not send."""
    first, *rest = path.split()
    command = find_command(server, first)
    options, chain = command.get("options") or [], []
    for step in rest:
        node = next((option for option in options if option["name"] == step and option["type"] in {1, 2}), None)
        assert node is not None, f"/{path}: no {step!r} among {[option['name'] for option in options]}"
        chain.append(node)
        options = node.get("options") or []
    assert not any(option["type"] in {SUBCOMMAND, GROUP} for option in options), f"/{path}: a subcommand is missing"
    told = given_options(path, options, given, focused)
    for node in reversed(chain):
        told = [{"type": node["type"], "name": node["name"], "options": told}]
    return {"id": command["id"], "name": command["name"], "type": 1, "options": told}


def given_options(path: str, options: list[JSON], given: Given, focused: str | None) -> list[JSON]:
    """Spell the options; required ones must be there, and choices must be kept to."""
    known = {option["name"]: option for option in options}
    unknown = set(given) - set(known)
    assert not unknown, f"/{path} has no options {sorted(unknown)}, only {sorted(known)}"
    missing = [name for name, option in known.items() if option.get("required") and name not in given]
    assert focused or not missing, f"/{path} needs {missing}"
    told = []
    for name, value in given.items():
        option = known[name]
        if name != focused:
            assert isinstance(value, KINDS[option["type"]]), f"/{path} {name}: {value!r} has the wrong type"
            allowed = [choice["value"] for choice in option.get("choices") or []]
            assert not allowed or value in allowed, f"/{path} {name}: {value!r} is not among {allowed}"
            if isinstance(value, str):
                assert option.get("min_length", 0) <= len(value) <= option.get("max_length", 6000)
            if isinstance(value, int | float):
                assert option.get("min_value", value) <= value <= option.get("max_value", value)
        told.append(
            {"type": option["type"], "name": name, "value": value, **({"focused": True} if name == focused else {})}
        )
    return told


def select_data(part: JSON, values: Sequence[str], message: Message) -> JSON:
    """Choose in a select on a message; a value may be named by its label."""
    assert not part.get("disabled"), f"this select is disabled in {message.id}"
    chosen = chosen_values(part, values)
    return {"component_type": part["type"], "custom_id": part["custom_id"], "id": part.get("id", 1), "values": chosen}


def chosen_values(part: JSON, values: Sequence[str]) -> list[str]:
    """Turn labels into values, and keep to the allowed number."""
    options = part.get("options") or []
    by_name = {option["label"]: option["value"] for option in options}
    known = set(by_name.values())
    chosen = [value if value in known else by_name.get(value, "") for value in values]
    assert all(chosen), f"{values} are not all among {sorted(by_name)} or {sorted(known)}"
    most = part.get("max_values") or (len(options) if part["type"] == 22 else 1)
    least = part.get("min_values") if part.get("min_values") is not None else 1
    assert (least or 0) <= len(chosen) <= most, f"{len(chosen)} chosen, allowed are {least} to {most}"
    return chosen


def submit_data(modal: Modal, values: Given) -> JSON:
    """Fill in a form by label or custom_id; what is not named keeps what stood there before."""
    names = [name for label, part in modal.fields for name in (label, part["custom_id"])]
    unknown = set(values) - set(names)
    assert not unknown, f"the form has no fields {sorted(unknown)}, only {names}"
    told: list[JSON] = []
    number = 0
    for part in modal.components:
        number += 1
        if part["type"] == 10:
            told.append({"type": 10, "id": number})
            continue
        inner = [part["component"]] if part["type"] == 18 else part["components"]
        filled = []
        for one in inner:
            number += 1
            label = part.get("label") or one.get("label", "")
            filled.append({"id": number, **filled_field(one, values.get(label, values.get(one["custom_id"])))})
        holder = {"component": filled[0]} if part["type"] == 18 else {"components": filled}
        told.append({"type": part["type"], "id": number - len(inner), **holder})
    return {"custom_id": modal.custom_id, "components": told}


def filled_field(part: JSON, value: Any) -> JSON:
    """Fill in one field as the app on the screen lets one."""
    base = {"type": part["type"], "custom_id": part["custom_id"]}
    required = part.get("required", True)
    if part["type"] == 4:
        text = part.get("value") or "" if value is None else str(value)
        assert text or not required, f"{part['custom_id']} must be filled in"
        assert not text or (part.get("min_length") or 0) <= len(text) <= (part.get("max_length") or 4000)
        return {**base, "value": text}
    if part["type"] == 23:
        return {**base, "value": bool(part.get("default") if value is None else value)}
    before = [option["value"] for option in part.get("options") or [] if option.get("default")]
    wanted = before if value is None else [value] if isinstance(value, str) else list(value)
    if not wanted:
        assert not required, f"{part['custom_id']} must be chosen"
        return {**base, "value": None} if part["type"] == 21 else {**base, "values": []}
    if part["type"] in {5, 6, 7, 8}:
        return {**base, "values": wanted}
    chosen = chosen_values(part, wanted)
    return {**base, "value": chosen[0]} if part["type"] == 21 else {**base, "values": chosen}
