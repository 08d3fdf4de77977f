"""Being named by default is no choice: who never chose is told from who chose their name, and may choose anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "names_chosen"
down_revision = "desk_links"
branch_labels = None
depends_on = None

MEMBERS = sa.table("members", sa.column("show", sa.Text))


def upgrade() -> None:
    op.execute(MEMBERS.update().where(MEMBERS.c.show == "name").values(show=""))


def downgrade() -> None:
    op.execute(MEMBERS.update().where(MEMBERS.c.show == "").values(show="name"))
