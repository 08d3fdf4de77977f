"""The shape of the house: small files that say what they are, no drawers, and nothing that names where it was built."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import bot.usecases
from bot.usecases import CATALOGUE

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {
    ".ci",
    ".env.example",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "Procfile",
    "README.md",
    "adapters",
    "bot",
    "content",
    "docs",
    "migrations",
    "pyproject.toml",
    "tests",
}
LONGEST = 300
DRAWERS = re.compile(r"(^|_)(utils?|helpers?|misc|common|managers?|tools?|stuff)(_|$)")
PLATFORMS = ("discord", "slack", "web")
FIVE = ("inbound.py", "render.py", "limits.py", "chat.py", "serve.py")
HOSTS = tuple(
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("registry", ".npm"),
        ("artifact", "ory"),
        ("index", "-url"),
        ("index", "_url"),
        ("trusted", "-host"),
    )
)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git knows and that is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the git on the path
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return tuple(path for path in found if path.exists())


@cache
def modules() -> tuple[Path, ...]:
    """Every tracked Python file."""
    return tuple(path for path in tracked() if path.suffix == ".py")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_of_code_is_longer_than_one_can_hold_in_mind() -> None:
    code = [path for path in tracked() if path.suffix in {".py", ".js", ".css"}]
    long = {named(path): count for path in code if (count := len(path.read_text().splitlines())) > LONGEST}

    assert long == {}


def test_every_module_opens_with_one_sentence_that_defines_it() -> None:
    wrong = {}
    for path in modules():
        words = ast.get_docstring(ast.parse(path.read_text())) or ""
        first = words.partition("\n")[0]
        if path.read_text().strip() and not re.fullmatch(r"\S.{8,}[.:]", first):
            wrong[named(path)] = first

    assert wrong == {}


@pytest.mark.parametrize(("code", "groups"), [("bot adapters migrations", ()), ("tests", ("dev",))])
def test_every_package_that_is_imported_is_declared(code: str, groups: tuple[str, ...]) -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = [*told["project"]["dependencies"], *(line for name in groups for line in told["dependency-groups"][name])]
    declared = {spelled(re.split(r"[\[<>=~ ]", line)[0]) for line in lines}
    held = packages_distributions()
    files = [path for path in modules() if path.relative_to(ROOT).parts[0] in code.split()]
    outside = {name for path in files for name in imported(path) if name in held} - {"bot", "adapters"}

    assert {name for name in outside if not {spelled(package) for package in held[name]} & declared} == set()


def imported(path: Path) -> Iterator[str]:
    """The packages at the top that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def spelled(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    names = {part.removesuffix(".py") for path in modules() for part in path.relative_to(ROOT).parts}

    assert {name for name in names if DRAWERS.search(name)} == set()


def test_the_top_level_is_what_the_architecture_says() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}

    assert found - TOP_LEVEL == set()
    assert found >= {"adapters", "bot", "content", "docs", "migrations", "tests", "pyproject.toml", "README.md"}


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_a_package_host(host: str) -> None:
    found = [named(path) for path in tracked() if host.encode() in path.read_bytes().lower()]

    assert found == []


def test_no_folder_of_tests_hides_a_platforms_library() -> None:
    folders = {part for path in tracked() if "tests" in path.parts for part in path.relative_to(ROOT).parts[:-1]}

    assert folders & {"discord", "slack", "slack_bolt", "slack_sdk"} == set()


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("file", FIVE)
def test_who_has_read_one_platform_has_read_all(platform: str, file: str) -> None:
    assert (ROOT / "adapters" / platform / file).is_file()


def test_every_use_case_has_a_line_in_the_catalogue() -> None:
    folder = Path(bot.usecases.__file__).parent
    listed = {verb.run.__module__.rpartition(".")[2] for verb in CATALOGUE}
    # Not deeds of their own: what several of them use, and what the deliverer and the page ask for.
    shared = {"__init__", "verb", "choices", "compose_delivery", "park_place", "look_at_channel", "look_at_desk"}
    shared |= {
        "addressee",
        "assess_members",
        "by_the_book",
        "compose_brief",
        "compose_correction",
        "compose_mock",
        "draw_mock",
        "due_reviews",
        "fall_short",
        "finish_attempt",
        "foot",
        "hand_out",
        "in_sight",
        "memory",
        "miss_permission",
        "offer_members",
        "read_hours",
        "refresh_posts",
        "mock_history",
        "report_readiness",
        "reserve",
        "show_corrections",
        "sitting",
        "take_along",
        "tellers",
        "told_answers",
        "visit_desk",
    }

    assert {path.stem for path in folder.glob("*.py")} == listed | shared


def test_every_verb_has_a_name_a_command_and_a_sentence_of_its_own() -> None:
    for values in (
        [verb.name for verb in CATALOGUE],
        [verb.command for verb in CATALOGUE],
        [verb.summary for verb in CATALOGUE],
    ):
        assert len({str(value) for value in values}) == len(CATALOGUE)
    assert all(verb.summary.endswith(".") for verb in CATALOGUE)


def test_every_file_of_the_core_is_on_the_map() -> None:
    map_of_the_house = bot.__doc__ or ""
    parts = {path.relative_to(ROOT / "bot").parts[0] for path in modules() if path.is_relative_to(ROOT / "bot")}

    assert {
        part for part in parts - {"__init__.py"} if f"\n{part.removesuffix('.py')}" not in map_of_the_house
    } == set()
