"""The hashes of the input files of packs, and of the files in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path


@dataclass
class InputHashes:
    """The hashes of a project's input files, each computed once per command."""

    root: Path
    by_pattern: dict[str, Mapping[str, str]] = field(default_factory=dict)
    by_path: dict[Path, str] = field(default_factory=dict)

    def inputs(self, patterns: Iterable[str]) -> dict[str, str]:
        """Return every file that matches the patterns, with its SHA-256."""
        return {name: digest for pattern in patterns for name, digest in self._found(pattern).items()}

    def _found(self, pattern: str) -> Mapping[str, str]:
        if pattern not in self.by_pattern:
            self.by_pattern[pattern] = {
                path.relative_to(self.root).as_posix(): self._digest(path)
                for path in sorted(self.root.glob(pattern))
                if path.is_file() and not _leads_out(path)
            }
        return self.by_pattern[pattern]

    def _digest(self, path: Path) -> str:
        if path not in self.by_path:
            self.by_path[path] = digest_of(path)
        return self.by_path[path]


def _leads_out(path: Path) -> bool:
    """Return whether a path is a link out of its folder; such files are never used."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size; "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
