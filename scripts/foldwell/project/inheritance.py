"""A practice and what it extends: its facts and looks over those of a network, over those of its country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from pathlib import Path

from foldwell.errors import FoldwellError, InputError, Problem
from foldwell.inputs import parsing, validation
from foldwell.model.practice import BASE_PATTERN, COUNTRY_PATTERN
from foldwell.project.paths import COUNTRIES, FACTS, LOOKS, PRACTICES, TEMPLATES
from foldwell.rendering.templating import faults


@dataclass(frozen=True, slots=True)
class Chain:
    """The layers of a practice: its folders as seen from the project, its own first, and what they say.

    `facts` and `looks` know of each value which file it stands in.
    """

    root: Path = field(repr=False)
    folders: tuple[str, ...]
    facts: parsing.Source = field(repr=False)
    looks: parsing.Source = field(repr=False)

    def find(self, name: str) -> str:
        """Return where the first file of that name is, from the practice on down; nothing if none has it."""
        places = (f"{folder}/{name}" for folder in self.folders)
        return next((place for place in places if (self.root / place).exists()), "")


def read(root: Path, practice: str) -> Chain:
    """Read the facts and looks of a practice and of all that it extends.

    Raises InputError with every problem of every file: one that is not there or cannot be read, a base that
    is not there, a circle of bases; and then with what is wrong in the facts that were read, too.
    """
    folders, facts, problems = _climbed(root, practice)
    looks = [f"{folder}/{LOOKS}" for folder in folders if (root / folder / LOOKS).exists()]
    if not problems and not looks:
        looks = [f"{folders[0]}/{LOOKS}"]
    found = _loaded(root, looks, problems)
    stacked = _over_country(root, _stacked(facts), problems) if facts else None
    if problems or not (found and stacked):
        told = {(one.where, one.what) for one in problems}
        others = validation.partial_practice_problems(stacked) if stacked else ()
        raise InputError(*problems, *(one for one in others if (one.where, one.what) not in told))
    return Chain(root, tuple(folders), stacked, _stacked(found))


def over_country(root: Path, facts: parsing.Source) -> parsing.Source:
    """Return the facts of a practice over those of its country; raises InputError if there is no such one."""
    problems: list[Problem] = []
    stacked = _over_country(root, facts, problems)
    if problems:
        raise InputError(*problems)
    return stacked


def _climbed(root: Path, practice: str) -> tuple[list[str], list[parsing.Source], list[Problem]]:
    """Return the folders and facts of a practice and its bases, from the practice on down, and problems."""
    folders = [f"{PRACTICES}/{practice}"]
    facts: list[parsing.Source] = []
    problems: list[Problem] = []
    while True:
        name = f"{folders[-1]}/{FACTS}"
        if len(folders) > 1 and not (root / name).exists():
            break
        try:
            facts.append(parsing.load(root / name, name))
        except FoldwellError as error:
            problems.extend(error.problems)
            break
        base = _base(facts[-1])
        if not base:
            break
        if problem := _base_wrong(root, facts[-1], base, folders):
            problems.append(problem)
            break
        folders.append(f"{PRACTICES}/{base}")
    return folders, facts, problems


def _base(facts: parsing.Source) -> str:
    """Return what a practice says that it extends; nothing if it does not, or not in a word."""
    value = facts.value.get("extends") if isinstance(facts.value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _base_wrong(root: Path, facts: parsing.Source, base: str, folders: list[str]) -> Problem | None:
    where, folder = facts.where(("extends",)), f"{PRACTICES}/{base}"
    if not re.fullmatch(BASE_PATTERN, base):
        return Problem(where, f"'extends' cannot be '{base}'", f"the name of a folder in {PRACTICES}/")
    if folder in folders:
        names = [Path(name).name for name in (*folders[folders.index(folder) :], folder)]
        what = f"'extends' goes round in a circle: {', '.join(names)}"
        return Problem(where, what, "one of them must stand on its own")
    if (root / folder).is_dir() and not (root / folder).is_symlink():
        return None
    there = sorted(path.name for path in (root / PRACTICES).glob("[!.]*") if path.is_dir())
    near = get_close_matches(base, there, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(there)}"
    return Problem(where, f"'extends' is '{base}', and there is no folder {folder}", hint)


def _loaded(root: Path, names: list[str], problems: list[Problem]) -> list[parsing.Source]:
    """Return the files that can be read; what is wrong with the others is added to the problems."""
    found = []
    for name in names:
        try:
            found.append(parsing.load(root / name, name))
        except FoldwellError as error:
            problems.extend(error.problems)
    return found


def _over_country(root: Path, facts: parsing.Source, problems: list[Problem]) -> parsing.Source:
    """Return facts over those of the country they name; when they name none, the model says so."""
    value = facts.value.get("country") if isinstance(facts.value, dict) else None
    country = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(COUNTRY_PATTERN, country):
        return facts
    there = sorted(path.stem for path in (root / COUNTRIES).glob("[!.]*.yaml"))
    if country not in there:
        what = f"'country' is '{country}', and {COUNTRIES}/ has no such file"
        problems.append(Problem(facts.where(("country",)), what, f"one of: {', '.join(there)}"))
        return facts
    return _stacked([facts, *_loaded(root, [f"{COUNTRIES}/{country}.yaml"], problems)])


def _stacked(sources: list[parsing.Source]) -> parsing.Source:
    """Return sources, the highest first, as one."""
    return reduce(lambda low, high: high.layered_over(low), reversed(sources))


def templates(root: Path, folders: tuple[str, ...]) -> dict[str, str]:
    """Return the text of every template and stylesheet: ours by name, those of the folders by path, on top.

    Raises InputError for an override that would be dropped without a word.
    """
    problems: list[Problem] = []
    found = {Path(path).name: text for path, text in _texts(root, TEMPLATES, problems)}
    for folder in reversed(folders):
        found.update(_texts(root, f"{folder}/{TEMPLATES}", problems))
    if problems or (problems := list(faults(found, f"{TEMPLATES}/"))):
        raise InputError(*problems)
    return found


def _texts(root: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a folder, if there is one; what is no template is a problem."""
    if not (root / folder).is_dir():
        return
    if (root / folder).is_symlink():
        problems.append(Problem(folder, "is a link", "put the folder itself there"))
        return
    for path in sorted((root / folder).glob("[!.]*")):
        name = f"{folder}/{path.name}"
        if path.suffix not in (".j2", ".css") or path.is_symlink() or not path.is_file():
            hint = "templates end in .html.j2, stylesheets in .css; put the file itself there, not a link"
            problems.append(Problem(name, "is not a template or stylesheet", hint))
            continue
        try:
            yield name, parsing.read_text(path, name)
        except FoldwellError as error:
            problems.extend(error.problems)
