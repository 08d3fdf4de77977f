"""How Alembic runs our migrations: on the engine it is handed, or on the database that DATABASE_URL names."""

from __future__ import annotations

import os
import sys

from alembic import context

from adapters.store.engine import make_engine
from adapters.store.history import migrating
from adapters.store.tables import metadata


def run() -> None:
    """Run what was asked for in one transaction."""
    engine = context.config.attributes.get("engine")
    if engine is None:
        address = os.environ.get("DATABASE_URL")
        if not address:
            sys.exit("Set DATABASE_URL, for example DATABASE_URL=sqlite:///cohort.db, then try again.")
        engine = make_engine(address)
    if context.is_offline_mode():
        sys.exit("Migrations look at the database they change. Leave out --sql.")
    with migrating(engine) as connection:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()


run()
