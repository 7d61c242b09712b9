"""The colours of a brand file: every name must resolve to a #rrggbb, and each role has one source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.findings import Finding, select, select_texts, suggestion_or_all
from foldwell.model import Colours

HEX = re.compile(r"#[0-9a-fA-F]{6}")
BARE_HEX = re.compile(r"[0-9a-fA-F]{6}")
WRITE_HEX = 'write "#rrggbb": # and six digits or letters a to f, in quotes'
TYPOGRAPHY = tuple(("typography", part, "color") for part in ("base", "headings", "link"))
# Other places for the colour of a role, which take precedence over the key under 'color'.
TYPOGRAPHY_ROLES: Mapping[str, KeyPath] = MappingProxyType(
    dict(zip(("foreground", "headings", "link"), TYPOGRAPHY, strict=True))
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        role: field.description or ""
        for role, field in Colours.model_fields.items()
        if role == "foreground" or role not in TYPOGRAPHY_ROLES
    }
)


def resolve_colours(tree: Tree) -> Colours:
    """Return the colours of a checked brand file, every name resolved to its #rrggbb."""
    names = {**_text_entries(tree, "color"), **_text_entries(tree, "color", "palette")}
    values = {role: _value(tree, role_keys(tree, role)) for role in Colours.model_fields}
    return Colours(**{role: _name_chain(value, names)[-1] for role, value in values.items() if value})


def role_keys(tree: Tree, role: str) -> KeyPath:
    """Return the keys to the value that gives a role its colour."""
    elsewhere = TYPOGRAPHY_ROLES.get(role, ())
    return elsewhere if elsewhere and _value(tree, elsewhere) else ("color", role)


def _value(tree: Tree, keys: KeyPath) -> str:
    return next((text for _, text in select_texts(tree, *keys)), "")


def _name_chain(value: str, names: Mapping[str, str]) -> list[str]:
    """Return the names from `value` to a colour; a name that repeats marks a cycle."""
    chain = [value]
    while (name := chain[-1]) in names and chain.count(name) == 1:
        chain.append(names[name])
    return chain


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every colour that does not resolve to a #rrggbb."""
    palette = _text_entries(tree, "color", "palette")
    roles = _text_entries(tree, "color")
    for name, value in palette.items():
        yield from _colour_problem(("color", "palette", name), value, palette)
    for role, value in roles.items():
        yield from _colour_problem(("color", role), value, {**roles, **palette})
    for keys in TYPOGRAPHY:
        if value := _value(tree, keys):
            yield from _colour_problem(keys, value, {**roles, **palette})


def _colour_problem(keys: KeyPath, value: str, names: Mapping[str, str]) -> Iterator[Finding]:
    chain = _name_chain(value, names)
    if keys[-1] in chain[:-1] and chain.count(chain[-1]) > 1:
        yield Finding(keys, f"goes round in a circle: {', '.join(chain)}", 'give one of them a "#rrggbb"')
    if value in names or HEX.fullmatch(value):
        return
    if value.startswith("#"):
        yield Finding(keys, f"cannot be '{value}'", WRITE_HEX)
    elif BARE_HEX.fullmatch(value):
        yield Finding(keys, f"is '{value}' without #", f'write "#{value}", in quotes')
    else:
        palette = [name for name in names if name not in (*ROLES, keys[-1])]
        hint = suggestion_or_all(value, palette) if palette else WRITE_HEX
        yield Finding(keys, f"is '{value}', which is not in the palette", hint)


def _text_entries(tree: Tree, *keys: str) -> dict[str, str]:
    """Return the texts of a group by their names."""
    groups = [group for _, group in select(tree, *keys) if isinstance(group, dict)]
    return {
        name: value.strip()
        for group in groups
        for name, value in group.items()
        if isinstance(value, str) and value.strip()
    }
