"""The `cohort packs` commands: read, lint, review and count the questions of packs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from adapters.cli.console import console_of
from adapters.settings import Settings

Folder = Annotated[Path | None, typer.Argument(help="A content folder, or one pack; the setting COHORT_CONTENT else.")]
Against = Annotated[
    list[Path] | None,
    typer.Option(exists=True, dir_okay=False, help="A text that no question may have words from; can be repeated."),
]
Ids = Annotated[str, typer.Option(help="These questions: ids with commas between them.")]
Task = Annotated[str, typer.Option(help="The questions of this task, such as 3.1.")]
Domain = Annotated[str, typer.Option(help="The questions of this domain, such as 3.")]
Status = Annotated[str, typer.Option(help="The questions of this status, such as in_review.")]
On = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the review; today else.")]


def packs(read_settings: Callable[[], Settings]) -> typer.Typer:
    """Every `cohort packs` command; `read_settings` tells where the content is when no folder is named."""
    app = typer.Typer(help="Read, lint, review and count packs of questions.", no_args_is_help=True)

    def at(folder: Path | None) -> Path:
        return folder or _from_here(read_settings().content)

    _reading(app, at)
    _blind(app, at)
    _standing(app, at)
    return app


def _reading(packs: typer.Typer, at: Callable[[Path | None], Path]) -> None:
    @packs.command()
    def check(folder: Folder = None, *, against: Against = None) -> None:
        """Print file and line of each fault; exit code 1 when there is an error."""
        from adapters.shelf.report import check as report  # noqa: PLC0415 - keeps `cohort --help` quick

        raise typer.Exit(report(at(folder), today=_today(), console=console_of(), against=against or ()))

    @packs.command()
    def schema(folder: Folder = None) -> None:
        """Write schema.json, which lets an editor complete and check packs."""
        from adapters.shelf.report import write_schema  # noqa: PLC0415 - keeps `cohort --help` quick

        with _writing():
            typer.echo(write_schema(at(folder)))

    @packs.command()
    def enemies(folder: Folder = None) -> None:
        """Write each pack's enemies.yaml: the items that are too alike to stand in one mock exam."""
        from adapters.shelf.report import write_enemies  # noqa: PLC0415 - keeps `cohort --help` quick

        with _writing():
            raise typer.Exit(write_enemies(at(folder), console_of()))

    @packs.command()
    def stats(
        folder: Folder = None,
        *,
        markdown: Annotated[bool, typer.Option("--markdown", help="Print it as COVERAGE.md has it.")] = False,
        write: Annotated[bool, typer.Option("--write", help="Write each pack's COVERAGE.md.")] = False,
    ) -> None:
        """Count what each pack holds against its plan (minimum, there, ready, missing), and name the next free ids."""
        from adapters.shelf.counting import print_coverage, write_coverage  # noqa: PLC0415 - keeps --help quick

        if not write:
            raise typer.Exit(print_coverage(at(folder), markdown=markdown, console=console_of()))
        with _writing():
            raise typer.Exit(write_coverage(at(folder), console_of()))


def _blind(packs: typer.Typer, at: Callable[[Path | None], Path]) -> None:
    @packs.command()
    def blind(
        folder: Folder = None,
        *,
        out: Annotated[
            Path | None, typer.Option(help="Print: write the questions here, and a sheet beside it.")
        ] = None,
        answers: Annotated[Path | None, typer.Option(help="Compare: the sheet, filled in.")] = None,
        ids: Ids = "",
        task: Task = "",
        domain: Domain = "",
        status: Status = "",
        seed: Annotated[str, typer.Option(help="What the options are shuffled by; the sheet remembers it.")] = "1",
        limit: Annotated[int, typer.Option(min=0, help="At most so many questions, chosen by the seed.")] = 0,
        unread: Annotated[bool, typer.Option("--unread", help="Leave out what was answered blind before.")] = False,
        options_only: Annotated[bool, typer.Option("--options-only", help="Leave out scenarios and stems.")] = False,
        by: Annotated[str, typer.Option(help="Who answered.")] = "",
        on: On = None,
        keys: Annotated[bool, typer.Option("--keys", help="Tell the keys as well.")] = False,
        record: Annotated[
            bool, typer.Option("--record", help="Write each result into its question's reviews.")
        ] = False,
    ) -> None:
        """Print questions without their keys for a blind reader (--out), or compare the answers (--answers).

        --out leaves out keys, reasons, levels and links, and writes FILE and FILE.answers.yaml. --answers says per
        question whether the reader agrees, and tells no key unless asked; --record keeps it as it happened.
        """
        from adapters.shelf.reviewing import Wanted, print_blind, take_blind  # noqa: PLC0415 - as above

        if (out is None) == (answers is None):
            raise typer.BadParameter("give either --out, to print, or --answers, to compare")
        console = console_of()
        if out:
            wanted = Wanted(_listed(ids), task, domain, status)
            extent: Literal["full", "options-only"] = "options-only" if options_only else "full"
            with _writing():
                written = print_blind(
                    at(folder),
                    out,
                    wanted=wanted,
                    seed=seed,
                    limit=limit,
                    extent=extent,
                    unread=unread,
                    console=console,
                )
            raise typer.Exit(written)
        if record and not by.strip():
            raise typer.BadParameter("--record needs --by: who answered?")
        if answers:
            raise typer.Exit(
                take_blind(at(folder), answers, by=by.strip(), on=_day(on), record=record, keys=keys, console=console)
            )


def _standing(packs: typer.Typer, at: Callable[[Path | None], Path]) -> None:
    @packs.command()
    def reviewed(
        folder: Folder = None,
        *,
        by: Annotated[str, typer.Option(help="Who reviewed.")],
        result: Annotated[Literal["accepted", "changed"], typer.Option(help="What came of it.")],
        ids: Ids = "",
        task: Task = "",
        kind: Annotated[Literal["technical", "editorial"], typer.Option(help="What was looked at.")] = "technical",
        on: On = None,
        note: Annotated[str, typer.Option(help="A sentence for the record.")] = "",
    ) -> None:
        """Write a technical or editorial review into the chosen questions; blind ones come from `blind --record`."""
        from adapters.shelf.reviewing import Wanted, record_reviews  # noqa: PLC0415 - as above

        wanted, day = Wanted(_named(ids, task), task), _day(on)
        raise typer.Exit(
            record_reviews(
                at(folder),
                wanted=wanted,
                by=by.strip(),
                kind=kind,
                on=day,
                result=result,
                note=note,
                console=console_of(),
            )
        )

    @packs.command()
    def promote(
        folder: Folder = None,
        *,
        to: Annotated[Literal["live", "pilot"], typer.Option(help="The status to give.")],
        ids: Ids = "",
        task: Task = "",
        domain: Domain = "",
    ) -> None:
        """Make questions live or pilot where their reviews allow it, and name the others with the reason.

        The latest blind review of the present version agrees with confidence 3 or more and no rival, by somebody
        else than the author; and the latest technical review accepted it. What is live or pilot changes by --ids.
        """
        from adapters.shelf.reviewing import Wanted  # noqa: PLC0415 - as above
        from adapters.shelf.reviewing import promote as raise_status  # noqa: PLC0415 - as above

        wanted = Wanted(_named(ids, task, domain), task, domain)
        raise typer.Exit(raise_status(at(folder), wanted=wanted, to=to, console=console_of()))


def _from_here(content: Path) -> Path:
    """The folder as one would type it, so that lines begin with content/mla-c01/ and not with all above it."""
    here = Path.cwd()
    return content.relative_to(here) if content.is_relative_to(here) else content


@contextmanager
def _writing() -> Iterator[None]:
    """Name a place that cannot be written to, and end with 1."""
    try:
        yield
    except OSError as wrong:
        typer.echo(f"{wrong.filename or 'A file'} cannot be used: {wrong.strerror}.", err=True)
        raise typer.Exit(1) from None


def _named(ids: str, *others: str) -> tuple[str, ...]:
    """The ids, where at least something says which questions are meant."""
    if not (ids or any(others)):
        raise typer.BadParameter("say which questions: --ids, --task or --domain")
    return _listed(ids)


def _listed(ids: str) -> tuple[str, ...]:
    return tuple(name for name in ids.replace(",", " ").split() if name)


def _today() -> date:
    from adapters.clock import now  # noqa: PLC0415 - keeps `cohort --help` quick

    return now().date()


def _day(on: datetime | None) -> date:
    """The day of a review, which is never one still to come."""
    today = _today()
    if on and on.date() > today:
        raise typer.BadParameter(f"--on is {on.date()}, which is still to come; a review is recorded once it is done")
    return on.date() if on else today
