"""The logos of a brand file: one, or several by name and size, and the choice for each size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER, BrandPart, shorthand_for
from foldwell.inputs.validation.findings import Finding, select, select_texts, suggestion_or_all
from foldwell.model import LOGO_SIZES, FileName, Line, Logo, LogoSize

FILE = "the logo's file name, beside _brand.yml"
ALT = Logo.model_fields["alt"].description or ""
LIGHT = "the logo for light paper: the name of one under 'images', or a file name"
SIZED = "the name of a logo under 'images', or a file name"

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

    path: FileName = Field(title="File of the logo", description=FILE)
    alt: Line | None = Field(title="What it says", default=None, description=ALT)
    attrs: Any = Field(title="Attributes", default=None, description=UNUSED_ON_PAPER)


class Sized(BrandPart):
    """The logo of one size, or its two variants."""

    path: FileName | None = Field(title="Logo", default=None, description=SIZED)
    alt: Line | None = Field(title="What it says", default=None, description=ALT)
    attrs: Any = Field(title="Attributes", default=None, description=UNUSED_ON_PAPER)
    light: Annotated[Image, shorthand_for("path")] | None = Field(
        title="Logo for light paper", default=None, description=LIGHT
    )
    dark: Any = Field(title="Logo for dark screens", default=None, description=UNUSED_ON_PAPER)


class LogoChoice(BrandPart):
    """One logo, or several, of which each size has one."""

    path: FileName | None = Field(title="File of the logo", default=None, description=FILE)
    alt: Line | None = Field(title="What it says", default=None, description=ALT)
    attrs: Any = Field(title="Attributes", default=None, description=UNUSED_ON_PAPER)
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
    """A logo that is shown: the keys to its file's name, that name, and its alt text.

    With `is_file_name` the logo is written as a file name alone, without a place for alt text.
    """

    keys: KeyPath
    path: str
    alt: str
    is_file_name: bool

    @property
    def alt_keys(self) -> KeyPath:
        """The keys of its alt text."""
        return (*(self.keys if self.is_file_name else self.keys[:-1]), "alt")


def chosen_logos(tree: Tree) -> dict[LogoSize, ChosenLogo]:
    """Return the logo shown at each size, every name resolved; empty if there is no logo."""
    by_size: dict[LogoSize, ChosenLogo] = {}
    for size in LOGO_SIZES:
        if requested := _logo_of_size(tree, size):
            named = any(select(tree, "logo", "images", requested.path))
            found = _logo_at(tree, ("logo", "images", requested.path)) if named else requested
            by_size |= {size: found} if found else {}
    default_logo = _logo_at(tree, ("logo",))
    chosen = {
        size: next(
            (by_size[near_size] for near_size in FALLBACK_SIZES[size] if near_size in by_size), default_logo
        )
        for size in LOGO_SIZES
    }
    return {size: logo for size, logo in chosen.items() if logo}


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the problems of sizes without a logo, and of logos without alt text."""
    groups = [group for _, group in select(tree, "logo", "images") if isinstance(group, dict)]
    images = [name for group in groups for name in group]
    for size in LOGO_SIZES:
        requested = _logo_of_size(tree, size)
        if requested and requested.path not in images and "." not in requested.path:
            hint = suggestion_or_all(requested.path, images) if images else "put it under 'images'"
            yield Finding(requested.keys, f"is '{requested.path}', which is not under 'images'", hint)
        elif not requested and any(select(tree, "logo", size, "dark")):
            yield Finding(("logo", size, "light"), "is missing", LIGHT)
    chosen = dict.fromkeys(chosen_logos(tree).values())
    if not chosen and any(select(tree, "logo")):
        yield Finding(("logo", "path"), "is missing", FILE)
    for logo in chosen:
        if not (logo.is_file_name or logo.alt):
            yield Finding(logo.alt_keys, "is missing", ALT)


def _logo_of_size(tree: Tree, size: LogoSize) -> ChosenLogo | None:
    """Return the logo of a size, which may be the name of an image; paper takes the light variant."""
    light = _logo_at(tree, ("logo", size, "light"))
    return light or _logo_at(tree, ("logo", size))


def _logo_at(tree: Tree, keys: KeyPath) -> ChosenLogo | None:
    for _, path in select_texts(tree, *keys):
        return ChosenLogo(keys, path, "", is_file_name=True)
    for _, path in select_texts(tree, *keys, "path"):
        alt = next((alt for _, alt in select_texts(tree, *keys, "alt")), "")
        return ChosenLogo((*keys, "path"), path, alt, is_file_name=False)
    return None
