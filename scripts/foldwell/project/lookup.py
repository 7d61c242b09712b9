"""Refuse an unknown practice or article."""

from __future__ import annotations

import re
from pathlib import Path

from foldwell.errors import InputError, Problem, UsageError, suggestion
from foldwell.model import ID_PATTERN
from foldwell.project.paths import PRACTICE_FILE, PRACTICES, practices


def require_practice(root: Path, practice: str) -> None:
    """Raise UsageError for an unknown practice, InputError if its practice.yaml is missing."""
    existing = practices(root)
    if (root / PRACTICES / practice).is_symlink():
        raise InputError(Problem(f"{PRACTICES}/{practice}", "is a link", "put the folder itself there"))
    if (
        (root / PRACTICES / practice).is_dir()
        and re.fullmatch(ID_PATTERN, practice)
        and practice not in existing
    ):
        what, hint = f"has no {PRACTICE_FILE}", "put it there; an ending such as .yml is not found"
        raise InputError(Problem(f"{PRACTICES}/{practice}", what, hint))
    refuse_unknown(practice, existing, "practice", PRACTICES)


def refuse_unknown(name: str, existing: tuple[str, ...], kind: str, folder: str) -> None:
    """Raise UsageError for an unknown id, with the list of existing ones."""
    # fullmatch, because $ lets a line end at the end by.
    if re.fullmatch(ID_PATTERN, name) and name in existing:
        return
    if name in existing:
        what, hint = f"the {kind} cannot be called '{name}'", "small letters, digits and hyphens are allowed"
        raise UsageError(Problem(folder, what, hint))
    hint = f"{suggestion(name, existing)} there are: {', '.join(existing) or 'none yet'}"
    raise UsageError(Problem(folder, f"there is no {kind} '{name}'", hint.lstrip()))
