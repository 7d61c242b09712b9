"""Load everything a pack is built from: article, practice, brand, wording, pictures, fonts, templates."""

from __future__ import annotations

from pathlib import Path

from foldwell.project import inheritance
from foldwell.project.build_context import BuildContext
from foldwell.project.context_loader import ContextLoader
from foldwell.project.inheritance import PracticeLayers, with_country_defaults
from foldwell.project.lookup import require_article, require_practice
from foldwell.project.paths import (
    ARTICLES,
    BRAND_FILE,
    PRACTICE_FILE,
    PRACTICES,
    articles,
    practices,
)

__all__ = [
    "ARTICLES",
    "BRAND_FILE",
    "PRACTICES",
    "PRACTICE_FILE",
    "BuildContext",
    "PracticeLayers",
    "articles",
    "load_context",
    "practice_layers",
    "practices",
    "require_pack",
    "with_country_defaults",
]


def practice_layers(root: Path, practice: str) -> PracticeLayers:
    """Return a practice with all its bases; raises UsageError or InputError as `load_context` does."""
    require_practice(root, practice)
    return inheritance.read_layers(root, practice)


def require_pack(root: Path, practice: str, article: str) -> None:
    """Raise UsageError for an unknown practice or article, InputError for a file under another name."""
    require_practice(root, practice)
    require_article(root, article)


def load_context(root: Path, practice: str, article: str) -> BuildContext:
    """Read and check everything for a pack below the project folder `root`.

    Raises UsageError when there is no such practice or article, and InputError with every problem of every
    file.
    """
    require_pack(root, practice, article)
    return ContextLoader(root).load(practice, article)
