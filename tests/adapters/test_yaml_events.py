"""The strict reader of pack files: text stays text, lines are kept, and everything clever is refused."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adapters.shelf.yaml_events import MAX_NODES, read_yaml
from bot.packs.faults import Tree


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (b"- id: [1\n- x: 2\n", 2, "did not find expected ',' or ']'"),
        (b"- id: a\n  id: b\n", 2, "`id` is given twice; it stands on line 1 already"),
        (b"- id: a\n\n- stem: &a x\n", 3, "anchors (&name) are not used in packs"),
        (b"- id: a\n  stem: *a\n", 2, "aliases (*name) are not used in packs"),
        (b"- id: !!int 3\n", 1, "tags (tag:yaml.org,2002:int) are not used in packs"),
        (b"- !!python/object/apply:os.system ['true']\n", 1, "tags (tag:yaml.org,2002:python"),
        (b"- id: !secret x\n", 1, "tags (!secret) are not used in packs"),
        (b"- ! x\n", 1, "tags (!) are not used in packs"),
        (b"a: 1\n---\nb: 2\n", 2, "a second document begins here"),
        (b"- x:\n    " + b"[" * 40 + b"]" * 40, 2, "nested more than 12 levels deep"),
        (b"? [a]\n: b\n", 1, "the name of a field shall be a text"),
        (b"", 1, "the file is empty"),
        (b"# only a remark\n", 1, "the file is empty"),
        (b"- a\n- \x01\n", 2, "the character U+0001 may not stand in YAML"),
        (b"- a\n- b\n- caf\xe9\n", 3, "the file is not UTF-8"),
        ("- a".encode("utf-16"), 1, "looks like UTF-16"),
        (b"- " * 50 + b"x", 1, "nested more than 12 levels deep"),
    ],
)
def test_a_file_that_is_no_pack_file_is_told_with_its_line(text: bytes, line: int, message: str) -> None:
    sheet, faults = read_yaml(text, "demo/items/1.1.yaml")

    assert sheet is None
    assert (faults[0].line, faults[0].level) == (line, "error")
    assert message in faults[0].message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- id: a\n  takeaway: Remember: knead twice\n", 2, "put a text that holds a colon and a space in quotes"),
        ("- id: a\n   stem: b\n", 2, "look at how far this line and the one above are indented"),
        ("- text: @home\n", 1, "begins with a sign such as @, % or ` in quotes"),
        ('- text: "Twice" is enough\n', 1, "begins with a quote mark, [ or { in quotes as a whole"),
        ("- stem: The tin #5\n    is full\n  id: a\n", 2, "and one that holds a # as well"),
        ("- {id: A, text: a: b}\n", 1, "where it stands in braces or brackets"),
    ],
)
def test_what_yaml_refuses_is_told_with_the_next_step(text: str, line: int, words: str) -> None:
    _, faults = read_yaml(text.encode(), "f.yaml")

    assert [fault.line for fault in faults if fault.level == "error" and words in fault.message] == [line]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("takeaway: For tin #5, wholemeal", "For tin"),
        ("takeaway: Tin #5", "Tin"),
        ("takeaway: For tin # 5", "For tin"),
        ("takeaway: Für größere 😀 Laibe #5", "Für größere 😀 Laibe"),
        ("takeaway: a text\n    over lines #5", "a text over lines"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_that_a_sign_cut_off_is_warned_of(line: str, kept: str, end: str) -> None:
    sheet, faults = read_yaml(f"- id: a\n  {line}\n  stem: b\n".replace("\n", end).encode(), "f.yaml")

    assert sheet
    assert sheet.tree == [{"id": "a", "takeaway": kept, "stem": "b"}]
    (fault,) = faults
    assert (fault.line, fault.level, fault.code) == (2 + line.count("\n"), "warning", "comment")
    assert fault.message.startswith(f"the text ends before '#{line.partition('#')[2]}': put it in quotes")


@pytest.mark.parametrize(
    "line",
    [
        "id: a            # <prefix>-d<domain>-<number>",
        "difficulty: 3 # easy to 5",
        "takeaway: two words  # and a remark",
        "takeaway: 'tin #5'",
        'takeaway: "tin #5" # in quotes',
        "takeaway: >-\n    tin #5\n    and so on",
        "takeaway: C# and F#",
        "skills: [a, b] # where they lead",
        "skills: # some\n    - a",
        "id: a\n # alone",
    ],
)
def test_a_comment_is_no_text_cut_off(line: str) -> None:
    sheet, faults = read_yaml(f"- {line}\n".encode(), "f.yaml")

    assert sheet
    assert faults == ()


def test_an_alias_bomb_is_refused_before_it_is_built() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"

    sheet, faults = read_yaml(bomb.encode(), "bomb.yaml")

    assert sheet is None
    assert len(faults) == 9 + 8 * 9
    assert {fault.line for fault in faults} == set(range(1, 10))


def test_every_fault_of_a_file_is_told_at_once() -> None:
    _, faults = read_yaml(b"- id: &x a\n  id: b\n- stem: !!str c\n", "f.yaml")

    assert [(fault.line, fault.message.split()[0]) for fault in faults] == [(1, "anchors"), (2, "`id`"), (3, "tags")]


def test_a_file_with_very_many_values_is_refused() -> None:
    _, faults = read_yaml(b"[" + b"a," * 100_001 + b"]", "many.yaml")

    assert "more than 100,000 values" in faults[0].message


def test_plain_words_stay_text() -> None:
    text = (
        b"- task: 1.10\n  answer: no\n  at: 10:30\n  many: 1_000\n  day: 2027-11-22\n  none: ~\n  empty:\n  merge: <<\n"
    )
    sheet, faults = read_yaml(text, "f.yaml")

    assert faults == ()
    assert sheet
    assert sheet.tree == [
        {
            "task": "1.10",
            "answer": "no",
            "at": "10:30",
            "many": "1_000",
            "day": "2027-11-22",
            "none": "~",
            "empty": "",
            "merge": "<<",
        }
    ]


def test_a_byte_order_mark_does_no_harm() -> None:
    sheet, _ = read_yaml(b"\xef\xbb\xbf- a\n", "f.yaml")

    assert sheet
    assert sheet.tree == ["a"]


def test_every_part_remembers_its_line() -> None:
    sheet, _ = read_yaml(b"# remark\n- id: a\n  options:\n    - {id: A}\n\n    - {id: B,\n       text: c}\n", "f.yaml")

    assert sheet
    assert sheet.line((0, "options")) == 3
    assert sheet.line((0, "options", 1)) == 6
    assert sheet.line((0, "options", 1, "text")) == 7


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_any_text_survives_in_quotes(text: str) -> None:
    sheet, faults = read_yaml(yaml.safe_dump([text], default_style='"').encode(), "f.yaml")

    assert faults == ()
    assert sheet
    assert sheet.tree == [text]


@given(
    st.recursive(
        texts, lambda part: st.lists(part, max_size=3) | st.dictionaries(texts, part, max_size=3), max_leaves=8
    )
)
def test_any_tree_of_texts_survives(tree: Tree) -> None:
    sheet, _ = read_yaml(yaml.safe_dump(tree, default_style='"', sort_keys=False).encode(), "f.yaml")

    assert sheet
    assert sheet.tree == tree


@given(st.binary(max_size=200) | st.text(alphabet="-:[]{}&*!|>'\"%@`#,? \n\tab0").map(str.encode))
def test_whatever_the_bytes_they_are_answered_with_a_sheet_or_with_faults(content: bytes) -> None:
    sheet, faults = read_yaml(content, "f.yaml")

    assert (sheet is None) == any(fault.level == "error" for fault in faults)
    assert all(1 <= fault.line <= content.count(b"\n") + content.count(b"\r") + 3 for fault in faults)


@given(st.dictionaries(texts, st.lists(st.dictionaries(texts, texts, max_size=3), max_size=3), max_size=3))
def test_a_quick_reading_finds_what_a_careful_one_finds(tree: dict[str, Tree]) -> None:
    content = yaml.safe_dump(tree, default_style='"').encode()
    many_signs = b"# " + b"," * MAX_NODES + b"\n"  # which may be many values, so it is read with care

    assert read_yaml(content, "f.yaml") == read_yaml(content + many_signs, "f.yaml")
