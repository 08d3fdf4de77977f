"""The strict peer on files: each is named, small enough and shown, and each reference leads to one."""

from __future__ import annotations

import pytest

from tests.peers.discord_files import LARGEST, PNG, file_faults
from tests.peers.discord_model import JSON, Call, File

NAMED = {"id": 0, "filename": "a.png", "description": "a picture"}


def body(url: str = "attachment://a.png", **more: object) -> JSON:
    picture = {"type": 12, "items": [{"media": {"url": url}, "description": "a picture"}]}
    return {"components": [{"type": 17, "components": [picture]}], "attachments": [NAMED], **more}


def call(*contents: bytes, name: str = "a.png") -> Call:
    files = {str(number): File(name, content) for number, content in enumerate(contents)}
    return Call("POST", "/", "/", {}, {}, 0, files)


def test_a_file_that_is_named_and_shown_is_right() -> None:
    assert file_faults(body(), call(PNG)) == []


def test_an_edit_may_show_what_is_there_already() -> None:
    shown = {"components": body()["components"]}
    assert file_faults(shown, call(), {"attachments": [NAMED]}) == []
    assert file_faults(shown, call(), {}) == ["components: 'a.png' names no attachment"]


def enclosed(url: str) -> JSON:
    """A message with a file to save."""
    named = {"id": 0, "filename": "a.csv"}
    return {"components": [{"type": 17, "components": [{"type": 13, "file": {"url": url}}]}], "attachments": [named]}


def test_a_file_to_save_is_shown_by_reference_alone() -> None:
    assert file_faults(enclosed("attachment://a.csv"), call(b"1,2", name="a.csv")) == []
    wrong = file_faults(enclosed("https://example.com/a.csv"), call(b"1,2", name="a.csv"))
    assert "file: 'https://example.com/a.csv' names no attachment: a file is shown by reference alone" in wrong


@pytest.mark.parametrize(
    ("sent", "with_files", "fault"),
    [
        (body(attachments=[]), call(PNG), "files[0]: no attachment has this id"),
        (body(), call(PNG, name="b.png"), "files[0]: 'b.png' is called 'a.png' among the attachments"),
        (body(), call(b""), "files[0]: 0 bytes, allowed are 1 to 10485760"),
        (body(), call(PNG + bytes(LARGEST)), "files[0]: 10485768 bytes, allowed are 1 to 10485760"),
        (body(), call(b"<svg>"), "files[0]: 'a.png' is no PNG"),
        (body(), call(), "attachments: '0' names no file"),
        (body("attachment://b.png"), call(PNG), "components: 'b.png' names no attachment"),
        (body("file://a.png"), call(PNG), "media gallery: 'file://a.png' is no address"),
        ({"attachments": [NAMED]}, call(PNG), "house rule: 'a.png' is sent and not shown"),
    ],
)
def test_what_is_wrong_is_named(sent: JSON, with_files: Call, fault: str) -> None:
    assert fault in file_faults(sent, with_files)


def test_a_form_without_its_json_is_wrong() -> None:
    broken = Call("POST", "/", "/", {}, {}, 0, {}, ["form: payload_json is missing"])
    assert file_faults({}, broken) == ["form: payload_json is missing"]
