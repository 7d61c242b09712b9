"""Inheritance: the facts and brand of a practice over those of its network, over those of its country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

from foldwell.errors import FoldwellError, InputError, Problem, suggestion
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.model import FrozenModel, Practice
from foldwell.model.practice import BASE_PATTERN
from foldwell.project.lookup import renaming_problems
from foldwell.project.paths import (
    BRAND_FILE,
    COUNTRIES,
    DESIGN_FILE,
    DESIGNS,
    PRACTICE_FILE,
    PRACTICES,
    TEMPLATES,
    brand_files,
    design_folder,
)
from foldwell.rendering.templating import override_problems

OTHER_NAMES = {
    **dict.fromkeys(
        ("uk", "england", "scotland", "wales", "britain", "great britain", "united kingdom"), "GB"
    ),
    **dict.fromkeys(("usa", "united states", "america"), "US"),
    **dict.fromkeys(("ireland", "eire"), "IE"),
}
"""What people call a country instead of its two letters (ISO 3166-1)."""
MAX_SHOWN = 40


@dataclass(frozen=True, slots=True)
class PracticeLayers:
    """The layers of a practice: its folders relative to the project, its own first, and their contents.

    `facts` and `brand_source` know the file of each value.
    """

    root: Path = field(repr=False)
    folders: tuple[str, ...]
    facts: parsing.Source = field(repr=False)
    brand_source: parsing.Source = field(repr=False)

    def find(self, name: str) -> str:
        """Return the path of the first file of that name, from the practice to its last base, or ""."""
        paths = (f"{folder}/{name}" for folder in self.folders)
        return next((path for path in paths if (self.root / path).exists()), "")


def read_layers(root: Path, practice: str) -> PracticeLayers:
    """Read the facts and the brand of a practice and of all its bases.

    Raises InputError with every problem of every file: missing or unreadable ones, missing bases, cycles, and
    the problems of the facts that could be read.
    """
    folders, facts, problems = _collect_bases(root, practice)
    found_files = [name for folder in folders for name in _brand_file(root, folder, problems)]
    if not problems and not found_files:
        problems.extend(renaming_problems(root, folders[0], BRAND_FILE))
        # Not there, so that reading it says so.
        found_files = [] if problems else [f"{folders[0]}/{BRAND_FILE}"]
    found = _read_sources(root, found_files, BrandFile, problems, any_comments=True)
    merged = _merge_country(root, _merge_all(facts), problems) if facts else None
    if problems or not (found and merged):
        reported = {problem.where for problem in problems}
        others = validation.partial_practice_problems(merged) if merged else ()
        raise InputError(*problems, *(problem for problem in others if problem.where not in reported))
    return PracticeLayers(root, tuple(folders), merged, _merge_all(found))


def _brand_file(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """Yield the brand file of a folder, if there is one; a second one, or a link, is a problem."""
    found = brand_files(root, folder)
    if len(found) > 1:
        what = f"stands beside {', '.join(found[1:])}"
        problems.append(Problem(found[0], what, "keep one of them: a practice has one brand file"))
    elif found and (root / found[0]).parent.is_symlink():
        problems.append(Problem(str(Path(found[0]).parent), "is a link", "put the folder itself there"))
    elif found:
        yield found[0]


def with_country_defaults(root: Path, facts: parsing.Source) -> parsing.Source:
    """Return the facts of a practice merged over those of its country; raises InputError if it is unknown."""
    problems: list[Problem] = []
    merged = _merge_country(root, facts, problems)
    if problems:
        raise InputError(*problems)
    return merged


def _collect_bases(root: Path, practice: str) -> tuple[list[str], list[parsing.Source], list[Problem]]:
    """Return the folders and facts of a practice and its bases in order, and their problems."""
    folders = [f"{PRACTICES}/{practice}"]
    facts: list[parsing.Source] = []
    problems: list[Problem] = []
    while True:
        name = f"{folders[-1]}/{PRACTICE_FILE}"
        # A base may have looks alone.
        if len(folders) > 1 and not (root / name).exists():
            break
        try:
            facts.append(parsing.load(root / name, name, Practice))
        except FoldwellError as error:
            problems.extend(error.problems)
            break
        base = _extends(facts[-1])
        if not base:
            break
        if problem := _base_problem(root, facts[-1], base, folders):
            problems.append(problem)
            break
        folders.append(f"{PRACTICES}/{base}")
    return folders, facts, problems


def _extends(facts: parsing.Source) -> str:
    """Return the base that a practice names under 'extends', or ""."""
    # Not validated yet: the model reports a value that is no text.
    value = facts.value.get("extends") if isinstance(facts.value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _base_problem(root: Path, facts: parsing.Source, base: str, folders: list[str]) -> Problem | None:
    where, folder = facts.where(("extends",)), f"{PRACTICES}/{base}"
    if not re.fullmatch(BASE_PATTERN, base):
        return Problem(where, f"'extends' cannot be '{base}'", f"the name of a folder in {PRACTICES}/")
    if folder in folders:
        names = [Path(name).name for name in (*folders[folders.index(folder) :], folder)]
        what = f"'extends' goes round in a circle: {', '.join(names)}"
        return Problem(where, what, "one of them must stand on its own")
    # A link may lead out of the project.
    if (root / folder).is_dir() and not (root / folder).is_symlink():
        return None
    existing = sorted(path.name for path in (root / PRACTICES).glob("[!.]*") if path.is_dir())
    hint = suggestion(base, existing, f"there are: {', '.join(existing)}")
    return Problem(where, f"'extends' is '{base}', and there is no folder {folder}", hint)


def _read_sources(
    root: Path,
    names: list[str],
    model: type[FrozenModel],
    problems: list[Problem],
    any_comments: bool = False,
) -> list[parsing.Source]:
    """Return the files that can be read; the problems of the others are added to `problems`."""
    found = []
    for name in names:
        try:
            found.append(parsing.load(root / name, name, model, any_comments))
        except FoldwellError as error:
            problems.extend(error.problems)
    return found


def _merge_country(root: Path, facts: parsing.Source, problems: list[Problem]) -> parsing.Source:
    """Return facts merged over those of their country; without one they would lack its numbers to call."""
    if not isinstance(facts.value, dict):
        return facts
    value = facts.value.get("country", "")
    country = value.strip() if isinstance(value, str) else ""
    existing = sorted(path.stem for path in (root / COUNTRIES).glob("[!.]*.yaml"))
    if country not in existing:
        problems.append(_country_problem(facts, country, existing))
        return facts
    return _merge_all([facts, *_read_sources(root, [f"{COUNTRIES}/{country}.yaml"], Practice, problems)])


def _country_problem(facts: parsing.Source, country: str, existing: list[str]) -> Problem:
    """Return the problem of a country that is missing, unknown, or written in another way."""
    where, meant = facts.where(("country",)), OTHER_NAMES.get(country.casefold(), country.upper())
    if not country:
        return Problem(where, "'country' is missing", f"add a line with one of: {', '.join(existing)}")
    what = (
        f"'country' is '{country[:MAX_SHOWN]}', and there is no file {COUNTRIES}/{country[:MAX_SHOWN]}.yaml"
    )
    hint = f"write {meant}" if meant in existing else f"one of: {', '.join(existing)}"
    return Problem(where, what, hint)


def _merge_all(sources: list[parsing.Source]) -> parsing.Source:
    """Merge sources, the highest first."""
    return reduce(lambda base, upper: upper.layered_over(base), reversed(sources))


def templates(root: Path, design: str, folders: tuple[str, ...]) -> dict[str, str]:
    """Return the text of every template and stylesheet: ours by name, and by path those of a layer on top.

    The layers are the design and, above it, the folders. Raises InputError for an override that would be
    ignored silently.
    """
    problems: list[Problem] = []
    found = {Path(path).name: text for path, text in _template_files(root, TEMPLATES, problems, DESIGNS)}
    folder = design_folder(design)
    found.update(_template_files(root, folder, problems, f"{folder}/{DESIGN_FILE}"))
    # The farthest base first, for each layer extends those before it.
    for folder in reversed(folders):
        found.update(_template_files(root, f"{folder}/{TEMPLATES}", problems))
    if problems or (problems := list(override_problems(found, f"{TEMPLATES}/"))):
        raise InputError(*problems)
    return found


def _template_files(
    root: Path, folder: str, problems: list[Problem], besides: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a folder, if there is one.

    What is no template is a problem, but for the path `besides`, which is something else.
    """
    if not (root / folder).is_dir():
        return
    if (root / folder).is_symlink():
        problems.append(Problem(folder, "is a link", "put the folder itself there"))
        return
    for path in sorted((root / folder).glob("[!.]*")):
        name = f"{folder}/{path.name}"
        if name == besides:
            continue
        if path.suffix not in (".j2", ".css") or path.is_symlink() or not path.is_file():
            hint = "templates end in .html.j2, stylesheets in .css; put the file itself there, not a link"
            problems.append(Problem(name, "is not a template or stylesheet", hint))
            continue
        try:
            yield name, parsing.read_text(path, name)
        except FoldwellError as error:
            problems.extend(error.problems)
