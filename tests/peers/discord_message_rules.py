"""What Discord refuses in a message, beside and beyond its published schema, and what our house refuses."""

import re
from collections import Counter

from tests.peers.discord_model import COMPONENTS_V2, EPHEMERAL, JSON, SILENT, walk

SELECTS = {3, 5, 6, 7, 8}
IN_MESSAGE = {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17}
IN_CONTAINER = {1, 9, 10, 12, 13, 14}
NAMES = {1: "action row", 2: "button", 3: "select", 4: "text input", 9: "section", 10: "text", 17: "container"}
ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
SUPPRESS_EMBEDS = 1 << 2


def name_of(part: JSON) -> str:
    """Name a component for a fault."""
    said = part.get("label") or part.get("custom_id") or ""
    return f"{NAMES.get(part.get('type', 0), 'component of type ' + str(part.get('type')))} {said!r}"


def length_fault(where: str, text: object, least: int, most: int) -> list[str]:
    """Say whether a text is a text and within its limits."""
    if not isinstance(text, str):
        return [f"{where}: a text is missing"]
    if least <= len(text) <= most:
        return []
    return [f"{where}: {len(text)} characters, allowed are {least} to {most}"]


def count_fault(where: str, count: int, least: int, most: int) -> list[str]:
    """Say whether a number lies within its limits."""
    return [] if least <= count <= most else [f"{where}: {count}, allowed are {least} to {most}"]


def repeated(where: str, values: list[object]) -> list[str]:
    """Name what is there twice."""
    return [f"{where}: {value!r} is there {times} times" for value, times in Counter(values).items() if times > 1]


def message_faults(body: JSON, *, v2: bool, edit: bool = False, interaction: bool = False) -> list[str]:
    """Say everything that is wrong with a message about to be sent or edited."""
    faults: list[str] = []
    content, embeds = body.get("content"), body.get("embeds") or []
    components, flags = body.get("components") or [], body.get("flags") or 0
    if v2:
        faults += [
            f"{name} does not go with layout components"
            for name in ("content", "embeds", "poll", "sticker_ids")
            if body.get(name)
        ]
    else:
        faults += length_fault("content", content or "", 0, 2000)
    if not edit and not (content or embeds or components or body.get("attachments")):
        faults.append("the message is empty")
    if "poll" in body:
        faults.append("house rule: native polls are not used")
    allowed = EPHEMERAL | SILENT | COMPONENTS_V2 | SUPPRESS_EMBEDS if interaction else SILENT | COMPONENTS_V2 | 4
    if flags & ~allowed:
        faults.append(f"flags {flags} cannot be set here")
    faults += embed_faults(embeds)
    faults += component_faults(components, v2=v2)
    faults += mention_faults(body)
    texts = [content or "", *(part.get("content") or part.get("label") or "" for part in walk(components))]
    faults += [f"house rule: a zero-width character in {text[:40]!r}" for text in texts if ZERO_WIDTH.search(text)]
    return faults


def mention_faults(body: JSON) -> list[str]:
    """Our house names nobody: each message must say so."""
    allowed = body.get("allowed_mentions")
    if allowed is None:
        return ["house rule: allowed_mentions is missing"]
    if allowed.get("parse") or allowed.get("users") or allowed.get("roles") or allowed.get("replied_user"):
        return [f"house rule: allowed_mentions lets somebody be pinged: {allowed}"]
    return [] if "parse" in allowed else ["house rule: allowed_mentions does not say whom to parse"]


def embed_faults(embeds: list[JSON]) -> list[str]:
    """Check embeds and their sum."""
    faults = count_fault("embeds", len(embeds), 0, 10)
    total = 0
    for embed in embeds:
        fields = embed.get("fields") or []
        faults += count_fault("fields of an embed", len(fields), 0, 25)
        for name, most in (("title", 256), ("description", 4096)):
            faults += length_fault(f"embed {name}", embed.get(name) or "", 0, most)
        footer = (embed.get("footer") or {}).get("text", "")
        author = (embed.get("author") or {}).get("name", "")
        faults += length_fault("embed footer", footer, 0, 2048) + length_fault("embed author", author, 0, 256)
        for part in fields:
            faults += length_fault("embed field name", part.get("name"), 1, 256)
            faults += length_fault("embed field value", part.get("value"), 1, 1024)
            total += len(part.get("name") or "") + len(part.get("value") or "")
        total += len(embed.get("title") or "") + len(embed.get("description") or "") + len(footer) + len(author)
    return faults + count_fault("characters over all embeds", total, 0, 6000)


def component_faults(components: list[JSON], *, v2: bool) -> list[str]:
    """Check the whole tree of components of a message."""
    every = list(walk(components))
    ids = [part["custom_id"] for part in every if "custom_id" in part]
    faults = repeated("custom_id", ids) + repeated("id", [part["id"] for part in every if part.get("id")])
    if v2:
        faults += count_fault("components, counted with the nested ones", len(every), 0, 40)
        said = sum(len(part.get("content") or "") for part in every if part.get("type") == 10)
        faults += count_fault("characters over all text displays", said, 0, 4000)
    else:
        faults += count_fault("action rows", len(components), 0, 5)
    for part in components:
        if part.get("type") in {2, *SELECTS}:
            faults.append(f"{name_of(part)} must stand in an action row")
        if not v2 and part.get("type") != 1:
            faults.append(f"{name_of(part)} needs the layout flag")
    for part in every:
        faults += part_faults(part)
    return faults


def part_faults(part: JSON) -> list[str]:
    """Check one component of a message."""
    kind = part.get("type")
    if kind not in IN_MESSAGE:
        return [f"{name_of(part)} cannot stand in a message"]
    if kind == 1:
        return row_faults(part)
    if kind == 2:
        return button_faults(part)
    if kind in SELECTS:
        return select_faults(part)
    if kind == 9:
        return section_faults(part)
    if kind == 10:
        return length_fault("text display", part.get("content"), 1, 4000)
    if kind == 12:
        return count_fault("items of a media gallery", len(part.get("items") or []), 1, 10)
    if kind == 14:
        return [] if part.get("spacing", 1) in {1, 2} else ["separator: spacing is 1 or 2"]
    if kind == 17:
        return container_faults(part)
    return []


def container_faults(part: JSON) -> list[str]:
    """Check a container: what it holds and its colour."""
    children = part.get("components") or []
    faults = count_fault("components of a container", len(children), 1, 40)
    faults += [
        f"{name_of(child)} cannot stand in a container" for child in children if child["type"] not in IN_CONTAINER
    ]
    return faults + count_fault("accent_color", part.get("accent_color") or 0, 0, 0xFFFFFF)


def row_faults(row: JSON) -> list[str]:
    """An action row holds up to five buttons or a single select."""
    kinds = [child.get("type") for child in row.get("components") or []]
    faults = count_fault("components of an action row", len(kinds), 1, 5)
    faults += [f"a component of type {kind} cannot stand in an action row" for kind in set(kinds) - {2, *SELECTS}]
    if len(kinds) > 1 and any(kind in SELECTS for kind in kinds):
        faults.append("a select stands alone in its action row")
    return faults


def section_faults(part: JSON) -> list[str]:
    """A section is one to three texts and an accessory."""
    faults = count_fault("texts of a section", len(part.get("components") or []), 1, 3)
    if any(child.get("type") != 10 for child in part.get("components") or []):
        faults.append("a section holds texts only")
    if (part.get("accessory") or {}).get("type") not in {2, 11}:
        faults.append("a section needs a button or a thumbnail beside it")
    return faults


def button_faults(part: JSON) -> list[str]:
    """Check a button: what it says and what a press of it sends."""
    where, style = name_of(part), part.get("style")
    faults = [] if style in {1, 2, 3, 4, 5} else [f"{where}: style {style!r} is unknown"]
    faults += length_fault(f"{where}: label", part.get("label") or "", 0, 80)
    if not part.get("label") and not part.get("emoji"):
        faults.append(f"{where}: neither label nor emoji")
    if style == 5:
        faults += length_fault(f"{where}: url", part.get("url"), 1, 512)
        return faults + (["a link button has no custom_id"] if "custom_id" in part else [])
    if "url" in part:
        faults.append(f"{where}: only link buttons have a url")
    return faults + length_fault(f"{where}: custom_id", part.get("custom_id"), 1, 100)


def select_faults(part: JSON, *, most_options: int = 25) -> list[str]:
    """Check a select or anything else that offers options."""
    where, options = name_of(part), part.get("options") or []
    faults = length_fault(f"{where}: custom_id", part.get("custom_id"), 1, 100)
    faults += length_fault(f"{where}: placeholder", part.get("placeholder") or "", 0, 150)
    if part.get("type") not in {3, 21, 22}:
        return faults
    faults += count_fault(f"{where}: options", len(options), 1, most_options)
    faults += repeated(f"{where}: option value", [option.get("value") for option in options])
    for option in options:
        faults += length_fault(f"{where}: option label", option.get("label"), 1, 100)
        faults += length_fault(f"{where}: option value", option.get("value"), 1, 100)
        faults += length_fault(f"{where}: option description", option.get("description") or "", 0, 100)
    least, most = part.get("min_values"), part.get("max_values")
    most = most if most is not None else len(options) if part.get("type") == 22 else 1
    least = 1 if least is None else least
    faults += count_fault(f"{where}: max_values", most, 1, max(len(options), 1))
    faults += count_fault(f"{where}: min_values", least, 0, most)
    chosen = sum(bool(option.get("default")) for option in options)
    return faults + (count_fault(f"{where}: options chosen beforehand", chosen, 0, most))
