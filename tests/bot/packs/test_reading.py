"""Reading a pack: values out of text, and every fault at once, in words that say what to do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.item_types.choice import Choice
from bot.item_types.matching import Matching
from bot.item_types.ordering import Ordering
from bot.packs.faults import Path, Sheet, Tree
from bot.packs.reading import RawPack, read_pack
from tests.bot.packs.specimens import (
    STEM,
    Mapping,
    case,
    choice,
    head,
    matching,
    option,
    ordering,
    read,
    response,
    script,
)

ID_WORDS = "the pack's own prefix, d and the domain's number, and 3 to 5 digits"


def told(*items: Mapping, cases: tuple[Mapping, ...] = (), pack: Mapping | None = None) -> list[str]:
    """The faults of reading, without their place."""
    return [f"[{fault.code}] {fault.message}" for fault in read(*items, cases=cases, pack=pack).faults]


def test_text_becomes_values() -> None:
    pack = read(choice(), response(), ordering(), matching()).pack

    assert pack
    one, two, three, four = pack.items
    assert (one.type, one.difficulty, one.expected_p, one.recheck_by) == ("multiple_choice", 3, 0.6, date(2027, 11, 22))
    assert isinstance(one.problem, Choice)
    assert one.problem.key == {"B"}
    assert isinstance(two.problem, Choice)
    assert two.problem.key == {"A", "D"}
    assert two.problem.select == 2
    assert isinstance(three.problem, Ordering)
    assert three.problem.key == ("B", "A", "C")
    assert isinstance(four.problem, Matching)
    assert (len(four.problem.prompts), four.problem.reuse) == (3, False)


def test_the_exam_comes_from_the_pack() -> None:
    exam = read(choice()).pack.exam  # type: ignore[union-attr]

    assert (exam.questions, exam.scale, exam.passing) == (65, (100, 1000), 720)
    assert [timer.minutes for timer in exam.timers] == [170, 130]
    assert exam.lifecycle == "Held until the last day."


def test_questions_of_a_case_share_its_scenario() -> None:
    pack = read(cases=(case(choice("0001"), choice("0002")),)).pack

    assert pack
    assert [item.type for item in pack.items] == ["case_study", "case_study"]
    assert {item.case.id for item in pack.items if item.case} == {"demo-case-001"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stem": []}, "[shape] `stem` shall be a text, not a list"),
        ({"skills": "1.1.01"}, "[shape] `skills` shall be a list, not a text"),
        ({"author": "ada"}, "[shape] `author` shall be a mapping of fields, not a text"),
        ({"stem": ""}, "[shape] `stem` is empty or too short"),
        ({"stem": "x" * 2401}, "[shape] `stem` has 2401 characters; at most 2400 are allowed"),
        ({"takaway": "x"}, "[shape] `takaway` is not a field here; did you mean `takeaway`?"),
        (
            {"status": "ready"},
            "[shape] `status` is 'ready'; it may be 'draft', 'in_review', 'pilot', 'live', 'quarantined' or 'retired'",
        ),
        (
            {"type": "essay"},
            "[shape] `type` is 'essay'; it may be 'multiple_choice', 'multiple_response', 'ordering', 'matching'",
        ),
        (
            {"id": "Q1"},
            f"[shape] `id` is 'Q1'; write it like bba-d1-0101: {ID_WORDS}",
        ),
        ({"version": "1.0"}, "[shape] `version`: shall be a whole number such as 3"),
        ({"version": "1_000"}, "[shape] `version`: shall be a whole number such as 3"),
        ({"difficulty": "6"}, "[shape] `difficulty`: Input should be less than or equal to 5"),
        ({"expected_p": "60%"}, "[shape] `expected_p`: shall be a number from 0 to 1 such as 0.60"),
        ({"expected_p": "1.2"}, "[shape] `expected_p`: Input should be less than or equal to 1"),
        ({"skills": [str(n) for n in range(7)]}, "[shape] `skills` has 7 entries; at most 6 are allowed"),
        ({"stem": "hello \u202eworld"}, "[shape] `stem`: holds the invisible character U+202E"),
        ({"stem": "hello \x07world"}, "[shape] `stem`: holds the invisible character U+0007"),
        ({"task": "1.9"}, "[unknown-task] demo-d1-0001: the outline has no task 1.9"),
        ({"task": "2.1"}, "[unknown-task] demo-d1-0001: domain 1 has no task 2.1"),
        ({"domain": "7"}, "[unknown-domain] demo-d1-0001: the outline has no domain 7"),
        ({"skills": ["1.1.99"]}, "[unknown-skill] demo-d1-0001: the outline has no skill 1.1.99"),
    ],
)
def test_each_fault_says_what_is_wrong(changes: Mapping, message: str) -> None:
    assert told(choice() | changes) == [message]


@pytest.mark.parametrize(
    ("value", "message"),
    [("22.11.2027", "a day"), ("2027-02-30", "a day"), ("soon", "a day"), ("", "a day")],
)
def test_a_day_is_a_day(value: str, message: str) -> None:
    late: Mapping = {"level": "low", "facts": [], "recheck_by": value}

    assert told(choice(volatility=late)) == [f"[shape] `recheck_by`: shall be {message} such as 2027-11-22"]


@pytest.mark.parametrize("value", ["yes", "True", "1", "no", ""])
def test_true_and_false_are_spelt_out(value: str) -> None:
    wrong = option("A", "One.") | {"correct": value}

    assert "[shape] `correct`: shall be true or false" in told(
        choice(options=[wrong, option("B", "Two.", correct=True)])
    )


def test_a_missing_field_is_named() -> None:
    item = choice()
    del item["stem"], item["volatility"]

    assert told(item) == ["[shape] `stem` is missing", "[shape] `volatility` is missing"]
    assert told({"id": "demo-d1-0001"}) == ["[shape] `type` is missing"]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (choice(options=[option("A", "One.", correct=True), option("B", "Two.", correct=True)]), "the key has 2"),
        (choice(options=[option("A", "One."), option("B", "Two.")]), "the key has 0"),
        (response(select="3"), "3 to select, but the key has 2"),
        (choice(options=[option("A", "One.", correct=True), option("A", "Two.")]), "two options have the same id"),
        (ordering(order=["A", "B", "Z"]), "names a response twice, or one that is not offered"),
        (ordering(order=["A", "B", "A"]), "names a response twice, or one that is not offered"),
        (
            matching(prompts=[{"id": n, "text": n, "answer": a, "why": "x"} for n, a in ("1Z", "2A")]),
            "a prompt's answer is not among the options",
        ),
        (
            matching(prompts=[{"id": n, "text": n, "answer": a, "why": "x"} for n, a in ("1A", "2A")]),
            "two prompts share an option, but reuse is false",
        ),
        (
            matching(prompts=[{"id": n, "text": n, "answer": a, "why": "x"} for n, a in ("1A", "1B")]),
            "two prompts have the same id",
        ),
    ],
)
def test_a_key_that_cannot_be_marked_is_refused(item: Mapping, message: str) -> None:
    (fault,) = told(item)

    assert fault.startswith("[key]")
    assert message in fault


def test_every_fault_is_told_and_the_pack_is_not_half_made() -> None:
    reading = read(choice("0001"), choice("0002", version="x"), choice("0003", task="9.9"), cases=(case(choice("1")),))

    assert {fault.code for fault in reading.faults} == {"shape", "unknown-task"}
    assert len(reading.faults) == 3
    assert reading.pack is None


def test_an_id_is_used_once() -> None:
    assert told(choice(), choice()) == ["[duplicate-id] demo-d1-0001: this id is already used at demo/items/1.1.yaml:1"]
    assert told(cases=(case(choice("0001")), case(choice("0002")))) == [
        "[duplicate-id] case demo-case-001 is already in demo/cases/0.yaml"
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": "other"}, "folder"),
        ({"title": ""}, "shape"),
        ({"domains": []}, "shape"),
        ({"exam": head()["exam"] | {"passing": "50"}}, "scale"),  # type: ignore[operator]
        ({"exam": head()["exam"] | {"scoring": "per domain"}}, "shape"),  # type: ignore[operator]
        ({"bank": "x"}, "shape"),
    ],
)
def test_a_broken_head_is_told(changes: Mapping, code: str) -> None:
    reading = read(choice(), pack=head() | changes)

    assert [fault.code for fault in reading.faults] == [code]
    assert reading.pack is None


def test_the_shares_of_the_domains_add_up() -> None:
    pack = head()
    pack["domains"][0]["share"] = "59"  # type: ignore[index,call-overload]

    assert told(choice(), pack=pack) == ["[shares] the shares of the domains add up to 99, not 100 percent"]


def test_parts_of_the_outline_have_names_of_their_own() -> None:
    pack = head()
    pack["domains"][1]["tasks"][0]["skills"][1]["id"] = "2.1.01"  # type: ignore[index,call-overload]

    assert told(choice(), pack=pack) == ["[duplicate-id] two parts of the outline are called 2.1.01"]


@pytest.mark.parametrize("tree", ["text", {"id": "x"}])
def test_an_items_file_is_a_list(tree: Tree) -> None:
    reading = read_pack(RawPack("demo", Sheet("demo/pack.yaml", head()), (Sheet("items.yaml", tree),)))

    assert "holds a list" in reading.faults[0].message


@pytest.mark.parametrize("tree", ["text", [], case() | {"questions": "x"}, case()])
def test_a_case_file_is_a_scenario_with_questions(tree: Tree) -> None:
    reading = read_pack(RawPack("demo", Sheet("demo/pack.yaml", head()), (), (Sheet("case.yaml", tree),)))

    assert [fault.code for fault in reading.faults] == ["shape"]


def test_a_case_without_a_title_is_told_once() -> None:
    tree = case(choice())
    del tree["title"]

    assert told(cases=(tree,)) == ["[shape] `title` is missing"]


def test_a_fault_has_the_line_of_the_nearest_part() -> None:
    lines: dict[Path, int] = {(): 1, (0,): 3, (0, "options"): 9, (0, "options", 1): 13}
    sheet = Sheet("a.yaml", [], lines)

    assert sheet.line((0, "multiple_choice", "options", 1, "why")) == 13
    assert sheet.line((0, "stem")) == 3
    assert sheet.line((7,)) == 1


@given(
    st.recursive(
        st.text(max_size=8),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    )
)
def test_whatever_a_file_holds_is_answered_with_faults_and_never_with_a_crash(tree: Tree) -> None:
    sheet = Sheet("any.yaml", tree)

    assert read_pack(RawPack("any", sheet, (sheet,), (sheet,))).pack is None


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=200))
def test_the_text_of_an_option_arrives_as_it_was_written(text: str) -> None:
    options: list[Tree] = [option("A", text, correct=True), option("B", "Two.")]

    assert script(choice(stem=STEM, options=options)).offered[0].text == text


def test_an_item_says_which_versions_it_corrects() -> None:
    said = [choice(), choice(version="2", corrects="1"), choice(version="4", corrects=["1", "3"])]

    assert [script(one).item.corrects for one in said] == [(), (1,), (1, 3)]


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ("2", "version 2 cannot correct version 2; name earlier ones only"),
        (["1", "3"], "version 2 cannot correct version 3; name earlier ones only"),
        (["1", "1"], "version 1 is named twice"),
        ("0", "greater than or equal to 1"),
        ("all", "shall be a whole number such as 3"),
        ([], "`corrects` is empty or too short"),
        ({"version": "1"}, "`corrects` shall be a list, not a mapping"),
    ],
)
def test_nonsense_in_what_an_item_corrects_is_refused(given: Tree, about: str) -> None:
    reading = read(choice(version="2", corrects=given))

    assert reading.pack is None
    (fault,) = reading.faults
    assert about in fault.message
