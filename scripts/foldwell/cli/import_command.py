"""The import command: make articles of one old leaflet, or of a folder of them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from foldwell.cli import output
from foldwell.cli.build_command import SOME_FAILED, cores
from foldwell.errors import OutputError, Problem, UsageError
from foldwell.workflows import article_import, folder_import
from foldwell.workflows.article_import import ImportResult
from foldwell.workflows.folder_import import ImportedFile


def import_file(project: Path, file: Path, name: str, language: str, today: date) -> ImportResult:
    """Return what became of a leaflet. Raises UsageError if the article has no name."""
    if not name:
        hint = "make article NAME=gout FROM=..., or foldwell import FILE --as gout"
        raise UsageError(Problem("NAME", "the new article has no name", hint))
    return article_import.import_article(project, file, name, language, today)


def show(result: ImportResult, *, as_json: bool) -> None:
    """Print what an old leaflet became, what still has to be written, and what was left out."""
    if as_json:
        output.line(json.dumps(result.data(), indent=2, ensure_ascii=False))
    else:
        _imported(result)


def import_folder(project: Path, folder: Path, language: str, today: date, report: Path | None) -> None:
    """Make an article of each leaflet in a folder, a line for each, and write a report if a file is named."""
    rows = []
    for row in folder_import.import_folder(project, folder, language, today, cores()):
        rows.append(row)
        _row(row)
    counts = Counter(row.state for row in rows)
    output.line(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) + ".")
    if report:
        _write_report(report, rows)
        output.line(f"What became of each file: {report}")
    if counts["not imported"]:
        sys.exit(SOME_FAILED)


def _write_report(path: Path, rows: Sequence[ImportedFile]) -> None:
    try:
        # With its mark, by which spreadsheets know UTF-8.
        path.write_text(folder_import.report(rows), encoding="utf-8-sig", newline="")
    except OSError as error:
        what = f"the report cannot be written: {error.strerror}"
        raise OutputError(Problem(str(path), what, "name another file with --report")) from error


def _row(row: ImportedFile) -> None:
    if row.result:
        placeholders, left_out = len(row.result.placeholders), len(row.result.left_out)
        output.line(
            f"{row.article}: {row.result.words} words, {placeholders} to fill in, "
            f"{left_out} left out, from {row.file}"
        )
    elif row.problems:
        for problem in row.problems:
            output.error(f"{row.file}: {problem.advice}")
    else:
        output.line(f"{row.article}: is there already, and stays as it is; from {row.file}")


def _imported(result: ImportResult) -> None:
    output.line(result.path)
    for picture in result.pictures:
        output.line(picture)
    _listed("What it became", result.mapped)
    _listed("Worth knowing", result.notes)
    _listed(
        "Placeholders, yours to write",
        [f"{problem.where}: {problem.message}" for problem in result.placeholders],
    )
    _listed("Phone numbers, as they were typed", result.phones)
    _listed("In the file, but left out", result.left_out)
    if not result.left_out:
        output.line("  Every word of the file arrived.")
    for number, step in enumerate(result.steps, 1):
        output.line(f"  {number}. {step}")


def _listed(heading: str, rows: Sequence[str]) -> None:
    if rows:
        output.line(f"  {heading}:")
        for row in rows:
            output.line(f"    - {row}")
