"""Start: what a page on SQLite does not need is not loaded, nothing stays switched off, and it can be stopped."""

from __future__ import annotations

import json
import subprocess
import sys

SLOW = {"aiohttp", "alembic", "discord", "numpy", "psycopg", "pygments", "resvg_py", "rich", "slack_bolt", "structlog"}
LOOK = """
import gc, json, sys
import adapters.__main__
from adapters.start import main
adapters.__main__.main = lambda: print(json.dumps([list(sys.modules), gc.isenabled(), gc.get_freeze_count()]))
main()
"""


def test_a_start_loads_no_more_than_it_needs_and_leaves_the_collector_at_work() -> None:
    told = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, check=True).stdout  # noqa: S603
    loaded, collecting, frozen = json.loads(told)
    assert not SLOW & {name.partition(".")[0] for name in loaded}
    assert "sqlalchemy" in loaded
    assert collecting
    assert frozen > 10_000


HASTY = """
import sys
class Hasty:
    def find_spec(self, name, path, target=None):
        if name == "adapters.__main__":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Hasty())
from adapters.start import main
main()
"""


def test_who_stops_it_while_it_loads_sees_no_traceback() -> None:
    stopped = subprocess.run([sys.executable, "-c", HASTY], capture_output=True, text=True, check=False)  # noqa: S603
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (130, "", "")
