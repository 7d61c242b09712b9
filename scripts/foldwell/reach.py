"""What a pack may be made of: known before anything is read, so a file with a fault in it belongs too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from foldwell import load, places
from foldwell.order import Order

EXTENDS = re.compile(r"^extends:\s*[\"']?([\w-]+)", re.MULTILINE)


def reach(root: Path, order: Order) -> Iterator[str]:
    """Yield patterns of all the files that may turn out to belong to an order, as seen from `root`."""
    yield f"{places.TEMPLATES}/[!.]*"
    yield from (f"{folder}/**/[!.]*" for folder in _folders(root, order.practice))
    yield f"{places.ARTICLES}/{order.article}.*"
    yield from (f"{folder}/[!.]*" for folder in (places.FIGURES, places.COUNTRIES, places.WORDING))


def _folders(root: Path, practice: str) -> Iterable[str]:
    """Return the folders of a practice and of what it seems to extend: a guess, without the rules of YAML."""
    folders: dict[str, None] = {}
    name = practice
    while re.fullmatch(r"[\w-]+", name) and (folder := f"{places.PRACTICES}/{name}") not in folders:
        if (root / folder).is_symlink():
            break
        folders[folder] = None
        facts = root / folder / places.FACTS
        text = facts.read_bytes().decode("utf-8", "replace") if load.own(facts) else ""
        base = EXTENDS.search(text)
        name = base[1] if base else ""
    return folders
