"""Import the old leaflets of a folder, each as an article of its own, and report on all of them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from foldwell.errors import FoldwellError, Problem, UsageError
from foldwell.project.paths import ARTICLES
from foldwell.workflows.article_import import ImportResult, import_articles
from foldwell.workflows.scaffold import MAX_NAME_LENGTH, RESERVED

LEAFLETS = frozenset(
    {".docx", ".docm", ".doc", ".rtf", ".odt", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".pdf"}
)
"""Files that may be leaflets, by their endings; those that cannot be read are refused with what to do."""

LOCK_PREFIX = "~$"
"""How the names of the files begin that Word writes while it has another one open."""

State = Literal["imported", "there already", "not imported"]

COLUMNS = ("file", "article", "state", "words", "placeholders", "left out", "why not")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate, whatever wrote it."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file of the folder: its path in it, the path of its article, and what became of it."""

    file: str
    article: str
    state: State
    result: ImportResult | None = None
    problems: tuple[Problem, ...] = ()

    def cells(self) -> tuple[str, ...]:
        """Return the row of the report; what a spreadsheet would calculate begins with an apostrophe."""
        result = self.result
        counts = (result.words, len(result.placeholders), len(result.left_out)) if result else ("", "", "")
        reasons = "; ".join(problem.advice for problem in self.problems)
        cells = map(str, (self.file, self.article, self.state, *counts, reasons))
        return tuple(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)


def import_folder(
    root: Path, folder: Path, language: str, day: date, processes: int = 1
) -> Iterator[ImportedFile]:
    """Yield each leaflet in a folder and below it as it is imported.

    One whose article is there already is left as it is, so that a second run imports what is new. Raises
    UsageError for a folder without leaflets, or a language without wording.
    """
    names = article_names(leaflets_in(folder))
    if not names:
        hint = f"those end in {', '.join(sorted(LEAFLETS))}"
        raise UsageError(Problem(str(folder), "has no file that may be a leaflet", hint))
    todo = []
    for file, name in names.items():
        article = f"{ARTICLES}/{name}.yaml"
        if (root / article).exists():
            yield ImportedFile(_shown(file, folder), article, "there already")
        else:
            todo.append((file, name))
    for file, result in import_articles(root, todo, language, day, processes):
        article = f"{ARTICLES}/{names[file]}.yaml"
        if isinstance(result, FoldwellError):
            yield ImportedFile(_shown(file, folder), article, "not imported", problems=result.problems)
        else:
            yield ImportedFile(_shown(file, folder), article, "imported", result)


def leaflets_in(folder: Path) -> Sequence[Path]:
    """Return the files in a folder and below it that may be leaflets, in order; hidden ones are none."""
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(place, name)
            for name in files
            if not name.startswith((".", LOCK_PREFIX)) and Path(name).suffix.lower() in LEAFLETS
        ]
    return sorted(found)


def article_names(files: Sequence[Path]) -> dict[Path, str]:
    """Return a name for the article of each file, made of the file's; equal ones are numbered."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for file in files:
        plain = normalize("NFKD", file.stem).encode("ascii", "ignore").decode().lower()
        base = "-".join(re.findall(r"[a-z0-9]+", plain))[: MAX_NAME_LENGTH - 4].strip("-") or "leaflet"
        base = f"{base}-leaflet" if RESERVED.fullmatch(base) else base
        numbered = (f"{base}-{number}" for number in range(2, len(files) + 2))
        names[file] = base if base not in taken else next(name for name in numbered if name not in taken)
        taken.add(names[file])
    return names


def report(rows: Sequence[ImportedFile]) -> str:
    """Return the report on all files as CSV, sorted by file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in sorted(rows, key=lambda row: row.file))
    return text.getvalue()


def _shown(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
