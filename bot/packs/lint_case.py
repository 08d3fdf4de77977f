"""Lints of cases: a scenario of the right length, three to five questions, at least two tasks, no giving away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.packs.faults import Fault
from bot.packs.reading import Manuscript
from bot.packs.words import length, normal

SHORTEST, LONGEST = 90, 180
FEWEST, MOST = 3, 5


def cases(scripts: Sequence[Manuscript]) -> Iterator[Fault]:
    """A case has its length, its number of questions, and a spread of tasks."""
    for questions in _by_case(scripts):
        sheet, case = questions[0].sheet, questions[0].item.case
        count = length(case.scenario) if case else 0
        if not SHORTEST <= count <= LONGEST:
            about = f"the scenario has {count} words; {SHORTEST} to {LONGEST} are wanted"
            yield sheet.error("scenario-length", about, ("scenario",))
        if not FEWEST <= len(questions) <= MOST:
            about = f"{len(questions)} questions; {FEWEST} to {MOST} are wanted"
            yield sheet.error("case-questions", about, ("questions",))
        if len({script.item.task for script in questions}) < 2:  # noqa: PLR2004 - a spread begins at two
            yield sheet.error("case-tasks", "all questions lie in one task", ("questions",))


def case_questions(scripts: Sequence[Manuscript]) -> Iterator[tuple[Manuscript, Fault]]:
    """A question of a case is a choice, and its stem holds no other question's key."""
    for questions in _by_case(scripts):
        for script in questions:
            if script.item.problem.type not in {"multiple_choice", "multiple_response"}:
                about = "a case asks multiple choice or multiple response"
                yield script, script.warning("case-type", about, "type")
            keys = [normal(option.text) for option in script.offered if option.id in script.keys]
            for other in questions:
                if other is not script and any(key in normal(other.item.stem) for key in keys):
                    yield other, other.warning("case-reveals", f"this stem holds the key of {script.item.id}", "stem")


def _by_case(scripts: Sequence[Manuscript]) -> Iterable[Sequence[Manuscript]]:
    by_case: dict[str, list[Manuscript]] = defaultdict(list)
    for script in scripts:
        if script.item.case:
            by_case[script.item.case.id].append(script)
    return by_case.values()
