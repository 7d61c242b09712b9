"""Where a project keeps its words and looks, and what there is in each place."""

from __future__ import annotations

from pathlib import Path

ARTICLES = "content/articles"
FIGURES = "content/articles/figures"
COUNTRIES = "content/countries"
PRACTICES = "content/practices"
WORDING = "content/wording"
TEMPLATES = "templates"

FACTS = "practice.yaml"
LOOKS = "_brand.yml"

WITHDRAWN = "withdrawn"
"""The folder of a pack with the last good files of documents that could not be made or proven since."""


def articles(root: Path) -> tuple[str, ...]:
    """Return the ids of the articles of a project; one article may be there in several languages."""
    return tuple(sorted({path.name.split(".")[0] for path in (root / ARTICLES).glob("[!.]*.yaml")}))


def editions(root: Path, article: str) -> tuple[str, ...]:
    """Return the files of an article, one for each language, as seen from the project."""
    folder = root / ARTICLES
    names = {path.name for path in folder.glob(f"{article}.yaml")} | {
        path.name for path in folder.glob(f"{article}.*.yaml")
    }
    return tuple(f"{ARTICLES}/{name}" for name in sorted(names))


def practices(root: Path) -> tuple[str, ...]:
    """Return the ids of the practices of a project.

    What begins with an underscore is there for practices to extend, and what a killed command left under a
    dot is none.
    """
    found = (path.parent for path in (root / PRACTICES).glob(f"[!._]*/{FACTS}"))
    return tuple(sorted(folder.name for folder in found if not folder.is_symlink()))
