"""Find the design that a brand asks for: a folder with its tokens, stylesheets and templates."""

from __future__ import annotations

from pathlib import Path

from foldwell.errors import InputError, Location, Problem, suggestion
from foldwell.inputs import parsing, validation
from foldwell.model import Design
from foldwell.project.paths import DESIGN_FILE, DESIGNS, design_folder

Where = str | Location


def load_design(root: Path, name: str, where: Where) -> Design:
    """Return a design; raises InputError, for the line `where` that asks for it, if there is none."""
    found = designs(root)
    if name not in found:
        hint = suggestion(name, list(found), f"there are: {', '.join(found)}")
        raise InputError(Problem(where, f"there is no design '{name}'", hint))
    file = f"{design_folder(name)}/{DESIGN_FILE}"
    return validation.validate_design(parsing.load(root / file, file, Design))


def designs(root: Path) -> tuple[str, ...]:
    """Return the names of the designs of a project."""
    return tuple(sorted(path.parent.name for path in (root / DESIGNS).glob(f"[!.]*/{DESIGN_FILE}")))
