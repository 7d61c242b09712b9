"""What one process of a run has laid out or read, kept in a folder for the others: what it has forked, too.

Both are functions of their inputs alone, and found again by the hashes of all that they were made from.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

from foldwell.rendering.cache import DependencyCache, Entry

Result = TypeVar("Result")

CAPACITY = 200
"""The results that a process keeps in its own memory."""


@lru_cache(maxsize=1024)
def digest(data: bytes) -> str:
    """The hash of some bytes, computed once for each object."""
    return blake2b(data, digest_size=16).hexdigest()


def spelt(part: Any) -> str:
    """A part of a name in letters that are the same in each process."""
    if isinstance(part, bytes):
        return digest(part)
    if isinstance(part, frozenset | tuple):
        parts = map(spelt, part)
        return f"({','.join(sorted(parts) if isinstance(part, frozenset) else parts)})"
    return f"{part.__module__}.{part.__qualname__}" if hasattr(part, "__qualname__") else repr(part)


def share(path: Path, *values: object) -> None:
    """Write values to a file that appears as a whole; a process that may write none keeps them to itself."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}")
        new.write_bytes(b"".join(map(pickle.dumps, values)))
        new.replace(path)


class SharedCache(DependencyCache[Result], Generic[Result]):
    """A cache whose entries are in a folder too."""

    def __init__(self, folder: Path) -> None:
        super().__init__(CAPACITY)
        self.folder = folder

    def find(self, name: Hashable, files: Mapping[str, bytes]) -> Entry[Result] | None:
        """Return an entry as the cache does, one that another process has stored too."""
        return super().find(name, files) or next(self._stored(name, files), None)

    def store(self, name: Hashable, dependencies: Mapping[str, bytes], result: Result) -> Entry[Result]:
        """Store a result as the cache does, and for the other processes."""
        hashes = {path: digest(data) for path, data in dependencies.items()}
        # What a layout was made from is in its name; whoever finds it, puts it there again.
        bare = replace(result, source=None) if is_dataclass(result) else result
        share(self._folder_of(name) / digest(repr(sorted(hashes.items())).encode()), hashes, bare)
        return super().store(name, dependencies, result)

    def _folder_of(self, name: Hashable) -> Path:
        return self.folder / digest(spelt(name).encode())

    def _stored(self, name: Hashable, files: Mapping[str, bytes]) -> Iterator[Entry[Result]]:
        for path in self._folder_of(name).glob("[0-9a-f]" * 32):
            with path.open("rb") as file:
                hashes = pickle.load(file)
                if all(at in files and digest(files[at]) == known for at, known in hashes.items()):
                    found = pickle.load(file)
                    yield super().store(name, {at: files[at] for at in hashes}, found)


def shared(function: Callable[..., Result], folder: Path) -> Callable[..., Result]:
    """A function of a file's bytes and of numbers, whose results are kept for all processes."""

    @lru_cache(maxsize=CAPACITY)
    def found(*given: Any) -> Result:
        path = folder / digest(spelt(given).encode())
        if not path.exists():
            share(path, result := function(*given))
            return result
        return pickle.loads(path.read_bytes())

    return found
