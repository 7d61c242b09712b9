"""Which articles are for which kinds of practice, found without validating either."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from foldwell.errors import InputError
from foldwell.inputs import parsing
from foldwell.model.practice import DEFAULT_KIND, is_meant_for
from foldwell.project import paths
from foldwell.workflows.incremental.input_patterns import practice_folders

KIND_LINE = re.compile(r"^kind:\s*[\"']?([\w-]+)", re.MULTILINE)
KINDS_LINE = re.compile(r"^[\"']?kinds\b", re.MULTILINE)


class KindMatch:
    """Knows which articles of a project are for which of its practices; each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kind_of = cache(self._kind_of)
        self.kinds_of = cache(self._kinds_of)

    def is_meant(self, practice: str, article: str) -> bool:
        """Return whether an article is for a practice; True for one that cannot be read, to be reported."""
        kind = self.kind_of(practice)
        return any(is_meant_for(kinds, kind) for kinds in self.kinds_of(article))

    def _kind_of(self, practice: str) -> str:
        """Return the kind of a practice, its own or that of the nearest base that names one."""
        for folder in practice_folders(self.root, practice):
            if found := KIND_LINE.search(_text(self.root / folder / paths.PRACTICE_FILE)):
                return found[1]
        return DEFAULT_KIND

    def _kinds_of(self, article: str) -> tuple[tuple[str, ...], ...]:
        """Return the kinds that each language version of an article names."""
        return tuple(self._kinds_in(name) for name in paths.language_versions(self.root, article))

    def _kinds_in(self, name: str) -> tuple[str, ...]:
        # Most articles name none, and reading YAML would slow down a batch that has nothing to do.
        if not KINDS_LINE.search(_text(self.root / name)):
            return ()
        try:
            tree = parsing.load(self.root / name, name).value
        except InputError:
            return ()
        found = parsing.leaves(tree)
        return tuple(text.strip() for keys, text in found if keys and keys[0] == "kinds")


def _text(path: Path) -> str:
    """Return the text of a file, as far as it is one."""
    return path.read_bytes().decode("utf-8", "replace") if parsing.is_contained_file(path) else ""
