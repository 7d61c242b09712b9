"""The logos of a brand file: none, one, or several by name and size, and the choice for each size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import Field, StringConstraints

from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER, BrandPart, shorthand_for
from foldwell.inputs.validation.findings import MAX_SHOWN, Finding, select, select_texts, suggestion_or_all
from foldwell.model import LOGO_SIZES, Line, Logo, LogoSize, path_problem

FILE = "the logo's file, from the folder of _brand.yml, such as logo.svg or logos/logo.svg"
ALT = Logo.model_fields["alt"].description or ""
LIGHT = "the logo for light paper: the name of one under 'images', or a file"
SIZED = "the name of a logo under 'images', or a file"
READ_ALOUD = "to have something else read aloud for it, write path and alt"
SAVE_HERE = "save the picture in the folder of _brand.yml, and write its name"

PathText = Annotated[str, StringConstraints(min_length=1, max_length=500)]
"""A path, which is looked at more closely if a document shows that logo."""

# A brand without a logo of one size uses that of another: the nearest one that is detailed enough.
FALLBACK_SIZES: Mapping[LogoSize, tuple[LogoSize, ...]] = MappingProxyType(
    {
        "small": ("small", "medium", "large"),
        "medium": ("medium", "large", "small"),
        "large": ("large", "medium", "small"),
    }
)


class Image(BrandPart):
    """A logo: its file and its alt text."""

    path: PathText = Field(title="File of the logo", description=FILE)
    alt: Line | None = Field(title="What it says", default=None, description=ALT)
    attrs: Any = Field(title="Attributes", default=None, description=UNUSED_ON_PAPER)


class Sized(BrandPart):
    """The logo of one size, or its two variants."""

    path: PathText | None = Field(title="Logo", default=None, description=SIZED)
    alt: Line | None = Field(title="What it says", default=None, description=ALT)
    attrs: Any = Field(title="Attributes", default=None, description=UNUSED_ON_PAPER)
    light: Annotated[Image, shorthand_for("path")] | None = Field(
        title="Logo for light paper", default=None, description=LIGHT
    )
    dark: Any = Field(title="Logo for dark screens", default=None, description=UNUSED_ON_PAPER)


class LogoChoice(Sized):
    """One logo, or its variants, or several logos, of which each size has one."""

    path: PathText | None = Field(title="File of the logo", default=None, description=FILE)
    images: dict[str, Annotated[Image, shorthand_for("path")]] = Field(
        title="Logos", default={}, description="logos by name, each with path and alt"
    )
    small: Annotated[Sized, shorthand_for("path")] | None = Field(
        title="Small logo", default=None, description=SIZED
    )
    medium: Annotated[Sized, shorthand_for("path")] | None = Field(
        title="Medium logo", default=None, description=SIZED
    )
    large: Annotated[Sized, shorthand_for("path")] | None = Field(
        title="Large logo", default=None, description=SIZED
    )


class ChosenLogo(NamedTuple):
    """A logo that is shown: the keys to its file's name, that name, and its alt text, if it has one."""

    keys: KeyPath
    path: str
    alt: str = ""


def chosen_logos(tree: Tree) -> dict[LogoSize, ChosenLogo]:
    """Return the logo shown at each size, every name resolved; empty if there is no logo."""
    by_size: dict[LogoSize, ChosenLogo] = {}
    for size in LOGO_SIZES:
        if requested := _light_or_only(tree, ("logo", size)):
            named = any(select(tree, "logo", "images", requested.path))
            found = _logo_at(tree, ("logo", "images", requested.path)) if named else requested
            by_size |= {size: found} if found else {}
    default_logo = _light_or_only(tree, ("logo",)) or _first_image(tree)
    chosen = {
        size: next(
            (by_size[near_size] for near_size in FALLBACK_SIZES[size] if near_size in by_size), default_logo
        )
        for size in LOGO_SIZES
    }
    return {size: logo for size, logo in chosen.items() if logo}


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the problems of sizes without a logo, and of files that are not in the practice's folder."""
    images = image_names(tree)
    for size in LOGO_SIZES:
        requested = _light_or_only(tree, ("logo", size))
        if requested and requested.path not in images and "." not in requested.path:
            hint = suggestion_or_all(requested.path, images) if images else "put it under 'images'"
            shown = requested.path[:MAX_SHOWN]
            yield Finding(requested.keys, f"is '{shown}', which is not under 'images'", hint)
        elif not requested and any(select(tree, "logo", size, "dark")):
            yield Finding(("logo", size, "light"), "is missing", LIGHT)
    for logo in dict.fromkeys(chosen_logos(tree).values()):
        if reason := path_problem(logo.path):
            yield Finding(logo.keys, f"is '{logo.path[:MAX_SHOWN]}', which {reason}", SAVE_HERE)


def notes(tree: Tree) -> Iterator[Finding]:
    """Yield what the practice did not choose itself: the first of several logos, or words for one."""
    chosen = dict.fromkeys(chosen_logos(tree).values())
    if first := _first_image(tree) if not _chooses_one(tree) else None:
        hint = "to choose another, add a line such as  medium: NAME  under logo"
        yield Finding(
            ("logo", "images"), f"has logos, none of them chosen, so '{first.keys[2]}' is shown", hint
        )
    for logo in chosen:
        if not logo.alt:
            yield Finding(logo.keys, "has no alt text, so it says the name of the brand", READ_ALOUD)


def image_names(tree: Tree) -> list[str]:
    """Return the names of the logos under 'images'."""
    groups = (group for _, group in select(tree, "logo", "images") if isinstance(group, dict))
    return [name for group in groups for name in group]


def _chooses_one(tree: Tree) -> bool:
    """Return whether the file says itself which logo is shown."""
    return any(_light_or_only(tree, keys) for keys in (("logo",), *(("logo", size) for size in LOGO_SIZES)))


def _first_image(tree: Tree) -> ChosenLogo | None:
    images = (_logo_at(tree, ("logo", "images", name)) for name in image_names(tree))
    return next(filter(None, images), None)


def _light_or_only(tree: Tree, keys: KeyPath) -> ChosenLogo | None:
    """Return the logo under `keys`, which may be the name of an image; paper takes the light variant."""
    light, only = _logo_at(tree, (*keys, "light")), _logo_at(tree, keys)
    if light and not light.alt:
        shared = next((alt for _, alt in select_texts(tree, *keys, "alt")), "")
        return light._replace(alt=shared)
    return light or only


def _logo_at(tree: Tree, keys: KeyPath) -> ChosenLogo | None:
    for _, path in select_texts(tree, *keys):
        return ChosenLogo(keys, path)
    for _, path in select_texts(tree, *keys, "path"):
        alt = next((alt for _, alt in select_texts(tree, *keys, "alt")), "")
        return ChosenLogo((*keys, "path"), path, alt)
    return None
