"""Gather everything one pack is made of: article, practice, brand, wording, pictures, fonts, templates."""

from __future__ import annotations

from pathlib import Path

from foldwell.job import chain as chains
from foldwell.job.chain import Chain, over_country
from foldwell.job.desk import Desk
from foldwell.job.gathered import Job
from foldwell.job.known import known, refuse_unknown
from foldwell.places import ARTICLES, FACTS, LOOKS, PRACTICES, articles, practices

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
    return chains.read(root, practice)


def gather(root: Path, practice: str, article: str) -> Job:
    """Read and check everything for a pack below the project folder `root`.

    Raises UsageError when there is no such practice or article, and InputError with every problem of every
    file.
    """
    known(root, practice)
    refuse_unknown(article, articles(root), "article", ARTICLES)
    return Desk(root).job(practice, article)
