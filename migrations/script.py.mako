"""${message}.

Our rules for a change of tables:
- Additive first: add a column (nullable, or with a server default) or a table in one release, use it,
  and remove what it replaces in a later release.
- One purpose: what can be told in one sentence, above.
- It must work while the release before it still runs, and that release must work after it.
- `group_id` stands first in every key and index.
- SQLite changes a table by copying it: use `op.batch_alter_table`, and test with rows in the children.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
