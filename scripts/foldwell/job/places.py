"""Where a project keeps its words and looks, and what there is in each place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from foldwell.errors import InputError, Problem, UsageError
from foldwell.model import ID

ARTICLES = "content/articles"
FIGURES = "content/articles/figures"
COUNTRIES = "content/countries"
PRACTICES = "content/practices"
WORDING = "content/wording"
TEMPLATES = "templates"

FACTS = "practice.yaml"
LOOKS = "_brand.yml"


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
    return tuple(sorted(path.parent.name for path in (root / PRACTICES).glob(f"[!._]*/{FACTS}")))


def known(root: Path, practice: str) -> None:
    """Refuse a practice that is not there: UsageError, or InputError when only its facts are missing."""
    there = practices(root)
    if (root / PRACTICES / practice).is_dir() and re.fullmatch(ID, practice) and practice not in there:
        what, hint = f"has no {FACTS}", "put it there; an ending such as .yml is not found"
        raise InputError(Problem(f"{PRACTICES}/{practice}", what, hint))
    refuse_unknown(practice, there, "practice", PRACTICES)


def refuse_unknown(name: str, there: tuple[str, ...], kind: str, folder: str) -> None:
    """Refuse an id that is not there with the list of those that are; raises UsageError."""
    if re.fullmatch(ID, name) and name in there:
        return
    near = get_close_matches(name, there, n=1)
    advice = f"did you mean '{near[0]}'? " if near else ""
    listed = ", ".join(there) or "none yet"
    raise UsageError(Problem(folder, f"there is no {kind} '{name}'", f"{advice}there are: {listed}"))
