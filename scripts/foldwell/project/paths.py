"""The folders and files of a project."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

ARTICLES = "content/articles"
FIGURES = "content/articles/figures"
COUNTRIES = "content/countries"
PRACTICES = "content/practices"
WORDING = "content/wording"
PRINTING_WORDS = "content/printing"
TEMPLATES = "templates"
DESIGNS = f"{TEMPLATES}/designs"
DESIGN_FILE = "design.yaml"

PRACTICE_FILE = "practice.yaml"
BRAND_FILE = "_brand.yml"
BRAND_FILES = ("_brand.yml", "_brand.yaml", "brand/_brand.yml", "brand/_brand.yaml")
"""Where the brand file of a practice may lie, in its folder."""

WITHDRAWN = "withdrawn"
"""The folder in a pack for the last good files of documents that can no longer be built or proven."""


def design_folder(name: str) -> str:
    """Return the folder of a design, relative to the project."""
    return f"{DESIGNS}/{name}"


def brand_files(root: Path, folder: str) -> tuple[str, ...]:
    """Return the brand files of a practice's folder, relative to the project, links among them."""
    places = (f"{folder}/{name}" for name in BRAND_FILES)
    return tuple(place for place in places if (root / place).exists() or (root / place).is_symlink())


def practice_folder(brand_file: str) -> Path:
    """Return the folder of the practice that a brand file lies in, or its own if it lies elsewhere."""
    inside = Path(brand_file)
    practices_folder = Path(PRACTICES)
    if not inside.is_relative_to(practices_folder):
        return inside.parent
    return practices_folder / inside.relative_to(practices_folder).parts[0]


def stored_name(root: Path, path: str) -> str:
    """Return a path with its last part as the disk has it: some systems store an accent apart (NFD)."""
    wanted = root / path
    if wanted.exists() or not wanted.parent.is_dir():
        return path
    same = (
        other.name
        for other in wanted.parent.iterdir()
        if normalize("NFC", other.name) == normalize("NFC", wanted.name)
    )
    return str(Path(path).with_name(next(same, wanted.name)))


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
