"""What is wrong with the file of a picture before it is opened."""

from __future__ import annotations

from pathlib import Path

from foldwell.errors import Location, Problem, closest
from foldwell.inputs import parsing


def picture_file_problem(
    path: Path, name: str, named_in: Location, within: Path | None = None
) -> Problem | None:
    """Return the problem of a file that is not there, or leads out of a folder; its own if none is given.

    `name` is what messages call it, and `named_in` the line that asks for it.
    """
    if parsing.is_contained_file(path, within):
        return None
    exists = path.exists() or path.is_symlink()
    what = "is no file, or a link to one elsewhere" if exists else "is not there"
    hint = "put the picture itself there" if exists else _missing_file_hint(path)
    return Problem(named_in, f"the picture {name} {what}", hint)


def _missing_file_hint(path: Path) -> str:
    """Return the hint for a file that is not there, with the name of one in its folder that may be meant."""
    beside = [other.name for other in path.parent.glob("[!.]*")] if path.parent.is_dir() else []
    near = closest(path.name, sorted(beside))
    return "put the file there or correct its name" + (f": there is '{near}'" if near else "")
