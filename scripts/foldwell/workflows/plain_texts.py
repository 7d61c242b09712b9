"""The text of a project's files, for what can be found in it without YAML: a batch may have nothing to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from foldwell.project import paths

EXTENDS_LINE = re.compile(r"^extends:\s*[\"']?([\w-]+)", re.MULTILINE)
MAX_BYTES = 1_000_000
"""The size of the largest file of words; a larger one is refused when it is read."""


def plain_text(path: Path) -> str:
    """Return the beginning of a file, as much as is ever read of one; "" for what cannot be read."""
    with suppress(OSError):
        # Opening a FIFO would block.
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_BYTES).decode("utf-8", "replace")
    return ""


def practice_texts(root: Path, practice: str) -> Iterator[str]:
    """Yield the facts of a practice and of each base, the nearest first; a circle is followed once."""
    seen: set[str] = set()
    name = practice
    while name and name not in seen:
        seen.add(name)
        text = plain_text(root / paths.PRACTICES / name / paths.PRACTICE_FILE)
        yield text
        base = EXTENDS_LINE.search(text)
        name = base[1] if base else ""
