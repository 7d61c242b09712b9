"""The inputs of a pack as patterns of file names.

They are known before anything is parsed, so that invalid files are included, and more closely once the inputs
were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from foldwell.inputs import parsing
from foldwell.project import paths
from foldwell.workflows.plain_texts import EXTENDS_LINE
from foldwell.workflows.request import BuildRequest

if TYPE_CHECKING:  # loads what builds a pack, and an up-to-date pack needs none of it
    from foldwell.project.build_context import BuildContext

VISIBLE = "[!.]*"
"""The files that count: hidden ones, such as those of an editor, are not inputs."""
ANY = (VISIBLE,)


def input_patterns(root: Path, request: BuildRequest) -> Iterator[str]:
    """Yield patterns, relative to `root`, of all files that may be inputs of a request."""
    yield from _patterns(practice_folders(root, request.practice), articles=[f"{request.article}.*"])
    yield f"{paths.DESIGNS}/{VISIBLE}/{VISIBLE}"


def input_patterns_of(context: BuildContext) -> Iterator[str]:
    """Yield patterns of all files that a context is built from, or that would change it if they appeared."""
    yield from _patterns(
        context.folders,
        articles=[f"{context.article_id}.yaml", f"{context.article_id}.*.yaml"],
        figures=sorted(context.figures),
        countries=[f"{context.practice.country}.yaml"],
        wording=[f"{context.article.language}.yaml"],
    )
    yield f"{context.design_folder}/{VISIBLE}"


def _patterns(
    folders: Iterable[str],
    articles: Iterable[str],
    figures: Iterable[str] = ANY,
    countries: Iterable[str] = ANY,
    wording: Iterable[str] = ANY,
) -> Iterator[str]:
    """Yield the patterns of the templates, of the folders of a practice, and of the files named."""
    yield f"{paths.TEMPLATES}/{VISIBLE}"
    yield from (f"{folder}/**/{VISIBLE}" for folder in folders)
    yield from (f"{paths.ARTICLES}/{name}" for name in articles)
    yield from (f"{paths.FIGURES}/{name}" for name in figures)
    yield from (f"{paths.COUNTRIES}/{name}" for name in countries)
    yield from (f"{paths.WORDING}/{name}" for name in wording)
    yield f"{paths.PRINTING_WORDS}/{VISIBLE}"


def practice_folders(root: Path, practice: str) -> Iterable[str]:
    """Return the folders of a practice and its apparent bases, found without parsing YAML."""
    folders: dict[str, None] = {}
    name = practice
    while re.fullmatch(r"[\w-]{1,65}", name) and (folder := f"{paths.PRACTICES}/{name}") not in folders:
        if (root / folder).is_symlink():
            break
        folders[folder] = None
        facts = root / folder / paths.PRACTICE_FILE
        text = facts.read_bytes().decode("utf-8", "replace") if parsing.is_contained_file(facts) else ""
        base = EXTENDS_LINE.search(text)
        name = base[1] if base else ""
    return folders
