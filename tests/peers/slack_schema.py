"""A second opinion on every body: the published schema of Block Kit, when COHORT_SPECS names its folder."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.peers.slack_limits import Body

FILE = "slack-blockkit.schema.json"
OPTION_VALUE = 150  # the types say 75, the SDK and the reference say 150


def _relaxed(schema: Body) -> Body:
    for name in ("MrkdwnOption", "PlainTextOption"):
        schema["definitions"][name]["properties"]["value"]["maxLength"] = OPTION_VALUE
    return schema


@cache
def _validator(folder: str, name: str) -> jsonschema_rs.Draft7Validator:
    schema = _relaxed(json.loads((Path(folder) / FILE).read_text()))
    return jsonschema_rs.Draft7Validator({"definitions": schema["definitions"], "$ref": f"#/definitions/{name}"})


def schema_rules(name: str, value: Any, at: str) -> Iterator[str]:
    """Name what the published schema finds wrong; nothing when it is not at hand."""
    folder = os.environ.get("COHORT_SPECS", "")
    if not folder:
        return
    for error in _validator(folder, name).iter_errors(value):
        path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
        yield f"{at}{path}: schema: {error.message[:200]}"
        return
