"""Refuse an unknown practice or article, and find what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foldwell.errors import InputError, Problem, UsageError, closest
from foldwell.model import ID_PATTERN
from foldwell.project.paths import ARTICLES, PRACTICE_FILE, PRACTICES, articles, practices

MAX_SHOWN = 40
"""The most letters of a name that a message repeats."""
OTHER_ENDINGS = r"(?:\.(?:ya?ml|txt|doc|rtf))+"
"""Endings that an editor or a person gives to a text file."""


def require_practice(root: Path, practice: str) -> None:
    """Raise UsageError for an unknown practice, InputError if its practice.yaml is missing."""
    existing = practices(root)
    if re.fullmatch(ID_PATTERN, practice) and practice not in existing:
        folder = f"{PRACTICES}/{practice}"
        if (root / folder).is_symlink():
            raise InputError(Problem(folder, "is a link", "put the folder itself there"))
        if (root / folder).is_dir():
            missing = Problem(folder, f"has no {PRACTICE_FILE}", "put it there; make practice begins one")
            raise InputError(*(tuple(renaming_problems(root, folder, PRACTICE_FILE)) or (missing,)))
    if practice.startswith("_") and (root / PRACTICES / practice[:MAX_SHOWN]).is_dir():
        what = f"'{practice}' is what practices extend, and gives no leaflets itself"
        raise UsageError(Problem(PRACTICES, what, f"there are: {', '.join(existing)}"))
    refuse_unknown(practice, existing, "practice", PRACTICES)


def require_article(root: Path, article: str) -> None:
    """Raise UsageError for an unknown article, InputError for one whose file has another ending."""
    existing = articles(root)
    is_missing = re.fullmatch(ID_PATTERN, article) and not (root / ARTICLES / f"{article}.yaml").exists()
    if is_missing and (problems := tuple(renaming_problems(root, ARTICLES, f"{article}.yaml"))):
        raise InputError(*problems)
    refuse_unknown(article, existing, "article", ARTICLES)


def refuse_unknown(name: str, existing: tuple[str, ...], kind: str, folder: str) -> None:
    """Raise UsageError for an unknown id, with the nearest of the existing ones and their list."""
    # fullmatch, because $ lets a line end at the end by.
    if re.fullmatch(ID_PATTERN, name) and name in existing:
        return
    if name in existing:
        what, hint = f"the {kind} cannot be called '{name}'", "small letters, digits and hyphens are allowed"
        raise UsageError(Problem(folder, what, hint))
    shown = name if len(name) <= MAX_SHOWN else f"{name[:MAX_SHOWN]}..."
    hint = f"there are: {', '.join(existing) or 'none yet'}"
    if meant := closest(_simplified(name), existing):
        hint = f"did you mean '{meant}'? {hint}"
    raise UsageError(Problem(folder, f"there is no {kind} '{shown}'", hint))


def _simplified(name: str) -> str:
    """Return a name as an id would be written: small letters, hyphens, no ending, no folders."""
    file = name.strip().strip("/").rpartition("/")[2][: 2 * MAX_SHOWN].casefold()
    return re.sub(r"[\s_]+", "-", re.sub(OTHER_ENDINGS + "$", "", file))


def renaming_problems(root: Path, folder: str, name: str) -> Iterator[Problem]:
    """Yield each file that was meant to be called `name`, such as practice.yaml.txt or Practice.yml."""
    stem = re.escape(name.partition(".")[0].removeprefix("_"))
    similar = re.compile(rf"_?{stem}{OTHER_ENDINGS}", re.IGNORECASE)
    paths = sorted((root / folder).iterdir()) if (root / folder).is_dir() else []
    for path in paths:
        if path.is_file() and path.name != name and similar.fullmatch(path.name):
            yield Problem(f"{folder}/{path.name}", "is not read under this name", f"rename it to {name}")
