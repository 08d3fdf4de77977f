"""Specimens: a small pack and one faultless item of each type, as trees of text the way pack files are read."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from bot.packs.faults import Fault, Sheet, Tree
from bot.packs.lint import lint_pack
from bot.packs.reading import Manuscript, RawPack, Reading, read_pack

TODAY = date(2026, 11, 22)
Mapping = dict[str, Tree]
ALL_TYPES: list[Tree] = ["multiple_choice", "multiple_response", "ordering", "matching", "case_study"]


def skill(name: str, *types: str) -> Mapping:
    """A skill of two items."""
    allowed: list[Tree] = list(types) or deepcopy(ALL_TYPES)
    return {
        "id": name,
        "title": f"Skill {name}",
        "min_items": "2",
        "item_types": allowed,
        "volatility": "low",
    }


def head(**changes: Tree) -> Mapping:
    """A pack.yaml whose plan adds up: two domains, three tasks, four skills, eight items."""
    rule: Mapping = {"exam": "All or nothing.", "pack": "Exactly four."}
    half: Mapping = {"multiple_choice": "2", "ordering": "1", "matching": "1"}
    tree: Mapping = {
        "id": "demo",
        "version": "1.0.0",
        "title": "A demo exam",
        "notice": "Independent study material.",
        "exam": {
            "title": "Demo",
            "code": "DEM-1",
            "scored": "50",
            "unscored": "15",
            "timers": [{"minutes": "170", "label": "the source"}, {"minutes": "130", "label": "the usual form"}],
            "scale": ["100", "1000"],
            "passing": "720",
            "scoring": "compensatory",
            "item_types": {"multiple_choice": rule},
            "out_of_scope": [],
            "lifecycle": {"note": "Held until the last day.", "checked": "2026-11-22"},
        },
        "bank": {
            "min_items": "8",
            "item_types": {"multiple_choice": "4", "ordering": "2", "matching": "2"},
            "case_studies": "0",
            "difficulty": {"1": "10", "2": "25", "3": "40", "4": "20", "5": "5"},
            "recall_at_most": "15",
            "apply_at_least": "65",
        },
        "link_hosts": ["docs.example.com"],
        "names": {
            "closed": ["Elastic Inference"],
            "present_users_only": ["SageMaker Debugger"],
            "renamed": [{"old": "Amazon SageMaker", "now": "Amazon SageMaker AI"}],
        },
        "domains": [
            {
                "id": "1",
                "title": "Data",
                "share": "60",
                "min_items": "4",
                "item_types": half,
                "tasks": [
                    {"id": "1.1", "title": "Store", "min_items": "2", "skills": [skill("1.1.01")]},
                    {"id": "1.2", "title": "Shape", "min_items": "2", "skills": [skill("1.2.01", "multiple_choice")]},
                ],
            },
            {
                "id": "2",
                "title": "Models",
                "share": "40",
                "min_items": "4",
                "item_types": deepcopy(half),
                "tasks": [
                    {"id": "2.1", "title": "Train", "min_items": "4", "skills": [skill("2.1.01"), skill("2.1.02")]}
                ],
            },
        ],
    }
    return tree | changes


STEM = (
    "A hospital group keeps scans of many patients on a shared drive in each clinic. A small research team trains a "
    "network on them every night and copies whole folders first, which takes hours. The team may change nothing in "
    "its training script. Which setup meets these requirements with the LEAST operational overhead?"
)


def option(name: str, text: str, *, correct: bool = False) -> Mapping:
    """One option of a choice, with a reason."""
    return {"id": name, "text": text, "correct": "true" if correct else "false", "why": f"Because of {name}."}


def _common(serial: str, stem: str) -> Mapping:
    return {
        "id": f"demo-d1-{serial}",
        "version": "1",
        "status": "draft",
        "domain": "1",
        "task": "1.1",
        "skills": ["1.1.01"],
        "difficulty": "3",
        "expected_p": "0.60",
        "cognitive": "apply",
        "services": [],
        "stem": stem,
        "takeaway": "Mount what is shared.",
        "references": [{"title": "A page", "url": "https://docs.example.com/storage/guide.html"}],
        "volatility": {"level": "low", "facts": [], "recheck_by": "2027-11-22"},
        "author": {"by": "ada", "self_reviewed_on": "2026-11-22"},
        "reviews": [],
    }


def choice(serial: str = "0001", **changes: Tree) -> Mapping:
    """A multiple choice item without fault; its key is B."""
    options: list[Tree] = [
        option("A", "Copy each folder to an object store at dusk."),
        option("B", "Mount one elastic file system on the jobs.", correct=True),
        option("C", "Attach a bigger block volume to each job."),
        option("D", "Stream each file through a queue at night."),
    ]
    return _common(serial, STEM) | {"type": "multiple_choice", "options": options} | changes


def response(serial: str = "0002", **changes: Tree) -> Mapping:
    """A multiple response item without fault; its key is A and D."""
    stem = STEM.replace("Which setup meets", "Which TWO steps together meet") + " (Choose TWO.)"
    options: list[Tree] = [
        option("A", "Mount one elastic file system on the jobs.", correct=True),
        option("B", "Attach a bigger block volume to each job."),
        option("C", "Stream each file through a queue at night."),
        option("D", "Give the job role read rights on the mount.", correct=True),
        option("E", "Copy each folder to an object store at dusk."),
    ]
    return _common(serial, stem) | {"type": "multiple_response", "select": "2", "options": options} | changes


def ordering(serial: str = "0003", **changes: Tree) -> Mapping:
    """An ordering item without fault."""
    stem = (
        "A grid operator predicts demand for each hour from three years of readings. The readings have gaps, and the "
        "columns use very different scales. Nothing from later periods may be used in training. Put ALL THREE steps in "
        "the correct order, first step first."
    )
    steps: list[Tree] = [
        {"id": "A", "text": "Fit the scaler on the training part.", "why": "Needs the parts."},
        {"id": "B", "text": "Cut the readings into parts by time.", "why": "Nothing may leak."},
        {"id": "C", "text": "Train a model on the scaled columns.", "why": "Needs the scaler."},
    ]
    return _common(serial, stem) | {"type": "ordering", "responses": steps, "order": ["B", "A", "C"]} | changes


def matching(serial: str = "0004", **changes: Tree) -> Mapping:
    """A matching item without fault."""
    stem = (
        "A ticket office runs an interface for prices that several services share. Traces, logs and a trail of calls "
        "are turned on in its account, and the office sees one bill. Match each need with the tool that meets it MOST "
        "directly. Use each tool at most once; one tool is left over."
    )
    prompts: list[Tree] = [
        {"id": "1", "text": "See which hop was slow.", "answer": "A", "why": "A trace has segments."},
        {"id": "2", "text": "Find a pattern in output.", "answer": "B", "why": "Logs hold output."},
        {"id": "3", "text": "Learn who removed a role.", "answer": "C", "why": "A trail names people."},
    ]
    tools: list[Tree] = [
        {"id": "A", "text": "Distributed tracing"},
        {"id": "B", "text": "Queries over logs"},
        {"id": "C", "text": "An audit trail"},
        {"id": "D", "text": "A cost budget", "why": "It watches money."},
    ]
    return (
        _common(serial, stem) | {"type": "matching", "reuse": "false", "prompts": prompts, "options": tools} | changes
    )


SCENARIO = " ".join(f"Sentence {number} tells one fact about the buses of a city." for number in range(10))


def case(*questions: Mapping, **changes: Tree) -> Mapping:
    """A case file."""
    held: list[Tree] = list(questions)
    tree: Mapping = {"case": "demo-case-001", "version": "1", "title": "Buses", "scenario": SCENARIO}
    return tree | {"questions": held} | changes


def read(*items: Mapping, cases: tuple[Mapping, ...] = (), pack: Mapping | None = None) -> Reading:
    """Read a pack of these items."""
    sheet = Sheet("demo/items/1.1.yaml", list(items))
    files = tuple(Sheet(f"demo/cases/{number}.yaml", tree) for number, tree in enumerate(cases))
    return read_pack(RawPack("demo", Sheet("demo/pack.yaml", pack or head()), (sheet,), files))


def script(item: Mapping) -> Manuscript:
    """The manuscript of one item that reads without fault."""
    reading = read(item)
    assert not reading.faults, reading.faults
    return reading.manuscripts[0]


def lint(
    *items: Mapping, cases: tuple[Mapping, ...] = (), pack: Mapping | None = None, beside: dict[str, str] | None = None
) -> tuple[Fault, ...]:
    """What the lints say about a pack of these items, with these texts beside it."""
    reading = read(*items, cases=cases, pack=pack)
    assert not reading.faults, reading.faults
    return lint_pack(reading, today=TODAY, beside=beside or {})


def codes(*items: Mapping, cases: tuple[Mapping, ...] = ()) -> set[str]:
    """The lints that speak, as "error key" or "warning recheck"."""
    return {f"{fault.level} {fault.code}" for fault in lint(*items, cases=cases)}
