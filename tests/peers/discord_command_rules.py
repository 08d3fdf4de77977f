"""What Discord refuses in a list of application commands, and what our house wants in one."""

import re
from collections import Counter

from tests.peers.discord_message_rules import count_fault, length_fault, repeated
from tests.peers.discord_modal_rules import suggestion_faults
from tests.peers.discord_model import JSON

NAME = re.compile(r"[-_'\w]{1,32}")
MENU, CHAT = {2, 3}, 1
MOST = {1: 100, 2: 15, 3: 15}
LOCALES = frozenset(
    re.split(
        " ",
        "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN"
        " ja zh-TW ko",
    )
)


def commands_faults(commands: list[JSON]) -> list[str]:
    """Say everything that is wrong with a list of commands about to be registered."""
    faults: list[str] = []
    for kind, count in Counter(command.get("type", CHAT) for command in commands).items():
        faults += count_fault(f"commands of type {kind}", count, 0, MOST.get(kind, 0))
    faults += repeated("command", [(command.get("type", CHAT), command.get("name")) for command in commands])
    for command in commands:
        faults += command_faults(command)
    return faults


def command_faults(command: JSON) -> list[str]:
    """Check one command with all it holds."""
    name = command.get("name", "")
    if command.get("type", CHAT) in MENU:
        faults = length_fault(f"menu {name!r}", name, 1, 32)
        faults += [f"menu {name!r}: has no description and no options"] if command.get("description") else []
    else:
        faults = named_faults(command) + options_faults(f"/{name}", command.get("options") or [])
        faults += count_fault(f"/{name}: characters in all", size(command), 1, 8000)
    faults += [
        f"house rule: {name!r} does not say its {wanted}"
        for wanted in ("contexts", "integration_types")
        if not command.get(wanted)
    ]
    return faults


def named_faults(part: JSON) -> list[str]:
    """Check name, description and their translations."""
    name = part.get("name", "")
    faults = [] if NAME.fullmatch(name) and name == name.lower() else [f"name {name!r} is not allowed"]
    faults += length_fault(f"{name!r}: description", part.get("description"), 1, 100)
    for field in ("name_localizations", "description_localizations"):
        unknown = set(part.get(field) or {}) - LOCALES
        faults += [f"{name!r}: unknown locale {locale}" for locale in sorted(unknown)]
    return faults


def options_faults(where: str, options: list[JSON]) -> list[str]:
    """Check the options of a command, a group or a subcommand."""
    faults = count_fault(f"{where}: options", len(options), 0, 25)
    faults += repeated(f"{where}: option", [option.get("name") for option in options])
    nested = [option.get("type") in {1, 2} for option in options]
    if any(nested) and not all(nested):
        faults.append(f"{where}: subcommands and options do not mix")
    optional_seen = False
    for option in options:
        inner = f"{where} {option.get('name')}"
        faults += named_faults(option)
        if option.get("type") in {1, 2}:
            faults += options_faults(inner, option.get("options") or [])
            continue
        if option.get("required") and optional_seen:
            faults.append(f"{inner}: a required option after an optional one")
        optional_seen = optional_seen or not option.get("required")
        faults += [f"{inner}: {fault}" for fault in suggestion_faults(option.get("choices") or [])]
        if option.get("choices") and option.get("autocomplete"):
            faults.append(f"{inner}: choices and autocomplete exclude each other")
    return faults


def size(part: JSON) -> int:
    """Count the characters Discord counts towards a command's 8000."""
    own = len(part.get("name", "")) + len(part.get("description", ""))
    own += sum(len(str(choice["name"])) + len(str(choice["value"])) for choice in part.get("choices") or [])
    return own + sum(size(option) for option in part.get("options") or [])
