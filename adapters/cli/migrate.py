"""Migrate: bring the database to this version's tables."""

from __future__ import annotations

from rich.console import Console

from adapters.settings import Settings
from adapters.store import StoreUnavailable, make_engine, upgrade


def migrate(settings: Settings, console: Console) -> int:
    """Upgrade the database and say so; 1 when it cannot be reached."""
    try:
        if not settings.database_url:
            settings.data.mkdir(parents=True, exist_ok=True)
        engine = make_engine(settings.database)
        with console.status("Migrating the database"):
            upgrade(engine)
        engine.dispose()
    except (StoreUnavailable, ValueError) as error:
        console.print(str(error))
        return 1
    except OSError as error:
        console.print(f"The data folder {settings.data} cannot be used: {error.strerror}. Set COHORT_DATA to another.")
        return 1
    console.print("The database is up to date.")
    return 0
