"""The effective settings of a practice, and the file and line that each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from foldwell.inputs import parsing
from foldwell.model import Practice
from foldwell.project import loading
from foldwell.project.paths import BRAND_FILES

DEFAULT = "foldwell's own"
YES_NO = MappingProxyType({"True": "yes", "False": "no"})


@dataclass(frozen=True, slots=True)
class EffectiveSetting:
    """One effective value: the file it belongs to, its name, the value, and where it is set."""

    file: str
    name: str
    value: str
    where: str


def practice_settings(root: Path, name: str) -> tuple[EffectiveSetting, ...]:
    """Return every value of a practice's facts and looks, and every file of its own, each with its place.

    Raises UsageError when there is no such practice, and InputError when its files cannot be read.
    """
    layers = loading.practice_layers(root, name)
    return (
        *_values(loading.PRACTICE_FILE, layers.facts),
        *_default_settings(layers.facts),
        *_values(PurePosixPath(layers.brand_source.name).name, layers.brand_source),
        *_files(root, layers.folders),
    )


def _values(file: str, source: parsing.Source) -> Iterator[EffectiveSetting]:
    for keys, text in parsing.leaves(source.value):
        yield EffectiveSetting(file, _setting_name(keys), " ".join(text.split()), str(source.where(keys)))


def _setting_name(keys: parsing.Keys) -> str:
    """Return the keys as one name: "hours 1 times"."""
    return " ".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _default_settings(facts: parsing.Source) -> Iterator[EffectiveSetting]:
    """Yield the settings that no file sets, with their defaults."""
    stated = facts.value if isinstance(facts.value, dict) else {}
    for name, setting in Practice.model_fields.items():
        if name not in stated and isinstance(setting.default, str | bool | int):
            yield EffectiveSetting(
                loading.PRACTICE_FILE, name, YES_NO.get(str(setting.default), str(setting.default)), DEFAULT
            )


def _files(root: Path, folders: tuple[str, ...]) -> Iterator[EffectiveSetting]:
    """Yield the other files of the practice and its bases, the practice's own first."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root / folder).as_posix()
            if path.is_file() and name not in (loading.PRACTICE_FILE, *BRAND_FILES):
                yield EffectiveSetting("files", name, "", f"{folder}/{name}")
