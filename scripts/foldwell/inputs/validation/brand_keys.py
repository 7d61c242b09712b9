"""The keys of a brand file that brand.yml does not have: slips in a known one, and what others use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from pydantic import BaseModel

from foldwell.errors import KeyPath, closest
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER
from foldwell.inputs.validation.findings import MAX_SHOWN, Finding
from foldwell.model.fields import entry_type, find_field, is_model, plain_type

Findings: TypeAlias = Iterator[Finding]
Unknown: TypeAlias = tuple[KeyPath, type[BaseModel], "dict[str, Tree]"]

SLIP = 0.8
"""How alike an unknown key and a known one must be, from 0 to 1, for the one to be a slip in the other."""

FREE = ("meta",)
"""The group that brand.yml leaves open for whatever a brand notes down."""

PROGRAMS = ("defaults",)
"""The group with the settings of all programs, each under its name."""

MAX_NOTES = 12
"""The most unknown keys of one group that have a note each; the others are counted."""


def misspelt(model: type[BaseModel], tree: Tree) -> Findings:
    """Yield each unknown key that is a slip in one that is printed and not there: its value would be lost."""
    for keys, group, present in _unknown_keys(model, tree, ()):
        meant = _meant(keys, group, present)
        if meant and keys[:-1] != FREE:
            yield Finding(keys, "is not a known name", f"did you mean '{meant}'?")


def unused(model: type[BaseModel], tree: Tree) -> Findings:
    """Yield a note on each other unknown key; of many in one group, on the first and on how many follow."""
    counted: Counter[KeyPath] = Counter()
    for keys, group, present in _unknown_keys(model, tree, ()):
        above, name = keys[:-1], str(keys[-1])
        meant = _meant(keys, group, present)
        if meant and above != FREE:
            continue
        counted[above] += 1
        if counted[above] <= MAX_NOTES:
            hint = f"did you mean '{meant}'?" if meant else _better_place(model, keys)
            yield Finding((*above, name[:MAX_SHOWN]), f"is {UNUSED_ON_PAPER}", hint)
    for above, number in counted.items():
        if number > MAX_NOTES:
            yield Finding(above, f"has {number - MAX_NOTES} more entries that are {UNUSED_ON_PAPER}")


def is_slip(name: str, meant: str) -> bool:
    """Return whether a key is probably a slip in another."""
    return bool(closest(name, [meant], SLIP))


def _unknown_keys(kind: Any, tree: Tree, keys: KeyPath) -> Iterator[Unknown]:
    """Yield the keys of each value that the model has no field for, its group, and what stands there."""
    kind = plain_type(kind)
    if isinstance(tree, dict):
        for name, value in tree.items():
            field = find_field(kind, name) if is_model(kind) else None
            inner = field.annotation if field else entry_type(kind)
            if is_model(kind) and not field and kind.model_config.get("extra") == "ignore":
                yield (*keys, name), kind, tree
            elif inner is not None:
                yield from _unknown_keys(inner, value, (*keys, name))
    elif isinstance(tree, list) and entry_type(kind) is not None:
        for number, value in enumerate(tree):
            yield from _unknown_keys(entry_type(kind), value, (*keys, number))


def _meant(keys: KeyPath, group: type[BaseModel], present: dict[str, Tree]) -> str:
    """Return the key that the last of `keys` is a slip in, if it is printed and not there as well, or "".

    Programs have their groups side by side, so that a slip in ours is one although ours is there as well.
    """
    taken = () if keys[:-1] == PROGRAMS else present
    printed = [
        field.alias or key
        for key, field in group.model_fields.items()
        if field.description != UNUSED_ON_PAPER
    ]
    return closest(str(keys[-1]), [key for key in printed if key not in taken], SLIP)


def _better_place(model: type[BaseModel], keys: KeyPath) -> str:
    """Return where a key of the file itself belongs, if a group has a key of that name, or ""."""
    if len(keys) > 1:
        return ""
    groups = {name: plain_type(field.annotation) for name, field in model.model_fields.items()}
    owners = [name for name, group in groups.items() if is_model(group) and find_field(group, keys[0])]
    return f"it belongs under '{owners[0]}'" if owners else ""
