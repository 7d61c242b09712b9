"""What the command line prints: finished packs, reports, problems."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from foldwell.errors import FoldwellError, Problem

if TYPE_CHECKING:
    from foldwell import begin, pipeline, show
    from foldwell import check as checking

SCREEN = Console(highlight=False, emoji=False, markup=False)
ERRORS = Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)


def next_steps(begun: begin.Begun) -> None:
    """Say what was begun, and the next steps."""
    line(begun.place)
    for number, step in enumerate(begun.steps, 1):
        line(f"  {number}. {step}")


def pack(made: pipeline.Pack, project: Path) -> None:
    """List the files of a finished pack, with pages and size; its folder as seen from the project."""
    inside = made.folder.is_relative_to(project)
    line(f"{made.folder.relative_to(project) if inside else made.folder}")
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 3, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    for file in made.files:
        pages = f"{file.pages} page{'s' * (file.pages != 1)}" if file.pages else ""
        table.add_row(f"  {file.name}", pages, f"{file.size / 1000:.0f} kB")
    SCREEN.print(table)
    _shades(made)
    for note in made.notes:
        line(f"  Note: {note}")


def _shades(made: pipeline.Pack) -> None:
    """Name every colour of the brand that had to change, so that nobody finds out at the printer's."""
    for shade in made.shades:
        if shade.changed:
            line(f"  The colour '{shade.role}' {shade.fault}. {shade.used} is used instead.")


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


def complain(caught: FoldwellError) -> None:
    """Print every problem, a line each."""
    for problem in caught.problems:
        error(str(problem))


def bug(caught: Exception) -> Problem:
    """Say where in our own code an unforeseen error arose, and how to report it."""
    frame = traceback.extract_tb(caught.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    what = f"this is a fault of foldwell, not yours: {type(caught).__name__}: {caught}"
    return Problem(where, what, "report it with this line and the command; nothing was published")
