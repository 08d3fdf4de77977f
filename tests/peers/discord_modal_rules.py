"""What Discord refuses in a modal and in a list of suggestions."""

from tests.peers.discord_message_rules import count_fault, length_fault, name_of, repeated, select_faults
from tests.peers.discord_model import JSON, walk

IN_LABEL = {3, 4, 5, 6, 7, 8, 19, 21, 22, 23}


def modal_faults(modal: JSON) -> list[str]:
    """Say everything that is wrong with a modal about to be shown."""
    parts = modal.get("components") or []
    every = list(walk(parts))
    faults = length_fault("modal custom_id", modal.get("custom_id"), 1, 100)
    faults += length_fault("modal title", modal.get("title"), 1, 45)
    faults += count_fault("components of a modal", len(parts), 1, 5)
    faults += repeated("custom_id", [part["custom_id"] for part in every if "custom_id" in part])
    for part in parts:
        kind = part.get("type")
        if kind == 18:
            faults += label_faults(part)
        elif kind == 1:
            faults += count_fault("inputs in one row", len(part.get("components") or []), 1, 1)
            for child in part.get("components") or []:
                faults += field_faults(child) + length_fault("input label", child.get("label"), 1, 45)
        elif kind == 10:
            faults += length_fault("text display", part.get("content"), 1, 4000)
        else:
            faults.append(f"{name_of(part)} cannot stand in a modal")
    return faults


def label_faults(part: JSON) -> list[str]:
    """Check a label and the one field it names."""
    field = part.get("component") or {}
    faults = length_fault(f"label {part.get('label')!r}", part.get("label"), 1, 45)
    faults += length_fault("label description", part.get("description") or "", 0, 100)
    if field.get("type") not in IN_LABEL:
        return [*faults, f"{name_of(field)} cannot stand in a label"]
    if field["type"] == 4 and field.get("label"):
        faults.append("the label of a text input is said twice")
    return faults + field_faults(field)


def field_faults(field: JSON) -> list[str]:
    """Check one field of a modal."""
    kind, where = field.get("type"), name_of(field)
    if "disabled" in field:
        return [f"{where}: nothing in a modal can be disabled"]
    if kind == 4:
        return input_faults(field)
    if kind not in IN_LABEL:
        return [f"{where} is not a field"]
    faults = length_fault(f"{where}: custom_id", field.get("custom_id"), 1, 100)
    if kind == 3:
        faults += select_faults(field)
    elif kind in {21, 22}:
        faults += select_faults(field, most_options=10)
    if kind == 21:
        faults += count_fault(f"{where}: options", len(field.get("options") or []), 2, 10)
    if field.get("required", True) and field.get("min_values") == 0:
        faults.append(f"{where}: a required field wants at least one value")
    return faults


def input_faults(field: JSON) -> list[str]:
    """Check a text input."""
    where, least, most = name_of(field), field.get("min_length") or 0, field.get("max_length") or 4000
    faults = length_fault(f"{where}: custom_id", field.get("custom_id"), 1, 100)
    faults += [] if field.get("style") in {1, 2} else [f"{where}: style is 1 or 2"]
    faults += length_fault(f"{where}: placeholder", field.get("placeholder") or "", 0, 100)
    faults += length_fault(f"{where}: value", field.get("value") or "", 0, most)
    return faults + count_fault(f"{where}: max_length", most, 1, 4000) + count_fault(f"{where}: min", least, 0, most)


def suggestion_faults(choices: list[JSON]) -> list[str]:
    """Check what autocomplete offers."""
    faults = count_fault("choices", len(choices), 0, 25)
    faults += repeated("choice name", [choice.get("name") for choice in choices])
    for choice in choices:
        faults += length_fault("choice name", choice.get("name"), 1, 100)
        if isinstance(choice.get("value"), str):
            faults += length_fault("choice value", choice["value"], 1, 100)
    return faults
