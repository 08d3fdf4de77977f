"""Docs: what can be typed, set, asked and found is documented, and nothing documented is gone."""

from __future__ import annotations

import dataclasses
import io
import re
import textwrap
import typing
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from rich.console import Console

from adapters.discord.slash import PERMISSIONS
from adapters.settings import NAMES, REPOSITORY, Settings
from adapters.shelf.report import check
from adapters.slack.manifest import SCOPES
from bot.item_types import ITEM_TYPES
from bot.packs.fields import CaseId
from bot.packs.item_shapes import CommonShape
from bot.rules.groups import Role
from bot.rules.items import ItemType, Problem
from bot.usecases import CATALOGUE
from bot.usecases.verb import Verb

DOCS = REPOSITORY / "docs"
RECORDS = DOCS / "decisions"
PAGES = sorted([*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md"), *REPOSITORY.glob("content/*.md")])
INDEPENDENT = ("independent study material", "not affiliated with")
SAID = [verb for verb in CATALOGUE if verb.scope != "hidden"]
HIDDEN = [verb for verb in CATALOGUE if verb.scope == "hidden"]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def flat(words: str) -> str:
    """The words in one line, as line breaks mean nothing."""
    return " ".join(words.split())


def sections(page: str, mark: str) -> dict[str, str]:
    """What stands under each heading of that level that names something in code type."""
    found = re.split(rf"^{mark} `(.+)`$", read(DOCS / page), flags=re.MULTILINE)[1:]
    return {
        name: re.split(r"^#", body, flags=re.MULTILINE)[0] for name, body in zip(found[::2], found[1::2], strict=True)
    }


def first_cells(table: str) -> list[str]:
    """The code in the first cell of each row."""
    return re.findall(r"^\| `([^`]+)`", table, flags=re.MULTILINE)


def settings() -> dict[str, object]:
    """Every setting by the name it has in the environment, with its default (None where it is made)."""
    return dict(zip(NAMES, (field.get_default() for field in Settings.model_fields.values()), strict=True))


# --- verbs ---------------------------------------------------------------------------------------


def test_every_verb_has_a_section_and_no_section_has_lost_its_verb() -> None:
    assert list(sections("commands.md", "###")) == [verb.name for verb in SAID]


@pytest.mark.parametrize("verb", SAID, ids=lambda verb: verb.name)
def test_a_verbs_section_has_its_sentence_and_its_options(verb: Verb) -> None:
    section = flat(sections("commands.md", "###")[verb.name])
    assert section.startswith(verb.summary)
    fields = dataclasses.fields(verb.command)  # type: ignore[arg-type] # every command is a dataclass
    told = {field.name: field.metadata for field in fields if "about" in field.metadata}
    assert re.findall(r"\| `(\w+)` \|", section) == list(told)
    for name, about in told.items():
        mark = " (required on Discord)" if about["required"] else ""
        assert f"| `{name}` | {about['about']}{mark} |" in section


def test_verbs_behind_buttons_are_listed_with_their_commands() -> None:
    listed = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (.+?) \|", read(DOCS / "commands.md"), flags=re.MULTILINE)
    who = {True: "the clock", False: "members"}
    assert listed == [(verb.name, verb.command.__name__, who[verb.by is Role.CLOCK]) for verb in HIDDEN]


def test_the_readme_lists_every_verb_of_members_and_names_those_of_leads() -> None:
    readme = read(REPOSITORY / "README.md")
    rows = re.findall(r"^\| `/(\w+)` \| `/(?:cohort )?(\w+)` \| (.+?) \|$", readme, flags=re.MULTILINE)
    assert [(page, slack) for page, slack, _ in rows] == [(v.name, v.name) for v in SAID if v.scope == "member"]
    for (_, _, words), verb in zip(rows, SAID, strict=False):
        assert words.startswith(verb.summary.rstrip("."))
    leads = flat(readme).partition("everywhere under `/cohort`: ")[2].partition(". ")[0]
    assert re.findall(r"`(\w+)`", leads) == [verb.name for verb in SAID if verb.scope == "lead"]


# --- settings ------------------------------------------------------------------------------------


def test_every_setting_has_a_section_and_no_section_has_lost_its_setting() -> None:
    assert list(sections("settings.md", "##")) == list(settings())


@pytest.mark.parametrize("name", settings())
def test_a_settings_section_says_default_example_and_what_goes_wrong(name: str) -> None:
    section = sections("settings.md", "##")[name]
    assert "Default: " in section
    assert f"- Example: `{name}=" in section
    assert "- What goes wrong: " in section
    default = settings()[name]
    if isinstance(default, str | int) and default:
        assert f"Default: `{default}`" in section


def test_the_example_of_env_has_every_setting_with_its_default() -> None:
    lines = read(REPOSITORY / ".env.example").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert list(given) == list(settings())
    for name, value in given.items():
        assert value in {"", str(settings()[name])}


# --- question types, folders, records ------------------------------------------------------------


def test_every_question_type_is_in_both_tables() -> None:
    types = set(typing.get_args(ItemType))
    adding, writing = read(DOCS / "adding.md"), read(REPOSITORY / "content" / "README.md")
    assert types <= set(first_cells(adding))
    assert types <= set(first_cells(writing))
    assert set(first_cells(adding)) <= types
    for problem in ITEM_TYPES:
        assert f"`{problem.__module__.replace('.', '/')}.py`" in adding


def test_what_a_question_type_needs_is_listed_in_full() -> None:
    listed = flat(read(DOCS / "adding.md")).partition("asks for: ")[2].partition(". ")[0]
    assert re.findall(r"`(\w+)`", listed) == [name for name in vars(Problem) if not name.startswith("_")]


def test_files_named_in_code_type_are_there() -> None:
    """Names with a dot and a slash, but for those of things that a page tells how to make."""
    made = re.compile(r"numeric|hardest|matrix|<|\.org|~|%|/srv|\.venv")
    for page in PAGES:
        for name in re.findall(r"`([\w./<>-]+/[\w./<>-]*)`", read(page)):
            if made.search(name) or name.startswith("/"):
                continue
            places = [REPOSITORY, REPOSITORY / "bot", REPOSITORY / "adapters", REPOSITORY / "content", page.parent]
            places += [REPOSITORY / "content" / "mla-c01", REPOSITORY / "tests"]
            assert any((place / name).exists() for place in places), f"{page.name} names {name}"


def test_every_folder_at_the_top_is_in_the_architecture() -> None:
    there = {path.name for path in REPOSITORY.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    told = set(re.findall(r"`(\w+)/(?:\w+/)?`", read(DOCS / "architecture.md").partition("## The folders")[2]))
    assert {name for name in there if not name.endswith(".egg-info")} - {"build", "dist"} <= told


def test_every_record_is_in_the_index_under_a_number_of_its_own() -> None:
    names = sorted(path.name for path in RECORDS.glob("[0-9]*.md"))
    numbers = [int(name[:4]) for name in names]
    assert numbers == list(range(1, len(names) + 1))
    index = re.findall(r"^\| (\d+) \| \[.+\]\((.+)\) \|$", read(RECORDS / "README.md"), flags=re.MULTILINE)
    assert index == [(str(number), name) for number, name in zip(numbers, names, strict=True)]
    for number, name in zip(numbers, names, strict=True):
        assert read(RECORDS / name).startswith(f"# {number}. ")


# --- the README's promises -----------------------------------------------------------------------


def test_commands_in_the_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(REPOSITORY / "Makefile"), flags=re.MULTILINE))
    command = read(REPOSITORY / "adapters" / "cli" / "__init__.py")
    for page in PAGES:
        for target in re.findall(r"(?:`|^)make ([\w-]+)", read(page), flags=re.MULTILINE):
            assert target in targets, f"{page.name}: make {target}"
        for words in re.findall(r"`(?:\.venv/bin/)?cohort ([a-z]+)", read(page)):
            assert re.search(rf"def {words}\(|name=\"{words}\"", command), f"{page.name}: cohort {words}"


def test_the_pack_to_begin_with_has_no_fault_and_no_field_too_many(tmp_path: Path) -> None:
    example = read(DOCS / "adding.md").partition("```yaml\n")[2].partition("   ```")[0]
    head = tmp_path / "demo-101" / "pack.yaml"
    head.parent.mkdir()
    lines = textwrap.dedent(example).splitlines()
    head.write_text("\n".join(lines), "utf-8")
    page = io.StringIO()
    assert check(tmp_path, today=date(2026, 11, 22), console=Console(file=page)) == 0, page.getvalue()
    assert "0 errors, 0 warnings" in page.getvalue()
    for number, line in enumerate(lines):
        if line.endswith(":"):
            continue
        head.write_text("\n".join([*lines[:number], *lines[number + 1 :]]), "utf-8")
        assert check(tmp_path, today=date(2026, 11, 22), console=Console(file=page)) == 1, line


def test_who_writes_questions_is_led_to_a_pack_and_told_what_every_question_needs() -> None:
    page = read(REPOSITORY / "content" / "README.md")
    assert "](../docs/adding.md#a-pack)" in page
    example = page.partition("```yaml\n- id:")[2].partition("```")[0]
    fields = re.findall(r"^  (\w+):", example, flags=re.MULTILINE)
    assert {name for name, field in CommonShape.model_fields.items() if field.is_required()} - {"id"} <= {*fields}
    case = re.findall(r"^\| case study \| .+`case` \(its id, such as `([\w-]+)`", page, flags=re.MULTILINE)
    assert TypeAdapter(list[CaseId]).validate_python(case) == case != []
    assert '"at most once" ("more than once" with `true`)' in page


def test_who_writes_questions_finds_every_command_where_make_install_puts_it() -> None:
    for page in (REPOSITORY / "content" / "README.md", DOCS / "adding.md"):
        assert not re.findall(r"(?<![/\w])cohort packs.*", read(page))


def test_the_hooks_before_a_commit_are_the_parts_of_make_check() -> None:
    hooks = re.findall(r"entry: \.venv/bin/(.+)", read(REPOSITORY / ".pre-commit-config.yaml"))
    check = re.split(r"\n\n", read(REPOSITORY / "Makefile").partition("\ncheck:")[2])[0]
    guide = read(REPOSITORY / "CONTRIBUTING.md")
    assert "`.venv/bin/python -m pip install pre-commit`, then `.venv/bin/pre-commit install`" in guide
    assert hooks == [part.partition(" ||")[0] for part in re.findall(r"@\$\(BIN\)/(.+)", check)]


def test_the_readme_has_the_procfiles_roles() -> None:
    rows = re.findall(r"^\| (\w+) \| `(cohort \w+)` \|", read(REPOSITORY / "README.md"), flags=re.MULTILINE)
    assert rows == re.findall(r"^(\w+): (?:env .+ )?(cohort \w+)$", read(REPOSITORY / "Procfile"), flags=re.MULTILINE)
    assert len(rows) == len(read(REPOSITORY / "Procfile").strip().splitlines())
    assert "`pip install .` in this folder puts it there" in read(REPOSITORY / "README.md")


def test_the_readme_asks_for_the_permissions_and_scopes_that_we_use() -> None:
    readme = read(REPOSITORY / "README.md")
    assert f"scope=bot+applications.commands&permissions={PERMISSIONS}\n" in readme
    asked = flat(readme).partition("The app asks for four scopes: ")[2].partition(". ")[0]
    assert set(re.findall(r"`([a-z]+(?::[a-z]+)?)`", asked)) == set(SCOPES)


def test_relative_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
            if "://" in target:
                continue
            file, _, anchor = target.partition("#")
            path = (page.parent / file).resolve() if file else page
            assert path.exists(), f"{page.relative_to(REPOSITORY)} leads to {target}"
            if anchor:
                heads = re.findall(r"^#+ (.+)$", read(path), flags=re.MULTILINE)
                assert anchor in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", ["README.md", "content/mla-c01/pack.yaml", "bot/cards/welcome.py"])
def test_the_notice_of_independence_stands(path: str) -> None:
    words = flat(read(REPOSITORY / path)).lower()
    for part in INDEPENDENT:
        assert part in words


def test_no_page_has_a_path_of_somebodys_machine_or_a_secret() -> None:
    for page in [*PAGES, REPOSITORY / ".env.example"]:
        words = read(page)
        assert not re.search(r"/(?:home|root|Users|work)/", words), page
        assert not re.search(r"xox[a-z]-[\w-]|xapp-[\w-]", words), page
