"""Options that several commands have: of a pack, of documents, and of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from foldwell.cli import build_command


def today_option(what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the --today option, which defaults to the date of today."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, value: _given_day_or_today(value),
        help=what,
    )


def pack_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a pack to a command: practice, article, output folder and day."""
    options = (
        click.option(
            "--practice", default="riverside", show_default=True, help="A folder in content/practices/."
        ),
        click.option(
            "--article", default="restless-legs", show_default=True, help="A file in content/articles/."
        ),
        click.option(
            "--out",
            type=click.Path(path_type=Path, file_okay=False),
            help="Where the packs go (build/, if not given).",
        ),
        today_option("The date to check review dates against (today, if not given)."),
    )
    # Decorators work from the last to the first, and help lists the options in this order.
    for option in reversed(options):
        command = option(command)
    return command


def document_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of documents and limits to a command."""
    options = (
        click.option(
            "--only", multiple=True, help="Make this document only, such as handout or card (repeatable)."
        ),
        build_command.limit_options,
        click.option(
            "--allow-overdue",
            is_flag=True,
            help="Make an article that is past its review date; every document then says so.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _given_day_or_today(value: datetime | None) -> date:
    """Return the given day, or today: the only place that reads the clock."""
    return (value or datetime.now()).date()
