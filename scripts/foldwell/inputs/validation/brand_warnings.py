"""What a brand file says and print does not do, or does otherwise: told, never passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from foldwell.assets.colour import parse_rgb
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation import brand_colours, brand_logos
from foldwell.inputs.validation.brand_base import UNUSED
from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.inputs.validation.findings import ANY, Finding, Path, at, texts

READ_ALOUD = "to have something else read aloud for it, write path and alt"
RIGHT = "make sure that this is the right brand file"
WARM = "red and orange warn at a glance"


def notes(file: BrandFile, tree: Tree, practice: str) -> Iterator[Finding]:
    """Yield what a checked brand file says and no document of a practice shows, or shows otherwise."""
    if not _alike(file.meta.name.full, practice):
        yield Finding(("meta", "name"), f"is not the name of the practice, '{practice}'", RIGHT)
    yield from _unused(file, tree)
    yield from _families(tree)
    yield from _upright(tree)
    yield from _danger(tree)
    for shown in dict.fromkeys(brand_logos.shown(tree).values()):
        if shown.bare:
            yield Finding(shown.keys, "has no alt text, so it says the name of the brand", READ_ALOUD)


def _alike(one: str, other: str) -> bool:
    """Return whether the first word of a name, its own as a rule, is in the other."""
    words = [re.findall(r"\w+", name.casefold()) for name in (one, other)]
    return any(first[:1] == [word] for first, second in (words, words[::-1]) for word in second)


def _unused(file: BrandFile, tree: Tree) -> Iterator[Finding]:
    """Yield each key that no document shows; a colour may still be used by its name."""
    named = {text for _, group in at(tree, "color") for text in _texts(group)}
    named |= {text for keys in brand_colours.TYPOGRAPHY for _, text in texts(tree, *keys)}
    for keys in _unused_in(file, ()):
        if not (keys[0] == "color" and keys[-1] in named):
            yield Finding(keys, f"is {UNUSED}")


def _texts(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree.strip()
        return
    for value in tree.values() if isinstance(tree, dict) else tree:
        yield from _texts(value)


def _unused_in(value: object, keys: Path) -> Iterator[Path]:
    """Yield the keys to every field that was given and whose description says that it is unused."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                own = (*keys, field.alias or name)
                yield from [own] if field.description == UNUSED else _unused_in(getattr(value, name), own)
    elif isinstance(value, dict | tuple):
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, entry in entries:
            yield from _unused_in(entry, (*keys, key))


def _families(tree: Tree) -> Iterator[Finding]:
    """Yield each family that is listed and set nowhere."""
    places = (("base",), ("base", "family"), ("headings",), ("headings", "family"))
    used = {text for place in places for _, text in texts(tree, "typography", *place)}
    for keys, family in texts(tree, "typography", "fonts", ANY, "family"):
        if family not in used:
            yield Finding(keys, f"{family} is {UNUSED}", "neither base nor headings ask for it")


def _upright(tree: Tree) -> Iterator[Finding]:
    """Yield each wish for italics."""
    faces = ("typography", "fonts", ANY, "files", ANY, "style")
    for keys, style in (*texts(tree, "typography", "headings", "style"), *texts(tree, *faces)):
        if style == "italic":
            yield Finding(keys, f"italic is {UNUSED}", "upright letters are easier to read")


def _danger(tree: Tree) -> Iterator[Finding]:
    """Yield that the emergency box does not look like one."""
    if not any(texts(tree, "color", "danger")):
        return
    found = brand_colours.resolved(tree)
    red, green, blue = parse_rgb(found.danger)
    if found.danger.lower() == found.primary.lower():
        yield Finding(("color", "danger"), "is the same colour as primary", "give the emergency box its own")
    elif red <= max(green, blue):
        yield Finding(("color", "danger"), f"is {found.danger}, which is no warm colour", WARM)
