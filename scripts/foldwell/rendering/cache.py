"""An LRU cache whose entries are valid while their dependency files are unchanged."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Result]):
    """A result, its key, and the files that it depends on, by path."""

    name: Hashable
    dependencies: Mapping[str, bytes]
    result: Result

    def is_valid(self, name: Hashable, files: Mapping[str, bytes]) -> bool:
        """Return whether this is the entry of `name` and its dependencies are unchanged in `files`."""
        return name == self.name and all(files.get(path) == data for path, data in self.dependencies.items())


class DependencyCache(Generic[Result]):
    """A least-recently-used cache of at most `capacity` results."""

    def __init__(self, capacity: int = 0) -> None:
        self.capacity = capacity
        # A list, not a dict by name: one name may have several results, made from different files.
        self.entries: list[Entry[Result]] = []

    def set_capacity(self, capacity: int) -> None:
        """Set the number of results to keep."""
        self.capacity = capacity
        # [-0:] would keep all of them.
        self.entries = self.entries[-capacity:] if capacity else []

    def find(self, name: Hashable, files: Mapping[str, bytes]) -> Entry[Result] | None:
        """Return the entry of a name whose dependencies match these files, or None."""
        for entry in reversed(self.entries):
            if entry.is_valid(name, files):
                self.entries.remove(entry)
                self.entries.append(entry)
                return entry
        return None

    def store(self, name: Hashable, dependencies: Mapping[str, bytes], result: Result) -> Entry[Result]:
        """Store a result; `dependencies` are all the files that it was made from."""
        entry = Entry(name, dict(dependencies), result)
        self.entries.append(entry)
        self.set_capacity(self.capacity)
        return entry
