"""The kinds of articles that one can begin: a skeleton for each, whose first line says what it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foldwell.errors import Problem, UsageError, suggestion
from foldwell.inputs import parsing
from foldwell.project.paths import WORDING
from foldwell.rendering.templating import fill

SKELETONS = "content/skeletons/articles/"
SUFFIX = ".yaml.j2"
HEAD = f"_head{SUFFIX}"
DEFAULT_KIND = "condition"
DEFAULT_LANGUAGE = "en-GB"
PURPOSE = re.compile(r"\{#(.*?)#\}")


def kinds(root: Path) -> Mapping[str, str]:
    """Return what each kind is for, by name; a skeleton that begins with _ is a part of others."""
    return {
        name.removesuffix(SUFFIX): found[1].strip() if (found := PURPOSE.match(text)) else ""
        for name, text in _skeletons(root).items()
        if not name.startswith("_")
    }


def fill_kind(root: Path, kind: str, values: Mapping[str, Any]) -> str:
    """Return a new article of a kind.

    Raises UsageError with all kinds for an unknown one, and InputError for a slip in its skeleton.
    """
    known = kinds(root)
    if kind not in known:
        hint = suggestion(kind, known, f"there are {len(known)}")
        listed = (Problem(name, purpose) for name, purpose in known.items())
        raise UsageError(Problem("KIND", f"there is no kind '{kind}' of article", hint), *listed)
    return fill(_skeletons(root), f"{kind}{SUFFIX}", values, SKELETONS)


def editor_line(root: Path) -> str:
    """Return the first line of a new article without its #, by which an editor knows what belongs there."""
    return _skeletons(root)[HEAD].partition("\n")[0].lstrip("# ")


def check_language(root: Path, language: str) -> None:
    """Raise UsageError for a language that no documents can be in, because its fixed words are missing."""
    known = sorted(path.stem for path in (root / WORDING).glob("[!.]*.yaml"))
    if language not in known:
        what = f"there are no documents in '{language:.160}'"
        raise UsageError(Problem("--language", what, f"one of: {', '.join(known)}"))


def _skeletons(root: Path) -> dict[str, str]:
    """Return the text of each skeleton and each part of one, by file name."""
    names = sorted(path.name for path in (root / SKELETONS).glob(f"[!.]*{SUFFIX}"))
    return {name: parsing.read_text(root / SKELETONS / name, f"{SKELETONS}{name}") for name in names}
