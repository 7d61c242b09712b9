"""Refuse a practice or an article that is not there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from foldwell.errors import InputError, Problem, UsageError
from foldwell.model import ID_PATTERN
from foldwell.project.paths import FACTS, PRACTICES, practices


def known(root: Path, practice: str) -> None:
    """Refuse a practice that is not there: UsageError, or InputError when only its facts are missing."""
    there = practices(root)
    if (root / PRACTICES / practice).is_symlink():
        raise InputError(Problem(f"{PRACTICES}/{practice}", "is a link", "put the folder itself there"))
    if (
        (root / PRACTICES / practice).is_dir()
        and re.fullmatch(ID_PATTERN, practice)
        and practice not in there
    ):
        what, hint = f"has no {FACTS}", "put it there; an ending such as .yml is not found"
        raise InputError(Problem(f"{PRACTICES}/{practice}", what, hint))
    refuse_unknown(practice, there, "practice", PRACTICES)


def refuse_unknown(name: str, there: tuple[str, ...], kind: str, folder: str) -> None:
    """Refuse an id that is not there with the list of those that are; raises UsageError."""
    if re.fullmatch(ID_PATTERN, name) and name in there:
        return
    if name in there:
        what, hint = f"the {kind} cannot be called '{name}'", "small letters, digits and hyphens are allowed"
        raise UsageError(Problem(folder, what, hint))
    near = get_close_matches(name, there, n=1)
    advice = f"did you mean '{near[0]}'? " if near else ""
    listed = ", ".join(there) or "none yet"
    raise UsageError(Problem(folder, f"there is no {kind} '{name}'", f"{advice}there are: {listed}"))
