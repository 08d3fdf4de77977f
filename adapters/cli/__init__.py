"""The `cohort` command: one function per role and per chore."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from pydantic import ValidationError

from adapters.cli.console import console_of
from adapters.cli.env_file import env_fault
from adapters.cli.packs import packs
from adapters.settings import Settings

Run = Callable[[Settings, Collection[str]], int]
"""Runs these roles (`web`, `worker`, `discord`, `demo`) until stopped, and returns the exit code."""


def read_settings() -> Settings:
    """The settings, or a sentence per fault and exit code 2."""
    if sentence := env_fault():
        _told(sentence)
        raise typer.Exit(2)
    try:
        return Settings()  # type: ignore[call-arg] # every field has a default; the plugin for aliases is not worth it
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            words = fault["msg"].removeprefix("Value error, ")
            _told(f"The setting {fault['loc'][0]} does not fit: {words}. docs/settings.md says what does.")
    raise typer.Exit(2)


def _told(words: str) -> None:
    typer.echo(words, err=True)


def command_line(run: Run) -> typer.Typer:
    """The whole command; `run` starts roles."""
    app = typer.Typer(
        help="Cohort takes a study group to the pass mark. Alone it runs everything that has settings.",
        invoke_without_command=True,
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def everything(
        context: typer.Context,
        *,
        version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    ) -> None:
        """Run every role that has settings, in one process: the page always, Slack and Discord with their tokens."""
        if version:
            typer.echo(f"cohort {version_of('cohort')}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            settings = read_settings()
            roles = ["web", "worker", *(["discord"] if settings.discord_token else [])]
            raise typer.Exit(run(settings, roles))

    @app.command()
    def web() -> None:
        """Serve the page, and Slack's signed HTTP requests when a signing secret is set."""
        raise typer.Exit(run(read_settings(), ["web"]))

    @app.command()
    def worker() -> None:
        """Keep the clock and say what is due; take Slack's events in Socket Mode when an app token is set."""
        raise typer.Exit(run(read_settings(), ["worker"]))

    @app.command()
    def discord() -> None:
        """Stay connected to Discord, and say there what is due."""
        raise typer.Exit(run(read_settings(), ["discord"]))

    @app.command()
    def demo(
        *,
        fresh: Annotated[
            bool, typer.Option("--fresh", help="Make the group anew, and drop the one that is there.")
        ] = False,
    ) -> None:
        """Look at a simulated group: twelve classmates and six weeks, in a database of their own, on the page."""
        from tzlocal import get_localzone_name  # noqa: PLC0415 - as below

        from adapters.cli.demo import demo as open_demo  # noqa: PLC0415 - the database is a slow import
        from adapters.clock import now  # noqa: PLC0415 - keeps `cohort --help` quick

        settings, console = read_settings(), console_of(stderr=True, soft_wrap=True, markup=False, highlight=False)
        zone = get_localzone_name() or "UTC"
        raise typer.Exit(open_demo(settings, console, run, fresh=fresh, zone=zone, at=now()))

    _chores(app)
    app.add_typer(packs(read_settings), name="packs")
    app.add_typer(_manifest(), name="manifest")
    return app


def _chores(app: typer.Typer) -> None:
    @app.command()
    def migrate() -> None:
        """Bring the database to this version's tables."""
        from adapters.cli.migrate import migrate as bring_up  # noqa: PLC0415 - the database is a slow import

        raise typer.Exit(bring_up(read_settings(), console_of(stderr=True, soft_wrap=True, markup=False)))

    @app.command()
    def readiness(
        folder: Annotated[Path, typer.Option("--in", help="Folder with blueprint.json and the three CSV files.")],
        out: Annotated[Path, typer.Option("--out", help="The CSV file to write.")],
    ) -> None:
        """Estimate who would pass, from anyone's own data; docs/readiness.md says what the files hold."""
        from adapters.cli.readiness import readiness as estimate  # noqa: PLC0415 - keeps `cohort --help` quick

        raise typer.Exit(estimate(folder, out, console_of(stderr=True)))

    @app.command()
    def items(
        pack: Annotated[str, typer.Option(help="Only this pack.")] = "",
        file: Annotated[Path | None, typer.Option("--csv", help="Write a CSV file in place of the table.")] = None,
    ) -> None:
        """See how every question does, over all groups; those to look at come first."""
        from adapters.cli.items import items as go_through  # noqa: PLC0415 - the database is a slow import
        from adapters.clock import now  # noqa: PLC0415 - keeps `cohort --help` quick

        raise typer.Exit(go_through(read_settings(), console_of(), pack=pack, file=file, at=now()))

    @app.command()
    def doctor() -> None:
        """Check database, tokens, scopes, packs, zones and the desk's address; each line says ok or what to do."""
        from adapters.cli.doctor import doctor as examine  # noqa: PLC0415 - it imports every platform

        raise typer.Exit(examine(read_settings(), console_of()))


def _manifest() -> typer.Typer:
    manifest = typer.Typer(help="Print what a platform wants to know of the app.", no_args_is_help=True)

    @manifest.callback()
    def platforms() -> None:
        """Print what a platform wants to know of the app."""

    @manifest.command()
    def slack(
        url: Annotated[str, typer.Option(help="Public address for signed HTTP; Socket Mode without it.")] = "",
    ) -> None:
        """Print the manifest to paste when creating the Slack app."""
        from adapters.slack.manifest import print_manifest  # noqa: PLC0415 - keeps `cohort --help` quick

        typer.echo(print_manifest(_public(url)))

    return manifest


def _public(address: str) -> str:
    """The address, where Slack could send something to it; empty is Socket Mode."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        more = parts.query or parts.fragment or "@" in parts.netloc or any(sign.isspace() for sign in address)
        fits = parts.scheme == "https" and parts.hostname and parts.port != 0 and not more
    except ValueError:  # brackets that do not close, or a port that is no number
        fits = False
    if not fits:
        raise typer.BadParameter("--url should look like https://cohort.example.org")
    return address
