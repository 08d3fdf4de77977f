"""Coverage: every number of the tables, on a bank small enough to count by hand."""

from __future__ import annotations

from bot.packs.coverage import Table, coverage
from bot.packs.coverage_page import coverage_page
from bot.packs.faults import Tree
from tests.bot.packs.specimens import Mapping, choice, head, ordering, read, response

BLIND: Mapping = {"by": "ben", "kind": "blind", "on": "2026-11-22", "result": "agrees", "confidence": "4"}
LATER: Mapping = BLIND | {"by": "cy", "on": "2026-11-23"}


def tables(*items: Mapping, pack: Mapping | None = None) -> dict[str, Table]:
    """The tables by the first word of their title."""
    return {table.title.split(":")[0]: table for table in coverage(read(*items, pack=pack))}


def test_what_is_missing_is_the_minimum_without_what_is_live() -> None:
    found = tables(
        choice(status="live"), choice("0002", status="pilot"), choice("0003"), ordering("0004", status="retired")
    )
    assert found["Tasks"].rows[0] == ("1.1", "Store", "2", "1", "1", "1", "1")
    assert found["Tasks"].rows[1] == ("1.2", "Shape", "2", "0", "0", "0", "2")
    assert found["Domains"].rows[-1] == ("", "whole bank", "8", "1", "1", "1", "7")
    assert found["Types"].rows[:3] == (
        ("multiple_choice", "4", "1", "1", "1", "3"),
        ("ordering", "2", "0", "0", "0", "2"),
        ("matching", "2", "0", "0", "0", "2"),
    )
    assert found["Live types in each domain"].rows[0] == ("1", "1 of 2", "0 of 1", "0 of 1")
    assert found["Skills"].title == "Skills: 0 of 4 have their minimum"
    assert ("retired", "1") in found["Status"].rows


def test_a_skill_has_its_minimum_when_so_many_are_live() -> None:
    assert tables(choice(status="live"), choice("0002", status="live"))["Skills"].title.startswith("Skills: 1 of 4")


def test_levels_and_thought_are_held_against_their_shares() -> None:
    found = tables(choice(status="live"), choice("0002", cognitive="recall"))
    assert found["Difficulty"].rows[2] == ("3", "40 %", "100 %", "3", "1", "0", "1", "2")
    assert found["Cognitive level"].rows[0] == ("recall", "at most 15 %", "1", "50 %")
    assert found["Cognitive level"].rows[-1] == ("apply or more", "at least 65 %", "1", "50 %")


def test_the_first_blind_reader_of_a_version_counts_whoever_agreed_later() -> None:
    reread: Mapping = choice("0002", reviews=[LATER, BLIND | {"result": "rival"}])
    rows = tables(choice(reviews=[BLIND]), reread, choice("0003"))["Reviews"].rows
    assert rows[0] == ("versions answered blind", "2", "")
    assert rows[1] == ("of these, the first reader agreed", "1", "50 %")
    assert rows[2] == ("items whose present version was answered blind", "2", "67 %")
    assert rows[3] == ("items whose present version was reviewed technically", "0", "0 %")


def test_a_share_is_never_whole_while_one_is_missing() -> None:
    answered = [choice(f"{number:04}", reviews=[BLIND]) for number in range(1, 250)]
    assert tables(*answered)["Reviews"].rows[2][1:] == ("249", "100 %")
    assert tables(*answered, choice("0250"))["Reviews"].rows[2][1:] == ("249", "99 %")


def test_each_version_has_a_first_reader_of_its_own() -> None:
    reviews: list[Tree] = [BLIND | {"result": "rival", "version": "1"}, LATER | {"version": "2"}]
    rows = tables(choice(version="2", reviews=reviews))["Reviews"].rows
    assert [row[1] for row in rows] == ["2", "1", "1", "0"]


def test_keys_are_counted_for_single_choices_alone() -> None:
    rows = tables(choice(), response(), ordering())["Keys of single choices"].rows
    assert rows[0] == ("Data", "1", "0 %", "100 %", "0 %", "0 %", "0 %")
    assert rows[1] == ("Models", "0", "-", "-", "-", "-", "-")


def test_services_are_held_against_those_in_scope_where_the_pack_names_them() -> None:
    items = (choice(services=["Amazon S3", "Git"]), choice("0002", services=["Amazon S3"]))
    assert tables(*items)["Services named"].rows == (("Amazon S3", "2"), ("Git", "1"))
    found = tables(*items, pack=head(services=["Amazon S3", "AWS Glue"]))
    assert found["Services in scope"].title == "Services in scope: 1 of 2 covered"
    assert found["Services in scope"].rows == (("Amazon S3", "2"), ("AWS Glue", "0"))
    assert found["Other names"].rows == (("Git", "1"),)


def test_a_page_has_one_table_under_each_heading() -> None:
    found = coverage(read(choice()))
    page = coverage_page(found)
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == [table.title for table in found]
    assert "| 1.1 | Store | 2 | 0 | 0 | 1 | 2 |" in page
    assert coverage_page((Table("T", ("a",), (("x|y",),)),)).endswith("## T\n\n| a |\n| --- |\n| x\\|y |\n")
