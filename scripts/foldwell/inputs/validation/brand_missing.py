"""What a brand file leaves out: the main colour, which nobody can guess, and what else is used instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.assets.css_colour import is_dark_enough, is_greyish
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation import brand_colours, brand_logos
from foldwell.inputs.validation.brand_base import DEFAULT_FAMILY
from foldwell.inputs.validation.brand_keys import is_slip
from foldwell.inputs.validation.findings import MAX_SHOWN, Finding, select, select_texts

MAX_OFFERED = 12
"""The most names of colours that a hint offers."""

NOT_ACCENTS = frozenset({"foreground", "background", "light", "dark", "danger", "warning", "success", "info"})
"""Roles whose colour is never meant as the brand's own."""


def missing_primary(tree: Tree) -> Iterator[Finding]:
    """Yield that there are colours, and none of them is said to be the main one."""
    groups = [group for _, group in select(tree, "color") if isinstance(group, dict) and group]
    for group in groups:
        if "primary" not in group and not any(is_slip(name, "primary") for name in group):
            yield Finding(("color", "primary"), "is missing", _offer(tree))


def _offer(tree: Tree) -> str:
    """Return the hint: the names of the file's colours, and which one alone is fit for headings."""
    palette = brand_colours.palette_names(tree)
    names = palette or [name for name in brand_colours.named_colours(tree) if name not in NOT_ACCENTS]
    if not names or len(palette) > brand_colours.MAX_PALETTE:
        return f"the colour of headings and cover: {brand_colours.WRITE_HEX}"
    offered = ", ".join(name[:MAX_SHOWN] for name in names[:MAX_OFFERED])
    fit = [name for name, printed in _printed(tree).items() if name in names and _is_fit(printed)]
    alone = f"; of these only {fit[0]} is a colour dark enough as it is" if len(fit) == 1 else ""
    return f"the colour of headings and cover, one of: {offered}{alone}"


def _is_fit(printed: str) -> bool:
    return is_dark_enough(printed) and not is_greyish(printed)


def _printed(tree: Tree) -> dict[str, str]:
    found = brand_colours.resolved_names(tree)
    return {name: resolved.colour.printed for name, resolved in found.items() if resolved.colour}


LETTERS = f"so text and headings are set in {DEFAULT_FAMILY}"
FAMILY_HINT = "to choose, add: typography: {base: NAME OF A FAMILY}"
# A group that is not there, what happens instead, and how to have it otherwise.
GROUPS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "meta": ("no name, so the practice's own is used", "to have another, add: meta: {name: YOUR NAME}"),
        "logo": ("no logo, so the practice's name is set in its place", "to show one, add: logo: logo.svg"),
        "typography": (f"no typefaces, {LETTERS}", FAMILY_HINT),
    }
)


def notes(tree: Tree) -> Iterator[Finding]:
    """Yield what is left out, and what is in its place."""
    for group, (what, hint) in GROUPS.items():
        if not any(select(tree, group)):
            yield Finding((), f"has {what}", hint)
    if any(select(tree, "logo")) and not brand_logos.chosen_logos(tree):
        yield Finding(("logo",), f"has {GROUPS['logo'][0]}", brand_logos.FILE)
    if any(select(tree, "typography")) and not _names_family(tree):
        yield Finding(("typography",), f"has no family for the text, {LETTERS}", FAMILY_HINT)


def _names_family(tree: Tree) -> bool:
    places = (("typography", "base"), ("typography", "base", "family"))
    return any(True for place in places for _ in select_texts(tree, *place))
