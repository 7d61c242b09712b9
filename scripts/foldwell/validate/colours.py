"""What names in a brand file refer to: they must lead to a #rrggbb, to a logo, to our own settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.load import Tree
from foldwell.model import Colours, Logo
from foldwell.validate.findings import Check, Finding, at, close, nearest, texts

HEX = re.compile(r"#[0-9a-fA-F]{6}")
BARE_HEX = re.compile(r"[0-9a-fA-F]{6}")
WRITE_HEX = 'write "#rrggbb": # and six digits or letters a to f, in quotes'
OURS = "foldwell"
ROLES: Mapping[str, str] = MappingProxyType(
    {role: field.description or "" for role, field in Colours.model_fields.items()}
)


def colour(value: str, roles: Mapping[str, str], palette: Mapping[str, str]) -> str:
    """Return the #rrggbb that a checked value stands for, directly or by names."""
    return _trail(value, {**roles, **palette})[-1]


def _trail(value: str, names: Mapping[str, str]) -> list[str]:
    """Return the names from `value` on that lead to a colour; one that comes twice ends a circle."""
    trail = [value]
    while (name := trail[-1]) in names and trail.count(name) == 1:
        trail.append(names[name])
    return trail


def _colours_lead_somewhere(tree: Tree) -> Iterator[Finding]:
    palette = _named(tree, "color", "palette")
    roles = _named(tree, "color")
    for name, value in palette.items():
        yield from _colour_wrong(("color", "palette", name), value, palette)
    for role, value in roles.items():
        yield from _colour_wrong(("color", role), value, {**roles, **palette})


def _colour_wrong(keys: tuple[str, ...], value: str, names: Mapping[str, str]) -> Iterator[Finding]:
    trail = _trail(value, names)
    if keys[-1] in trail[:-1] and trail.count(trail[-1]) > 1:
        yield Finding(keys, f"goes round in a circle: {', '.join(trail)}", 'give one of them a "#rrggbb"')
    if value in names or HEX.fullmatch(value):
        return
    if value.startswith("#"):
        yield Finding(keys, f"cannot be '{value}'", WRITE_HEX)
    elif BARE_HEX.fullmatch(value):
        yield Finding(keys, f"is '{value}' without #", f'write "#{value}", in quotes')
    else:
        palette = [name for name in names if name not in (*ROLES, keys[-1])]
        hint = nearest(value, palette) if palette else WRITE_HEX
        yield Finding(keys, f"is '{value}', which is not in the palette", hint)


def _logo_chosen(tree: Tree) -> Iterator[Finding]:
    path = next(texts(tree, "logo", "path"), None) or next(texts(tree, "logo"), None)
    if path:
        yield from _alt_there(tree, ("logo",))
        return
    images = [
        str(name) for _, group in at(tree, "logo", "images") for name in group if isinstance(group, dict)
    ]
    chosen = next((name for _, name in texts(tree, "logo", "medium")), None)
    if chosen in images:
        yield from _alt_there(tree, ("logo", "images", str(chosen)))
    elif chosen:
        hint = nearest(chosen, images) if images else "put it under 'images'"
        yield Finding(("logo", "medium"), f"is '{chosen}', which is not under 'images'", hint)
    elif any(at(tree, "logo")):
        yield Finding(("logo", "path"), "is missing", _advice("path"))


def _alt_there(tree: Tree, keys: tuple[str, ...]) -> Iterator[Finding]:
    if not any(at(tree, *keys, "alt")):
        yield Finding((*keys, "alt"), "is missing", _advice("alt"))


def _advice(field: str) -> str:
    return Logo.model_fields[field].description or ""


def _named(tree: Tree, *keys: str) -> dict[str, str]:
    """Return the texts of a group by their names."""
    groups = [group for _, group in at(tree, *keys) if isinstance(group, dict)]
    return {
        name: value.strip()
        for group in groups
        for name, value in group.items()
        if isinstance(value, str) and value.strip()
    }


def _our_settings_named(tree: Tree) -> Iterator[Finding]:
    """Every program has its group under 'defaults', so a slip in our own name would go unnoticed."""
    for _, group in at(tree, "defaults"):
        for name in group if isinstance(group, dict) else ():
            if name != OURS and close(name, [OURS]):
                yield Finding(("defaults", name), "is not a known name", f"did you mean '{OURS}'?")


CHECKS: tuple[Check, ...] = (_colours_lead_somewhere, _logo_chosen, _our_settings_named)
