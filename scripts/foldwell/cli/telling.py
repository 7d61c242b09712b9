"""What the command line prints: finished packs, reports, problems."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from foldwell.errors import FoldwellError
from foldwell.order import Pack

if TYPE_CHECKING:
    from rich.progress import Progress

    from foldwell import begin, show
    from foldwell import check as checking

SCREEN = Console(highlight=False, emoji=False, markup=False)
ERRORS = Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)


def next_steps(begun: begin.Begun) -> None:
    """Say what was begun, and the next steps."""
    line(begun.place)
    for number, step in enumerate(begun.steps, 1):
        line(f"  {number}. {step}")


def pack(made: Pack, project: Path) -> None:
    """List the files of a finished pack, with pages and size; of one that is up to date, only the names."""
    if made.new:
        line(_folder(made, project))
        SCREEN.print(_files(made))
    else:
        names = ", ".join(file.name for file in made.files)
        line(f"{_folder(made, project)} is up to date: {names} (--force makes it anew)")
    notes(made)


def pack_of_many(made: Pack, project: Path) -> None:
    """Say in a line that a pack is finished, and what is worth a note."""
    line(f"{_folder(made, project)}: {len(made.files)} file{'s' * (len(made.files) != 1)}")
    notes(made)


def notes(made: Pack) -> None:
    """Print what is worth a note in a pack."""
    for note in made.notes:
        line(f"  {note}")


def orphan(pack: str, kept: Collection[str] | None) -> None:
    """Say that nobody asks for a pack any more; that it was removed, if it was, but for what is `kept`."""
    if kept is None:
        error(f"{pack}: its practice or its article is gone (--prune removes the pack)")
    elif kept:
        error(f"{pack}: removed, but for what foldwell did not make: {', '.join(kept)}")
    else:
        line(f"{pack}: removed")


def bar(total: int) -> Progress:
    """Return a bar for so many packs, not yet shown; it moves only when told to, without a thread."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    progress = Progress(*columns, console=SCREEN, auto_refresh=False, transient=True)
    progress.add_task("", total=total)
    return progress


def _folder(made: Pack, project: Path) -> str:
    """Return the folder of a pack as seen from the project."""
    inside = made.folder.is_relative_to(project)
    return str(made.folder.relative_to(project) if inside else made.folder)


def _files(made: Pack) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 3, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    for file in made.files:
        pages = f"{file.pages} page{'s' * (file.pages != 1)}" if file.pages else ""
        table.add_row(f"  {file.name}", pages, f"{file.size / 1000:.0f} kB")
    return table


def report(told: checking.Report) -> None:
    """Print the checks as a table, and the questions that are left to a person."""
    words = told.words
    line(words.title.format(article=told.job.article.title, practice=told.job.practice.name))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in words.columns:
        table.add_column(column, overflow="fold")
    for row in told.rows:
        table.add_row(getattr(words.checks, row.check), getattr(words, row.state), row.figure, row.where)
    SCREEN.print(table)
    line(told.summary)
    line(f"\n{words.questions_heading}")
    for question in words.questions:
        line(f"  [ ] {question}")


def shown(rows: Sequence[show.Row]) -> None:
    """Print what holds for a practice, file by file: names, values and places, each value on one line."""
    name, value = (max(len(getattr(row, column)) for row in rows) for column in ("name", "value"))
    for file, group in groupby(rows, key=lambda row: row.file):
        line(file)
        for row in group:
            line(f"  {row.name:{name}}  {row.value:{value}}  {row.where}".rstrip())


def line(text: str) -> None:
    """Print a line as it is."""
    SCREEN.print(text, soft_wrap=True)


def error(text: str) -> None:
    """Print a line among the errors."""
    ERRORS.print(text)


def complain(caught: FoldwellError, before: str = "") -> None:
    """Print every problem, a line each, with some words before it."""
    for problem in caught.problems:
        error(f"{before}{problem}")
