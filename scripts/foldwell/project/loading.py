"""Gather everything one pack is made of: article, practice, brand, wording, pictures, fonts, templates."""

from __future__ import annotations

from pathlib import Path

from foldwell.project import inheritance
from foldwell.project.build_context import Job
from foldwell.project.context_loader import Desk
from foldwell.project.inheritance import Chain, over_country
from foldwell.project.lookup import known, refuse_unknown
from foldwell.project.paths import ARTICLES, FACTS, LOOKS, PRACTICES, articles, practices

__all__ = [
    "ARTICLES",
    "FACTS",
    "LOOKS",
    "PRACTICES",
    "Chain",
    "Job",
    "articles",
    "chain",
    "gather",
    "over_country",
    "practices",
]


def chain(root: Path, practice: str) -> Chain:
    """Return a practice with all that it extends; raises UsageError or InputError as `gather` does."""
    known(root, practice)
    return inheritance.read(root, practice)


def gather(root: Path, practice: str, article: str) -> Job:
    """Read and check everything for a pack below the project folder `root`.

    Raises UsageError when there is no such practice or article, and InputError with every problem of every
    file.
    """
    known(root, practice)
    refuse_unknown(article, articles(root), "article", ARTICLES)
    return Desk(root).job(practice, article)
