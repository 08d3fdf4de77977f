"""The schema for editors: the shapes of pack files as JSON Schema, so that an editor can complete and check them."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from bot.packs.item_shapes import CaseShape, ItemShape
from bot.packs.schema import PackShape

_ABOUT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$comment": "Made by `cohort packs schema` from bot/packs/. Change the shapes there, not this file.",
    "title": "A pack.yaml, a case file, or an items file of Cohort",
}


def editor_schema() -> str:
    """The text of content/schema.json."""
    shapes = TypeAdapter[object](PackShape | CaseShape | list[ItemShape]).json_schema()
    return json.dumps(_ABOUT | shapes, indent=2, ensure_ascii=False) + "\n"
