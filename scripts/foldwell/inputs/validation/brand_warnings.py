"""Warnings for what a brand file asks for and print ignores or does differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from foldwell.assets.colour import parse_rgb
from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Source, Tree, leaves
from foldwell.inputs.validation import brand_colours, brand_keys, brand_logos, brand_missing
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER
from foldwell.inputs.validation.brand_file import BrandFile, full_name
from foldwell.inputs.validation.findings import ANY, Finding, select, select_texts
from foldwell.inputs.validation.font_names import family_names
from foldwell.model import Practice

RIGHT_FILE_HINT = "make sure that this is the right brand file"
PRACTICE_FILE = "practice.yaml"
WARM = "red and orange warn at a glance"


def print_notes(file: BrandFile, tree: Tree, practice: Practice) -> Iterator[Finding]:
    """Yield what a checked brand file asks for and no document shows, or shows differently."""
    name = full_name(file)
    if name and not _share_a_name(name, practice.name):
        what = f"is not the name of the practice, '{practice.name}'"
        yield Finding(("meta", "name"), what, RIGHT_FILE_HINT)
    yield from _other_addresses(tree, practice)
    yield from brand_missing.notes(tree)
    yield from _unused(file, tree)
    yield from _unused_families(tree)
    yield from _italics(tree)
    yield from _danger_colour(tree)
    yield from brand_colours.unused_problems(tree)
    yield from brand_logos.notes(tree)


def comments(source: Source) -> Iterator[Finding]:
    """Yield each comment that begins like a word of the value before it."""
    hint = "put quotes round the text if it is part of it, or a space after # if it is not"
    for layer in source.layers():
        for keys, comment in layer.touching_comments:
            yield Finding(keys, f"ends before {comment}, which is a comment", hint)


def _other_addresses(tree: Tree, practice: Practice) -> Iterator[Finding]:
    """Yield each web address that is not the practice's, which alone is printed."""
    ours = _host(str(practice.web))
    for keys, address in leaves(next((link for _, link in select(tree, "meta", "link")), "")):
        if address.strip() and _host(address) != ours:
            hint = f"documents show that in {PRACTICE_FILE}, {practice.web}"
            yield Finding(("meta", "link", *keys), f"is {UNUSED_ON_PAPER}", hint)


def _host(address: str) -> str:
    return re.sub(r"^[a-z]+://(www\.)?", "", address.strip().lower()).rstrip("/")


def _share_a_name(a: str, b: str) -> bool:
    """Return whether the first word of either name occurs in the other."""
    words = [re.findall(r"\w+", name.casefold()) for name in (a, b)]
    return any(first[:1] == [word] for first, second in (words, words[::-1]) for word in second)


def _unused(file: BrandFile, tree: Tree) -> Iterator[Finding]:
    """Yield each key that no document shows; a colour may still be used by its name."""
    named = {text for _, group in select(tree, "color") for text in _texts(group)}
    named |= {text for keys in brand_colours.TYPOGRAPHY for _, text in select_texts(tree, *keys)}
    unknown = brand_keys.unused(BrandFile, tree)
    known = (Finding(keys, f"is {UNUSED_ON_PAPER}") for keys in _unused_fields(file, ()))
    for finding in (*unknown, *known):
        if not (finding.keys[0] == "color" and finding.keys[-1] in named):
            yield finding


def _texts(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree.strip()
        return
    for value in tree.values() if isinstance(tree, dict) else tree:
        yield from _texts(value)


def _unused_fields(value: object, keys: KeyPath) -> Iterator[KeyPath]:
    """Yield the keys of every field that is set although it is described as unused."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                field_keys = (*keys, field.alias or name)
                yield from (
                    [field_keys]
                    if field.description == UNUSED_ON_PAPER
                    else _unused_fields(getattr(value, name), field_keys)
                )
    elif isinstance(value, dict | tuple):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, entry in entries:
            yield from _unused_fields(entry, (*keys, key))


def _unused_families(tree: Tree) -> Iterator[Finding]:
    """Yield each font family that is listed but not used."""
    positions = (("base",), ("base", "family"), ("headings",), ("headings", "family"))
    asked = (value for position in positions for _, value in select(tree, "typography", *position))
    used = {name for value in asked if not isinstance(value, dict) for name in family_names(value)}
    for keys, family in select_texts(tree, "typography", "fonts", ANY, "family"):
        if used.isdisjoint(family_names(family)):
            yield Finding(keys, f"{family} is {UNUSED_ON_PAPER}", "neither base nor headings ask for it")


def _italics(tree: Tree) -> Iterator[Finding]:
    """Yield each request for italics."""
    faces = ("typography", "fonts", ANY, "files", ANY, "style")
    for keys, style in (*select_texts(tree, "typography", "headings", "style"), *select_texts(tree, *faces)):
        if style == "italic":
            yield Finding(keys, f"italic is {UNUSED_ON_PAPER}", "upright letters are easier to read")


def _danger_colour(tree: Tree) -> Iterator[Finding]:
    """Yield that the emergency box does not look like one."""
    if not any(select_texts(tree, "color", "danger")):
        return
    found = brand_colours.resolve_colours(tree)
    red, green, blue = parse_rgb(found.danger)
    if found.danger.lower() == found.primary.lower():
        yield Finding(("color", "danger"), "is the same colour as primary", "give the emergency box its own")
    elif red <= max(green, blue):
        yield Finding(("color", "danger"), f"is {found.danger}, which is no warm colour", WARM)
