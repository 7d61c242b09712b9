"""The colours of a brand file: each role has one source, and its name or CSS colour becomes #rrggbb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from foldwell.assets.css_colour import CssColour, parse_css, second_colour
from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.findings import MAX_SHOWN, Finding, select, select_texts, suggestion_or_all
from foldwell.model import Colours

BARE_HEX = re.compile(r"[0-9a-fA-F]{6}")
WRITE_HEX = 'write "#rrggbb": # and six digits or letters a to f, in quotes'
CURLY_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
MAX_PALETTE = 300
"""The most names that a palette may have."""

MAX_CIRCLE = 6
"""The most names of a circle that a message lists."""

DEFAULT_PRIMARY = "#2b3f6b"
"""The main colour of a brand file without any colours: ink blue."""

TYPOGRAPHY = tuple(("typography", part, "color") for part in ("base", "headings", "link"))
# Other places for the colour of a role, which take precedence over the key under 'color'.
TYPOGRAPHY_ROLES: Mapping[str, KeyPath] = MappingProxyType(
    dict(zip(("foreground", "headings", "link"), TYPOGRAPHY, strict=True))
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        role: field.description or ""
        for role, field in Colours.model_fields.items()
        if role != "headings"  # brand.yml has it under 'typography' alone
    }
)


class Value(NamedTuple):
    """The text of a colour without curly quotes, and the keys to it."""

    keys: KeyPath
    text: str
    has_curly_quotes: bool = False


class Resolved(NamedTuple):
    """The end of a chain of names: its last value, the names passed, and the colour, if it is one."""

    last: Value
    names: tuple[str, ...]
    colour: CssColour | None


def resolve_colours(tree: Tree) -> Colours:
    """Return the colours of a checked brand file as they come out on white paper."""
    found = {role: resolved.colour for role, resolved in role_colours(tree).items()}
    printed = {role: colour.printed for role, colour in found.items() if colour}
    printed.setdefault("primary", DEFAULT_PRIMARY)
    if "secondary" not in printed:
        printed["secondary"] = second_colour(printed["primary"])
    return Colours(**printed)


def role_colours(tree: Tree) -> dict[str, Resolved]:
    """Return the resolved value of each role that the file gives a colour."""
    names = named_colours(tree)
    values = {role: value_at(tree, role_keys(tree, role)) for role in Colours.model_fields}
    return {role: _resolve(value, names) for role, value in values.items() if value}


def role_keys(tree: Tree, role: str) -> KeyPath:
    """Return the keys to the value that gives a role its colour."""
    elsewhere = TYPOGRAPHY_ROLES.get(role, ())
    found = value_at(tree, elsewhere) if elsewhere else None
    return (found or value_at(tree, ("color", role)) or Value(("color", role), "")).keys


def named_colours(tree: Tree) -> dict[str, Value]:
    """Return the value of each name that a colour may be given by; the palette's names come first."""
    return {**_entries(tree, "color"), **_entries(tree, "color", "palette")}


def value_at(tree: Tree, keys: KeyPath) -> Value | None:
    """Return the colour under `keys`, or in its group the one for light paper."""
    for place in (keys, (*keys, "light")):
        for _, text in select_texts(tree, *place):
            bare = text.strip(CURLY_QUOTES).strip()
            return Value(place, bare, bare != text)
    return None


def palette_names(tree: Tree) -> list[str]:
    """Return the names of the palette."""
    groups = (group for _, group in select(tree, "color", "palette") if isinstance(group, dict))
    return [name for group in groups for name in group]


def problems(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with the colours that are printed."""
    if len(palette_names(tree)) > MAX_PALETTE:
        return
    names = [name for name in named_colours(tree) if name not in ROLES]
    for resolved in role_colours(tree).values():
        if not resolved.colour:
            yield _no_colour(resolved, names)


def resolved_names(tree: Tree) -> dict[str, Resolved]:
    """Return the resolved value of the names that a colour may be given by, those of the palette last."""
    names = named_colours(tree)
    return {name: _resolve(value, names) for name, value in islice(names.items(), 2 * MAX_PALETTE)}


def unused_problems(tree: Tree) -> Iterator[Finding]:
    """Yield the names of the palette that lead to no colour, where nothing printed needs them."""
    needed = {resolved.last.keys for resolved in role_colours(tree).values()}
    names = named_colours(tree)
    for name, resolved in resolved_names(tree).items():
        value = names[name]
        if value.keys[1] == "palette" and not resolved.colour and value.keys not in needed:
            what = f"is '{value.text[:MAX_SHOWN]}', which is no colour, and nothing printed uses it"
            yield Finding(value.keys, what)


def mends(tree: Tree) -> Iterator[Finding]:
    """Yield how the colours that are printed differ from what the file says."""
    for resolved in role_colours(tree).values():
        value, colour = resolved.last, resolved.colour
        if colour and value.has_curly_quotes:
            yield Finding(value.keys, "stands in curly quotes", 'write straight ones: "')
        if colour and colour.opacity < 1:
            share = f"is see-through ({colour.opacity:.0%})"
            yield Finding(value.keys, f"{share}, and printed as {colour.printed}, its shade on white paper")
        if colour and not colour.is_in_gamut:
            what = f"is '{value.text}', brighter than sRGB has it, and printed as {colour.printed}"
            yield Finding(value.keys, what)
    yield from _derived(tree)


def _derived(tree: Tree) -> Iterator[Finding]:
    """Yield which colours come from others, as the file has none."""
    found = role_colours(tree)
    colours = resolve_colours(tree)
    if "primary" not in found:
        what = f"has no colours, so foldwell's own are printed ({colours.primary})"
        yield Finding((), what, 'to have yours, add: color: {primary: "#rrggbb"}')
    elif "secondary" not in found:
        what = f"is not there, so figures take {colours.secondary}, made from primary"
        yield Finding(("color", "secondary"), what, "add the line to choose it")


def _entries(tree: Tree, *keys: str) -> dict[str, Value]:
    """Return the values of a group by their names."""
    groups = (group for _, group in select(tree, *keys) if isinstance(group, dict))
    values = {name: value_at(tree, (*keys, name)) for group in groups for name in group if name != "palette"}
    return {name: value for name, value in values.items() if value}


def _resolve(value: Value, names: Mapping[str, Value]) -> Resolved:
    """Follow names to a colour; where they go round in a circle, a name may still be one of CSS."""
    passed = {value.text: None}
    while (found := names.get(value.text)) and found.text not in passed:
        value = found
        passed[value.text] = None
    colour = parse_css(value.text)
    circle = [found.text] if found and not colour else []
    return Resolved(value, (*passed, *circle), colour)


def _no_colour(resolved: Resolved, names: list[str]) -> Finding:
    """Return what is wrong with the value that names lead to."""
    keys, text = resolved.last.keys, resolved.last.text[:MAX_SHOWN]
    if len(set(resolved.names)) < len(resolved.names):
        circle = ", ".join(resolved.names[-MAX_CIRCLE:])[: 2 * MAX_SHOWN]
        return Finding(keys, f"goes round in a circle: {circle}", 'give one of them a "#rrggbb"')
    if text.startswith("#"):
        digits = len(text) - 1
        counted = f" with {digits} digits" if re.fullmatch(r"#[0-9a-fA-F]+", text) else ""
        return Finding(keys, f"cannot be '{text}'{counted}", WRITE_HEX)
    if BARE_HEX.fullmatch(text):
        return Finding(keys, f"is '{text}' without #", f'write "#{text}", in quotes')
    others = [name for name in names if name != keys[-1]]
    hint = suggestion_or_all(text, others) if others else WRITE_HEX
    return Finding(keys, f"is '{text}', which is neither in the palette nor a colour", hint)
