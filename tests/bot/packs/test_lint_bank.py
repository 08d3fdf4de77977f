"""Lints over many items: cases, key letters and lengths, likeness, quotas and the mix."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.packs.faults import Tree
from bot.packs.lint_likeness import near_duplicates, shared_runs, shared_trigrams
from tests.bot.packs.specimens import STEM, Mapping, case, choice, codes, head, lint, option, ordering, read

SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")


def invented(number: int, count: int) -> str:
    """So many words that no other number has."""
    return " ".join(
        "".join(SYLLABLES[int(digit)] for digit in f"{number:02d}{place:02d}{(number * 7 + place * 3) % 100:02d}")
        for place in range(count)
    )


def distinct(number: int, *, key: str = "B", longest: bool = False, **changes: Tree) -> Mapping:
    """An item that shares no words with the others."""
    told = invented(number, 50).split()
    stem = " ".join(told[:38]).capitalize() + "?"
    options: list[Tree] = [
        option(name, " ".join(told[38 + place * 3 : 41 + place * 3]), correct=name == key)
        for place, name in enumerate("ABCD")
    ]
    for entry in options:
        if isinstance(entry, dict) and longest and entry["id"] == key:
            entry["text"] = f"{entry['text']} ab"
    return choice(f"{number:04d}", stem=stem, options=options) | changes


def bank(*items: Mapping) -> set[str]:
    """The codes of what the lints say about pack.yaml as a whole, but for the mix."""
    return {fault.code for fault in lint(*items) if fault.file == "demo/pack.yaml"} - {"mix", "skill-quota"}


def test_key_letters_are_balanced_once_there_are_sixty_items() -> None:
    even = [distinct(n, key="ABCD"[n % 4]) for n in range(64)]
    leaning = [distinct(n, key="ABCD"[n % 4] if n < 44 else "A") for n in range(64)]

    assert bank(*even) == set()
    assert bank(*leaning) == {"key-letters"}


def test_fewer_items_are_judged_by_chance() -> None:
    leaning = [distinct(n, key="B" if n < 16 else "ABCD"[n % 4]) for n in range(24)]

    assert bank(*leaning) == {"key-letters"}
    assert bank(*leaning[:12]) == set()


def test_the_key_is_not_the_longest_option_too_often() -> None:
    items = [distinct(n, key="ABCD"[n % 4], longest=n < 24) for n in range(40)]

    assert bank(*items) == {"key-lengths"}
    assert bank(*(distinct(n, key="ABCD"[n % 4], longest=n < 8) for n in range(40))) == set()


def test_letters_are_balanced_by_the_hundred() -> None:
    half = ["A"] * 35 + ["B"] * 22 + ["C"] * 22 + ["D"] * 21
    other = ["A"] * 15 + ["B"] * 28 + ["C"] * 28 + ["D"] * 29

    leaning = bank(*(distinct(n, key=key) for n, key in enumerate((*half, *other))))
    even = bank(*(distinct(n, key="ABCD"[n % 4]) for n in range(200)))
    assert (leaning - even, even - leaning) == ({"key-letters"}, set())


def in_domain(number: int, key: str, *, longest: bool = False) -> Mapping:
    """An item of domain 1, or of domain 2 from number 30 on."""
    if number < 30:
        return distinct(number, key=key, longest=longest)
    return distinct(
        number, key=key, longest=longest, id=f"demo-d2-{number:04d}", domain="2", task="2.1", skills=["2.1.01"]
    )


def test_each_domain_is_balanced_for_itself() -> None:
    letters = [in_domain(n, "AB"[n % 2] if n < 30 else "CD"[n % 2]) for n in range(60)]
    told = [fault.message for fault in lint(*letters) if fault.code == "key-letters"]
    assert [message.partition(" are ")[0] for message in told] == [
        "key letters of 30 items of domain 1",
        "key letters of 30 items of domain 2",
    ]
    lengths = [in_domain(n, "ABCD"[n % 4], longest=n < 14) for n in range(60)]
    assert [fault.message for fault in lint(*lengths) if fault.code == "key-lengths"] == [
        "the key is the longest option in 14 of 30 items of domain 1; at most 30 %"
    ]


def test_no_item_has_words_from_a_text_beside_the_pack() -> None:
    told, asked = invented(7, 8), STEM.rpartition(". ")[2]
    item = distinct(3, stem=f"{told.capitalize()} {invented(8, 30)}. {asked}")
    texts = {"docs/a.md": f"# A page\n\n{told.upper()},\nand more. {asked}", "docs/b.md": told.rpartition(" ")[0]}
    found = [fault for fault in lint(item, beside=texts) if fault.code == "foreign-words"]
    assert [fault.message for fault in found] == [f"demo-d1-0003: shares eight words in a row with docs/a.md: '{told}'"]
    waived = item | {"waivers": [{"lint": "foreign-words", "reason": "A name of eight words."}]}
    assert not [fault for fault in lint(waived, beside=texts) if fault.code in {"foreign-words", "waiver"}]


def test_few_stems_are_negative() -> None:
    asked = invented(99, 36).capitalize() + ". Which of these does not fit?"
    items = [distinct(n, key="ABCD"[n % 4]) for n in range(22)]
    negative = [distinct(n, key="ABCD"[n % 4], stem=f"{n} {asked}") for n in range(22, 25)]

    assert bank(*items) == set()
    assert "negative-bank" in bank(*items, *negative)


def test_the_mix_of_types_levels_and_thinking_follows_the_plan() -> None:
    items = [distinct(n, key="ABCD"[n % 4], cognitive="recall") for n in range(60)]
    told = [fault.message for fault in lint(*items) if fault.code == "mix"]

    assert any("type ordering makes 0 %" in message for message in told)
    assert any("level 3 makes 100 %" in message for message in told)
    assert any("ask for recall" in message for message in told)
    assert any("ask to apply or more" in message for message in told)
    assert not [fault for fault in lint(*items[:59]) if fault.code == "mix"]


def test_quotas_count_once_the_bank_has_some_size() -> None:
    crowded = [distinct(n, key="ABCD"[n % 4]) for n in range(8)]

    assert "skill 1.1.01 has 8 items of 2" in str([str(fault) for fault in lint(*crowded)])
    assert not [fault for fault in lint(*crowded[:7]) if fault.code == "skill-quota"]


def test_a_quota_may_be_passed_for_a_reason() -> None:
    crowded = [distinct(n, key="ABCD"[n % 4]) for n in range(8)]
    told = [fault for fault in lint(*crowded) if fault.code == "skill-quota"]
    waived = [item | {"waivers": [{"lint": "skill-quota", "reason": "It is asked often."}]} for item in crowded[2:]]
    assert len(told) == 6
    assert not [fault for fault in lint(*crowded[:2], *waived) if fault.code in {"skill-quota", "waiver"}]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("bank", "min_items"), "the domains"),
        (("bank", "difficulty", "1"), "the levels"),
        (("bank", "item_types", "matching"), "the item types"),
        (("domains", 1, "min_items"), "domain 2"),
        (("domains", 0, "item_types", "matching"), "types of domain 1"),
        (("domains", 0, "tasks", 1, "min_items"), "task 1.2"),
    ],
)
def test_the_plan_adds_up(path: tuple[str | int, ...], told: str) -> None:
    pack = head()
    part: Tree = pack
    for step in path[:-1]:
        part = part[step]  # type: ignore[index]
    part[path[-1]] = "9"  # type: ignore[index]

    assert any(fault.code == "plan" and told in fault.message for fault in lint(choice(), pack=pack))
    assert not [fault for fault in lint(choice()) if fault.code == "plan"]


def test_copies_are_refused_and_near_copies_are_told() -> None:
    words = STEM.split()
    near = (
        " ".join("other" if place % 6 == 1 else word for place, word in enumerate(words[:-12]))
        + " "
        + " ".join(words[-12:])
    )
    scripts = read(choice("0001"), choice("0002"), choice("0003", stem=near), distinct(50)).manuscripts
    found = {(script.item.id, fault.level) for script, fault in near_duplicates(scripts)}

    assert ("demo-d1-0002", "error") in found
    assert ("demo-d1-0003", "warning") in found
    assert not [name for name, _ in found if name == "demo-d1-0050"]


def test_most_trigrams_of_an_item_are_its_own() -> None:
    scripts = read(choice("0001"), choice("0002"), distinct(50)).manuscripts

    assert [script.item.id for script, _ in shared_trigrams(scripts)] == ["demo-d1-0002"]


def test_eight_words_in_a_row_belong_to_one_item() -> None:
    run = invented(77, 8)
    one = distinct(1, stem=f"{invented(1, 30)} {run}. Which fits?")
    other = distinct(2, stem=f"{run} {invented(2, 30)}. Which fits?")
    asked = [
        distinct(n, stem=f"{invented(n, 36)}. Which of these setups meets the need of this team best?") for n in (3, 4)
    ]
    stock = [distinct(n, stem=f"{run} {invented(n, 30)}. Which fits?") for n in (5, 6, 7)]

    assert [script.item.id for script, _ in shared_runs(read(one, other).manuscripts)] == ["demo-d1-0002"]
    assert not list(shared_runs(read(*asked).manuscripts)), "questions are alike by design"
    assert not list(shared_runs(read(*stock).manuscripts)), "what three items share is a stock phrase"


def question(number: int, **changes: Tree) -> Mapping:
    """A question of a case."""
    return distinct(number) | changes


def in_other_task(number: int) -> Mapping:
    """A question of the other domain."""
    return question(number, id=f"demo-d2-{number:04d}", domain="2", task="2.1", skills=["2.1.01"])


def test_a_case_has_its_length_its_questions_and_its_tasks() -> None:
    whole = (question(1), question(2), in_other_task(3))

    assert codes(cases=(case(*whole),)) == set()
    assert codes(cases=(case(*whole, scenario="Too short."),)) == {"error scenario-length"}
    assert codes(cases=(case(*whole, scenario="word " * 181),)) == {"error scenario-length"}
    assert codes(cases=(case(*whole[1:]),)) == {"error case-questions"}
    assert codes(cases=(case(*map(question, range(5)), in_other_task(6)),)) == {"error case-questions"}
    assert codes(cases=(case(*map(question, range(3))),)) == {"error case-tasks"}


def test_a_case_asks_choices() -> None:
    found = codes(cases=(case(question(1), in_other_task(2), ordering()),))

    assert found == {"warning case-type"}


def test_no_question_of_a_case_gives_another_away() -> None:
    first = question(1)
    key = next(o["text"] for o in first["options"] if isinstance(o, dict) and o["id"] == "B")
    tells = question(2, stem=f"{invented(2, 36)} {key}?")

    assert codes(cases=(case(first, tells, in_other_task(3)),)) == {"warning case-reveals"}


def test_shares_are_exact() -> None:
    pack = read(choice()).pack

    assert pack
    assert pack.blueprint.shares == {"1": Fraction(3, 5), "2": Fraction(2, 5)}
    assert pack.blueprint.types["multiple_choice"] == Fraction(1, 2)
