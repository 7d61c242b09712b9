"""The possible inputs of a pack, known before anything is parsed, so that invalid files are included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from foldwell.inputs import parsing
from foldwell.project import paths
from foldwell.workflows.request import BuildRequest

EXTENDS_LINE = re.compile(r"^extends:\s*[\"']?([\w-]+)", re.MULTILINE)


def input_patterns(root: Path, request: BuildRequest) -> Iterator[str]:
    """Yield patterns, relative to `root`, of all files that may be inputs of a request."""
    yield f"{paths.TEMPLATES}/[!.]*"
    yield from (f"{folder}/**/[!.]*" for folder in _folders(root, request.practice))
    yield f"{paths.ARTICLES}/{request.article}.*"
    yield from (f"{folder}/[!.]*" for folder in (paths.FIGURES, paths.COUNTRIES, paths.WORDING))


def _folders(root: Path, practice: str) -> Iterable[str]:
    """Return the folders of a practice and its apparent bases, found without parsing YAML."""
    folders: dict[str, None] = {}
    name = practice
    while re.fullmatch(r"[\w-]+", name) and (folder := f"{paths.PRACTICES}/{name}") not in folders:
        if (root / folder).is_symlink():
            break
        folders[folder] = None
        facts = root / folder / paths.PRACTICE_FILE
        text = facts.read_bytes().decode("utf-8", "replace") if parsing.is_contained_file(facts) else ""
        base = EXTENDS_LINE.search(text)
        name = base[1] if base else ""
    return folders
