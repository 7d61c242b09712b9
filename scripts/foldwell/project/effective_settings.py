"""What holds for a practice in the end, and which file and line says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from foldwell.inputs import parsing
from foldwell.model import Practice
from foldwell.project import loading

DEFAULT = "foldwell's own"
SAID = MappingProxyType({"True": "yes", "False": "no"})


@dataclass(frozen=True, slots=True)
class Row:
    """One value that holds: in which file it would stand, what it is called, what it is, and who says so."""

    file: str
    name: str
    value: str
    where: str


def practice(root: Path, name: str) -> tuple[Row, ...]:
    """Return every value of a practice's facts and looks, and every file of its own, each with its place.

    Raises UsageError when there is no such practice, and InputError when its files cannot be read.
    """
    chain = loading.chain(root, name)
    return (
        *_values(loading.FACTS, chain.facts),
        *_silent(chain.facts),
        *_values(loading.LOOKS, chain.looks),
        *_files(root, chain.folders),
    )


def _values(file: str, source: parsing.Source) -> Iterator[Row]:
    for keys, text in parsing.leaves(source.value):
        yield Row(file, _called(keys), " ".join(text.split()), source.where(keys))


def _called(keys: parsing.Keys) -> str:
    """Return the keys as one name: "hours 1 times"."""
    return " ".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _silent(facts: parsing.Source) -> Iterator[Row]:
    """Yield the settings that no file says, with what holds then."""
    said = facts.value if isinstance(facts.value, dict) else {}
    for name, setting in Practice.model_fields.items():
        if name not in said and isinstance(setting.default, str | bool | int):
            yield Row(loading.FACTS, name, SAID.get(str(setting.default), str(setting.default)), DEFAULT)


def _files(root: Path, folders: tuple[str, ...]) -> Iterator[Row]:
    """Yield the other files of the practice and its bases, the practice's own first."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root / folder).as_posix()
            if path.is_file() and name not in (loading.FACTS, loading.LOOKS):
                yield Row("files", name, "", f"{folder}/{name}")
