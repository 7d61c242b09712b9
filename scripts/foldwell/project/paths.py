"""The folders and files of a project."""

from __future__ import annotations

from pathlib import Path

ARTICLES = "content/articles"
FIGURES = "content/articles/figures"
COUNTRIES = "content/countries"
PRACTICES = "content/practices"
WORDING = "content/wording"
PRINTING_WORDS = "content/printing"
TEMPLATES = "templates"

PRACTICE_FILE = "practice.yaml"
BRAND_FILE = "_brand.yml"

WITHDRAWN = "withdrawn"
"""The folder in a pack for the last good files of documents that can no longer be built or proven."""


def articles(root: Path) -> tuple[str, ...]:
    """Return the ids of the articles of a project; one article may be there in several languages."""
    return tuple(sorted({path.name.split(".")[0] for path in (root / ARTICLES).glob("[!.]*.yaml")}))


def language_versions(root: Path, article: str) -> tuple[str, ...]:
    """Return the files of an article, one for each language, relative to the project."""
    folder = root / ARTICLES
    names = {path.name for path in folder.glob(f"{article}.yaml")} | {
        path.name for path in folder.glob(f"{article}.*.yaml")
    }
    return tuple(f"{ARTICLES}/{name}" for name in sorted(names))


def practices(root: Path) -> tuple[str, ...]:
    """Return the ids of the practices of a project.

    A folder that starts with an underscore is a base for practices; one that starts with a dot is a leftover.
    """
    found = (path.parent for path in (root / PRACTICES).glob(f"[!._]*/{PRACTICE_FILE}"))
    return tuple(sorted(folder.name for folder in found if not folder.is_symlink()))
