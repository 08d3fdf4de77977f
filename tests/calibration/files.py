"""Files: a simulated group as anyone's own data would come, and its truth in a file of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from math import isnan
from pathlib import Path

from tests.calibration.exam import COUNTS, PASSING, SCALE, SCORED, Truth
from tests.calibration.items import TASKS_EACH, TYPES, WEIGHTS
from tests.calibration.simulator import Study
from tests.calibration.study import CONTEXTS

BANK = ("item_id", "domain", "task", "type", "n_options", "n_correct", "author_difficulty", "status")
RESPONSES = ("member_id", "day", "item_id", "context", "attempt", "correct", "rt_s", "confidence")


def write_study(study: Study, folder: Path) -> None:
    """Write blueprint.json, bank.csv, responses.csv and members.csv into a folder that is there."""
    exam = {"weights": WEIGHTS, "scored": SCORED, "counts": COUNTS, "scale": SCALE, "cut": PASSING}
    (folder / "blueprint.json").write_text(json.dumps(exam) + "\n", encoding="utf-8")
    bank, seen, items, members = study.bank, study.responses, study.item_ids(), study.member_ids()
    # numpy's numbers are slow one by one: each column becomes a list first.
    domain, place = (bank.domain + 1).tolist(), (bank.task % TASKS_EACH + 1).tolist()
    tasks = [f"{first}.{second}" for first, second in zip(domain, place, strict=True)]
    types = [TYPES[kind] for kind in bank.type.tolist()]
    status = ["pilot" if pilot else "active" for pilot in bank.pilot.tolist()]
    shape = (bank.n_options.tolist(), bank.n_correct.tolist(), bank.rating.tolist())
    _table(folder / "bank.csv", BANK, zip(items, domain, tasks, types, *shape, status, strict=True))
    columns = (
        [members[who] for who in seen.who.tolist()],
        [f"{day:.5f}" for day in seen.day.tolist()],
        [items[which] for which in seen.item.tolist()],
        [CONTEXTS[context] for context in seen.context.tolist()],
        seen.attempt.tolist(),
        [int(correct) for correct in seen.correct.tolist()],
        ["" if isnan(seconds) else f"{seconds:.1f}" for seconds in seen.seconds.tolist()],
        [level or "" for level in seen.confidence.tolist()],
    )
    _table(folder / "responses.csv", RESPONSES, zip(*columns, strict=True))
    exams = [f"{day:.2f}" for day in study.exam_day.tolist()]
    _table(folder / "members.csv", ("member_id", "exam_day"), zip(members, exams, strict=True))


def write_truth(study: Study, truth: Truth, folder: Path) -> None:
    """Write truth.csv, which no predictor may see."""
    rows = zip(study.member_ids(), truth.passed.astype(int).tolist(), truth.scaled.astype(int).tolist(), strict=True)
    _table(folder / "truth.csv", ("member_id", "passed", "scaled"), rows)


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(head)
        table.writerows(rows)
