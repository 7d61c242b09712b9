"""Which articles are for which kinds of practice, found before anything is validated."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from foldwell.errors import InputError
from foldwell.project import paths
from foldwell.workflows.plain_texts import plain_text, practice_texts

KIND_LINE = re.compile(r"^[\"']?kind[\"']?:\s*[\"']?([\w-]+)", re.MULTILINE)
KINDS_LINE = re.compile(r"^[\"']?kinds\b", re.MULTILINE)


class KindMatch:
    """Knows which articles of a project are for which of its practices; each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kind_of = cache(self._kind_of)
        self.kinds_of = cache(self._kinds_of)
        # Most projects name none, and then a batch with nothing to do needs no YAML and no models.
        self.any_named = any(KIND_LINE.search(plain_text(path)) for path in self._practice_files()) or any(
            KINDS_LINE.search(plain_text(path)) for path in (root / paths.ARTICLES).glob("[!.]*.yaml")
        )

    def is_meant(self, practice: str, article: str) -> bool:
        """Return whether an article is for a practice; True for one that cannot be read, to be reported."""
        if not self.any_named:
            return True
        from foldwell.model.practice import DEFAULT_KIND, is_meant_for  # noqa: PLC0415  rarely needed

        kind = self.kind_of(practice) or DEFAULT_KIND
        return any(kinds is None or is_meant_for(kinds, kind) for kinds in self.kinds_of(article))

    def _practice_files(self) -> list[Path]:
        return sorted((self.root / paths.PRACTICES).glob(f"[!.]*/{paths.PRACTICE_FILE}"))

    def _kind_of(self, practice: str) -> str:
        """Return the kind of a practice, its own or that of the nearest base that names one, or ""."""
        found = (KIND_LINE.search(text) for text in practice_texts(self.root, practice))
        return next((kind[1] for kind in found if kind), "")

    def _kinds_of(self, article: str) -> tuple[tuple[str, ...] | None, ...]:
        """Return the kinds that each language version of an article names; None if it cannot be read."""
        return tuple(self._kinds_in(name) for name in paths.language_versions(self.root, article))

    def _kinds_in(self, name: str) -> tuple[str, ...] | None:
        if not KINDS_LINE.search(plain_text(self.root / name)):
            return ()
        from foldwell.inputs import parsing  # noqa: PLC0415  rarely needed

        try:
            tree = parsing.load(self.root / name, name).value
        except InputError:
            return None
        return tuple(text.strip() for keys, text in parsing.leaves(tree) if keys and keys[0] == "kinds")
