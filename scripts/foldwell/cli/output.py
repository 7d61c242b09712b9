"""The output of the command line: finished packs, reports, problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foldwell.errors import FoldwellError, Problem
from foldwell.project.paths import WITHDRAWN
from foldwell.workflows.request import PackFile, PublishedPack

if TYPE_CHECKING:
    from rich.progress import Progress

    from foldwell.project import effective_settings
    from foldwell.workflows import leaflet_plan as plans
    from foldwell.workflows import pictogram_search, quality_report, scaffold

MAX_NAMED = 5
"""The most packs that a line names."""

COLUMN_GAP = " " * 3
"""The space between two columns."""


def next_steps(result: scaffold.ScaffoldResult) -> None:
    """Print what was created, and the next steps."""
    line(result.path)
    for number, step in enumerate(result.steps, 1):
        line(f"  {number}. {step}")
    for note in result.notes:
        line(f"  Note: {note}")


def leaflet_plan(plan: plans.LeafletPlan) -> None:
    """Print how a leaflet is planned, a line for each panel."""
    line(f"{plan.article}: {plan.words} words")
    pages = f"{plan.pages} page{'s' * (plan.pages != 1)}"
    line(f"  fold {plan.fold}, {pages}; {plan.size:g} pt, leading {plan.leading:g}")
    for panel in plan.panels:
        line(f"  {panel.name}: {panel.full} % full, ends {panel.ends}")
    if plan.note_lines:
        line(f"  {plan.note_lines} lines for notes fill what is left")
    for part in plan.left_out:
        line(f"  no room: {part}")
    for note in plan.notes:
        line(f"  Note: {note}")


def pack(published: PublishedPack, project: Path) -> None:
    """List the files of a finished pack, with pages and size; of one that is up to date, only the names."""
    names = ", ".join(file.name for file in published.files) or "no document could be made"
    if published.new:
        line(_folder(published, project))
        for row in _files(published):
            line(row)
    elif published.missing:
        line(f"{_folder(published, project)}, unchanged: {names} (--force makes it anew)")
    else:
        line(f"{_folder(published, project)} is up to date: {names} (--force makes it anew)")
    notes(published)


def missing(published: PublishedPack, project: Path, before: str = "") -> None:
    """Print the problems of each missing document of a pack, then their names."""
    if published.missing:
        for problem in problems(published):
            error(f"{before}{problem}")
        error(f"{before}Not made: {missing_files(published, project)}")


def problems(published: PublishedPack) -> tuple[Problem, ...]:
    """Return the problems of the missing documents of a pack, each once."""
    return tuple(dict.fromkeys(problem for document in published.missing for problem in document.problems))


def missing_files(published: PublishedPack, project: Path) -> str:
    """Return the files that are missing in a pack, and where the last good ones are."""
    names = ", ".join(document.file for document in published.missing)
    if not any(document.withdrawn for document in published.missing):
        return names
    return f"{names} (do not hand out the last good ones, in {_folder(published, project)}/{WITHDRAWN}/)"


def pack_line(published: PublishedPack, project: Path) -> None:
    """Print a line for a finished pack, and its notes."""
    line(f"{_folder(published, project)}: {len(published.files)} file{'s' * (len(published.files) != 1)}")
    notes(published)


def notes(published: PublishedPack) -> None:
    """Print the notes of a pack."""
    for note in published.notes:
        line(f"  Note: {note}")


def left_out(reason: str, packs: Sequence[str]) -> None:
    """Print which packs of a batch were left out for a reason, if any."""
    if packs:
        more = f" and {len(packs) - MAX_NAMED} more" if len(packs) > MAX_NAMED else ""
        named = f"{', '.join(packs[:MAX_NAMED])}{more}"
        line(f"Left out, because {reason}: {named}")


def orphan(pack: str, remaining: Collection[str] | None) -> None:
    """Print that a pack is orphaned, or that it was removed, except for the files `remaining`."""
    if remaining is None:
        error(f"{pack}: its practice or its article is gone (--prune removes the pack)")
    elif remaining:
        error(f"{pack}: removed, but for what foldwell did not make: {', '.join(remaining)}")
    else:
        line(f"{pack}: removed")


def progress_bar(total: int) -> Progress:
    """Return a hidden progress bar for so many packs; it refreshes only when updated, without a thread."""
    # Imported here because most commands show no progress, and some must end before rich is imported.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    progress = Progress(*columns, auto_refresh=False, transient=True)
    progress.add_task("", total=total)
    return progress


def _folder(published: PublishedPack, project: Path) -> str:
    """Return the folder of a pack, relative to the project."""
    return relative_path(published.folder, project)


def relative_path(path: Path, project: Path) -> str:
    """Return a path as it is printed: relative to the project, if it lies in it."""
    return str(path.relative_to(project) if path.is_relative_to(project) else path)


def _files(published: PublishedPack) -> Iterator[str]:
    """Yield a line for each file: its name, its pages, its size."""
    rows = [
        (f"  {file.name}", f"{file.pages} page{'s' * (file.pages != 1)}" if file.pages else "", _size(file))
        for file in published.files
    ]
    if not rows:
        return
    name, pages, size = (max(map(len, column)) for column in zip(*rows, strict=True))
    yield from (f"{row[0]:{name}}{COLUMN_GAP}{row[1]:>{pages}}{COLUMN_GAP}{row[2]:>{size}}" for row in rows)


def _size(file: PackFile) -> str:
    return f"{file.size / 1000:.0f} kB"


def report(result: quality_report.Report) -> None:
    """Print the checks as a table, and the questions that are left to a person."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    words = result.words
    line(words.title.format(article=result.context.article.title, practice=result.context.practice.name))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in words.columns:
        table.add_column(column, overflow="fold")
    for row in result.rows:
        table.add_row(getattr(words.checks, row.check), getattr(words, row.state), row.figure, row.where)
    # Otherwise rich takes ":100:" in a place for a picture, and words in brackets for a style.
    Console(highlight=False, emoji=False, markup=False).print(table)
    line(result.summary)
    line(f"\n{words.questions_heading}")
    for question in words.questions:
        line(f"  [ ] {question}")


def pictograms(result: pictogram_search.SearchResult) -> None:
    """Print the pictograms that were found, with their other names."""
    if not result.matches:
        advice = "Try another word: they are those of Font Awesome (Free, Solid), whose site shows them all."
        line(f"No pictogram has a name like '{result.word}'. {advice}")
    elif not result.found:
        line(f"No pictogram has '{result.word}' in its name. The closest:")
    for match in result.matches:
        line(f"  {match.name}" + f"   (also {', '.join(match.also)})" * bool(match.also))
    if result.more:
        line(f"  and {result.more} more; another word makes them fewer")


def settings(rows: Sequence[effective_settings.EffectiveSetting]) -> None:
    """Print the effective settings of a practice by file: names, values and places."""
    name, value = (max(len(getattr(row, column)) for row in rows) for column in ("name", "value"))
    for file, group in groupby(rows, key=lambda row: row.file):
        line(file)
        for row in group:
            line(f"  {row.name:{name}}  {row.value:{value}}  {row.where}".rstrip())


def line(text: str) -> None:
    """Print a line as it is."""
    click.echo(text)


def error(text: str) -> None:
    """Print a line among the errors."""
    click.echo(text, err=True)


def print_problems(caught: FoldwellError, before: str = "") -> None:
    """Print every problem, a line each, with some words before it."""
    for problem in caught.problems:
        error(f"{before}{problem}")
