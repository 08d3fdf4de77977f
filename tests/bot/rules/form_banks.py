"""Form banks: exams and banks of any make, for the properties of forms."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from bot.rules.blueprints import Blueprint, Domain, Task
from bot.rules.items import Case, FormType, Item, Problem, Status
from tests.bot.specimens import choice, item, matching, ordering, response

PROBLEMS: tuple[Problem, ...] = (choice(), response(), ordering(), matching())
KINDS: tuple[FormType, ...] = ("multiple_choice", "multiple_response", "ordering", "matching", "case_study")


@st.composite
def blueprints(draw: st.DrawFn, *, least: int = 1) -> Blueprint:
    """An exam of up to six domains with one to four tasks each, and any mix of types."""
    shares = draw(st.lists(st.integers(1, 40), min_size=least, max_size=6))
    tasks = draw(st.lists(st.integers(1, 4), min_size=len(shares), max_size=len(shares)))
    mix = draw(st.lists(st.integers(0, 20), min_size=5, max_size=5).filter(any))
    return Blueprint(
        tuple(
            Domain(str(n), "", Fraction(share, sum(shares)), tuple(Task(f"{n}.{t}", "", 1, ()) for t in range(count)))
            for n, (share, count) in enumerate(zip(shares, tasks, strict=True))
        ),
        {kind: Fraction(part, sum(mix)) for kind, part in zip(KINDS, mix, strict=True)},
    )


@st.composite
def banks(draw: st.DrawFn, exam: Blueprint, *, most: int = 60) -> list[Item]:
    """Up to so many items of any kind, some pilot, some no longer asked, and cases of one to five questions."""
    tasks = st.sampled_from([(domain.id, task.id) for domain in exam.domains for task in domain.tasks])
    statuses: st.SearchStrategy[Status] = st.sampled_from(["live", "live", "live", "pilot", "retired", "draft"])
    kinds, levels = st.integers(0, 3), st.integers(1, 5)
    items = []
    for number, (place, kind, status, level) in enumerate(
        draw(st.lists(st.tuples(tasks, kinds, statuses, levels), max_size=most))
    ):
        items.append(
            item(f"s{number}", PROBLEMS[kind], domain=place[0], task=place[1], status=status, difficulty=level)
        )
    for number, questions in enumerate(
        draw(st.lists(st.lists(st.tuples(tasks, kinds, statuses), min_size=1, max_size=5), max_size=6))
    ):
        case = Case(f"case-{number}", 1, "A case", "A scenario.")
        items += [
            item(f"c{number}-{n}", PROBLEMS[kind], domain=place[0], task=place[1], status=status, case=case)
            for n, (place, kind, status) in enumerate(questions)
        ]
    return items
