"""A second opinion on every body: Discord's published OpenAPI document, when it is at hand."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.peers.discord_model import JSON


def published_schema() -> "DiscordSchema | None":
    """Open the document in the folder that COHORT_SPECS names."""
    folder = os.environ.get("COHORT_SPECS")
    path = Path(folder, "discord-openapi.json") if folder else None
    return _read(path) if path is not None and path.exists() else None


@cache
def _read(path: Path) -> "DiscordSchema":
    return DiscordSchema(json.loads(path.read_text(encoding="utf-8")))


class DiscordSchema:
    """Validators for the bodies of all routes, built when first needed."""

    def __init__(self, document: JSON) -> None:
        self._components = _relaxed(document["components"])
        self._paths: dict[tuple[str, str], Any] = {}
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                body = operation.get("requestBody", {}) if isinstance(operation, dict) else {}
                schema = body.get("content", {}).get("application/json", {}).get("schema")
                if schema is not None:
                    self._paths[method.upper(), path] = _relaxed(schema)
        self._validators: dict[tuple[str, str], Any] = {}

    def faults(self, method: str, route: str, body: JSON | list[Any]) -> list[str]:
        """Say what the document has against a body."""
        where = (method, route)
        if where not in self._paths:
            return []
        if where not in self._validators:
            self._validators[where] = jsonschema_rs.validator_for(
                {"components": self._components, **self._paths[where]}
            )
        return [_short(error) for error in self._validators[where].iter_errors(body)]


def _short(error: Any) -> str:
    deepest = error
    for candidate in _within(error):
        if len(list(candidate.instance_path)) > len(list(deepest.instance_path)):
            deepest = candidate
    place = "/".join(str(step) for step in deepest.instance_path)
    return f"published schema: {place or 'body'}: {str(deepest.message)[:200]}"


def _within(error: Any) -> Iterator[Any]:
    for branch in getattr(error.kind, "context", None) or []:
        for inner in branch:
            yield inner
            yield from _within(inner)


def _relaxed(schema: Any) -> Any:
    """Allow what the document forbids and Discord takes: snowflakes as numbers, permissions as text."""
    if isinstance(schema, list):
        return [_relaxed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    relaxed = {name: _relaxed(part) for name, part in schema.items()}
    if "SnowflakeType" in relaxed:
        relaxed["SnowflakeType"] = {"anyOf": [relaxed["SnowflakeType"], {"type": "integer"}]}
    if "default_member_permissions" in relaxed and isinstance(relaxed["default_member_permissions"], dict):
        either = [relaxed["default_member_permissions"], {"type": "string", "pattern": "^[0-9]+$"}]
        relaxed["default_member_permissions"] = {"anyOf": either}
    return relaxed
