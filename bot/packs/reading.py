"""Reading: the sheets of one pack into a `Pack`, collecting every fault instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from bot.item_types.choice import Choice
from bot.item_types.matching import Matching
from bot.item_types.ordering import Ordering
from bot.packs.enemies import Pair, by_item, read_enemies
from bot.packs.exam_limits import beyond_limits
from bot.packs.faults import Fault, Path, Sheet, Tree, shape_faults
from bot.packs.item_shapes import (
    ITEM_SHAPE,
    AnyItemShape,
    CaseHeadShape,
    CommonShape,
    MatchingShape,
    MultipleChoiceShape,
    MultipleResponseShape,
    OptionShape,
    OrderingShape,
    ResponseShape,
)
from bot.packs.schema import PackShape, blueprint_of, exam_of
from bot.rules.blueprints import Blueprint
from bot.rules.items import Case, Item, Option, Problem, Prompt, Reference
from bot.rules.packs import Pack

_SHAPES: dict[str, type[CommonShape]] = {
    "multiple_choice": MultipleChoiceShape,
    "multiple_response": MultipleResponseShape,
    "ordering": OrderingShape,
    "matching": MatchingShape,
}


@dataclass(frozen=True, slots=True)
class RawPack:
    """One pack's folder as read: its name and its sheets."""

    name: str
    pack: Sheet
    items: tuple[Sheet, ...] = ()
    cases: tuple[Sheet, ...] = ()
    enemies: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An item together with what its author wrote around it, and where that stands."""

    item: Item
    shape: AnyItemShape
    sheet: Sheet
    at: Path

    def error(self, code: str, message: str, *path: str | int) -> Fault:
        """An error at `path` inside the item."""
        return self.sheet.error(code, f"{self.item.id}: {message}", (*self.at, *path))

    def warning(self, code: str, message: str, *path: str | int) -> Fault:
        """A warning at `path` inside the item."""
        return self.sheet.warning(code, f"{self.item.id}: {message}", (*self.at, *path))

    @property
    def offered(self) -> tuple[Option, ...]:
        """What can be chosen, whatever the type."""
        problem = self.item.problem
        return problem.options if isinstance(problem, Choice | Ordering | Matching) else ()

    @property
    def keys(self) -> frozenset[str]:
        """The ids of the options that belong to the key."""
        match self.item.problem:
            case Choice(key=key):
                return key
            case Ordering(key=order):
                return frozenset(order)
            case Matching(prompts=prompts):
                return frozenset(prompt.answer for prompt in prompts)
            case _:
                return frozenset()

    @property
    def list_name(self) -> str:
        """What the file calls the list of options."""
        return "responses" if isinstance(self.shape, OrderingShape) else "options"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a pack: the pack when it has no error, what was readable of it, and every fault."""

    pack: Pack | None
    shape: PackShape | None
    sheet: Sheet
    manuscripts: tuple[Manuscript, ...]
    faults: tuple[Fault, ...]
    enemies: tuple[Pair, ...] = ()


def read_pack(raw: RawPack) -> Reading:
    """Read every sheet of a pack; a pack with one error is not made at all."""
    faults: list[Fault] = []
    shape = _read_head(raw, faults)
    blueprint = _read_blueprint(raw.pack, shape, faults)
    manuscripts = (
        *(script for sheet in raw.items for script in _read_items(sheet, faults)),
        *(script for sheet in raw.cases for script in _read_case(sheet, faults)),
    )
    faults.extend(_twins(manuscripts))
    faults.extend(fault for script in manuscripts for fault in _miscorrections(script))
    enemies = read_enemies(raw.enemies, faults) if raw.enemies else ()
    if blueprint:
        faults.extend(fault for script in manuscripts for fault in _strangers(script, blueprint))
    pack = None
    if shape and blueprint and not any(fault.level == "error" for fault in faults):
        pack = Pack(
            id=shape.id,
            version=shape.version,
            title=shape.title,
            notice=shape.notice,
            exam=exam_of(shape.exam),
            blueprint=blueprint,
            items=tuple(script.item for script in manuscripts),
            enemies=by_item(enemies, {script.item.id for script in manuscripts}),
        )
    return Reading(pack, shape, raw.pack, manuscripts, tuple(faults), enemies)


def _read_head(raw: RawPack, faults: list[Fault]) -> PackShape | None:
    try:
        shape = PackShape.model_validate(raw.pack.tree)
    except ValidationError as refused:
        faults.extend(shape_faults(raw.pack, refused, (), PackShape))
        return None
    if shape.id != raw.name:
        faults.append(raw.pack.error("folder", f"`id` is {shape.id!r}, but the folder is {raw.name!r}", ("id",)))
    faults.extend(beyond_limits(raw.pack, shape.exam))
    return shape


def _read_blueprint(sheet: Sheet, shape: PackShape | None, faults: list[Fault]) -> Blueprint | None:
    if shape is None:
        return None
    tasks = [task for domain in shape.domains for task in domain.tasks]
    skills = [skill for task in tasks for skill in task.skills]
    for part in (shape.domains, tasks, skills):
        ids = [entry.id for entry in part]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        faults.extend(sheet.error("duplicate-id", f"two parts of the outline are called {name}") for name in twice)
    try:
        return blueprint_of(shape)
    except ValueError as refused:
        faults.append(sheet.error("shares", str(refused), ("domains",)))
        return None


def _read_items(sheet: Sheet, faults: list[Fault]) -> list[Manuscript]:
    if not isinstance(sheet.tree, list):
        faults.append(sheet.error("shape", "an items file holds a list: each item begins with `- id:`"))
        return []
    return _read_each(sheet, sheet.tree, (), None, faults)


def _read_case(sheet: Sheet, faults: list[Fault]) -> list[Manuscript]:
    if not isinstance(sheet.tree, dict):
        faults.append(sheet.error("shape", "a case file holds one mapping: case, version, title, scenario, questions"))
        return []
    head = {name: part for name, part in sheet.tree.items() if name != "questions"}
    questions = sheet.tree.get("questions", [])
    case = None
    try:
        shape = CaseHeadShape.model_validate(head)
        case = Case(shape.case, shape.version, shape.title, shape.scenario)
    except ValidationError as refused:
        faults.extend(shape_faults(sheet, refused, (), CaseHeadShape))
    if not isinstance(questions, list) or not questions:
        faults.append(sheet.error("shape", "`questions` shall be a list of three to five items", ("questions",)))
        return []
    return _read_each(sheet, questions, ("questions",), case, faults)


def _read_each(
    sheet: Sheet, trees: list[Tree], under: Path, case: Case | None, faults: list[Fault]
) -> list[Manuscript]:
    scripts = []
    for place, tree in enumerate(trees):
        at = (*under, place)
        name = tree.get("type") if isinstance(tree, dict) else None
        try:
            shape = ITEM_SHAPE.validate_python(tree)
        except ValidationError as refused:
            faults.extend(shape_faults(sheet, refused, at, _SHAPES.get(name) if isinstance(name, str) else None))
            continue
        try:
            item = _item(shape, case)
        except ValueError as refused_value:
            faults.append(sheet.error("key", f"{shape.id}: {refused_value}", at))
            continue
        scripts.append(Manuscript(item, shape, sheet, at))
    return scripts


def _item(shape: AnyItemShape, case: Case | None) -> Item:
    return Item(
        id=shape.id,
        version=shape.version,
        status=shape.status,
        domain=shape.domain,
        task=shape.task,
        skills=tuple(shape.skills),
        difficulty=shape.difficulty,
        expected_p=shape.expected_p,
        cognitive=shape.cognitive,
        services=tuple(shape.services),
        stem=shape.stem,
        problem=_problem(shape),
        takeaway=shape.takeaway,
        references=tuple(Reference(page.title, page.url) for page in shape.references),
        volatility=shape.volatility.level,
        recheck_by=shape.volatility.recheck_by,
        case=case,
        corrects=tuple(shape.corrects),
    )


def _problem(shape: AnyItemShape) -> Problem:
    match shape:
        case MultipleChoiceShape():
            return Choice(_options(shape.options), frozenset(o.id for o in shape.options if o.correct))
        case MultipleResponseShape():
            return Choice(_options(shape.options), frozenset(o.id for o in shape.options if o.correct), shape.select)
        case OrderingShape():
            return Ordering(_options(shape.responses), tuple(shape.order))
        case MatchingShape():
            prompts = tuple(Prompt(p.id, p.text, p.answer, p.why) for p in shape.prompts)
            if len({prompt.id for prompt in prompts}) != len(prompts):
                raise ValueError("two prompts have the same id")
            return Matching(prompts, _options(shape.options), shape.reuse)


def _options(shapes: list[OptionShape] | list[ResponseShape]) -> tuple[Option, ...]:
    return tuple(Option(shape.id, shape.text, shape.why) for shape in shapes)


def _twins(scripts: tuple[Manuscript, ...]) -> Iterator[Fault]:
    first: dict[str, Manuscript] = {}
    cases: dict[str, str] = {}
    for script in scripts:
        if (twin := first.setdefault(script.item.id, script)) is not script:
            where = f"{twin.sheet.file}:{twin.sheet.line(twin.at)}"
            yield script.error("duplicate-id", f"this id is already used at {where}", "id")
        if (case := script.item.case) and cases.setdefault(case.id, script.sheet.file) != script.sheet.file:
            yield script.sheet.error("duplicate-id", f"case {case.id} is already in {cases[case.id]}", ("case",))


def _miscorrections(script: Manuscript) -> Iterator[Fault]:
    item = script.item
    for version in sorted(set(item.corrects)):
        if version >= item.version:
            about = f"version {item.version} cannot correct version {version}; name earlier ones only"
            yield script.error("corrects", about, "corrects")
        if item.corrects.count(version) > 1:
            yield script.error("corrects", f"version {version} is named twice", "corrects")


def _strangers(script: Manuscript, blueprint: Blueprint) -> Iterator[Fault]:
    item = script.item
    if item.domain not in blueprint.shares:
        yield script.error("unknown-domain", f"the outline has no domain {item.domain}", "domain")
    elif item.task not in blueprint.tasks:
        yield script.error("unknown-task", f"the outline has no task {item.task}", "task")
    elif item.task not in {task.id for task in blueprint.domain(item.domain).tasks}:
        yield script.error("unknown-task", f"domain {item.domain} has no task {item.task}", "task")
    for place, skill in enumerate(item.skills):
        if skill not in blueprint.skills:
            yield script.error("unknown-skill", f"the outline has no skill {skill}", "skills", place)
