"""The logos of a brand file: one, or several by name and size, and which of them is shown at which size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.brand_base import UNUSED, Part, promoted
from foldwell.inputs.validation.findings import Finding, Path, at, nearest, texts
from foldwell.model import LOGO_SIZES, FileName, Line, Logo, LogoSize

FILE = "the logo's file name, beside _brand.yml"
ALT = Logo.model_fields["alt"].description or ""
LIGHT = "the logo for light paper: the name of one under 'images', or a file name"
SIZED = "the name of a logo under 'images', or a file name"

# A brand without a logo of one size shows that of another, the nearest that still has enough to show.
NEAREST: Mapping[LogoSize, tuple[LogoSize, ...]] = MappingProxyType(
    {
        "small": ("small", "medium", "large"),
        "medium": ("medium", "large", "small"),
        "large": ("large", "medium", "small"),
    }
)


class Image(Part):
    """A logo: its file, and the words that stand for it."""

    path: FileName = Field(description=FILE)
    alt: Line | None = Field(default=None, description=ALT)
    attrs: Any = Field(default=None, description=UNUSED)


class Sized(Part):
    """The logo of one size, or its two variants."""

    path: FileName | None = Field(default=None, description=SIZED)
    alt: Line | None = Field(default=None, description=ALT)
    attrs: Any = Field(default=None, description=UNUSED)
    light: Annotated[Image, promoted("path")] | None = Field(default=None, description=LIGHT)
    dark: Any = Field(default=None, description=UNUSED)


class LogoChoice(Part):
    """One logo, or several, of which each size has one."""

    path: FileName | None = Field(default=None, description=FILE)
    alt: Line | None = Field(default=None, description=ALT)
    attrs: Any = Field(default=None, description=UNUSED)
    images: dict[str, Annotated[Image, promoted("path")]] = Field(
        default={}, description="logos by name, each with path and alt"
    )
    small: Annotated[Sized, promoted("path")] | None = Field(default=None, description=SIZED)
    medium: Annotated[Sized, promoted("path")] | None = Field(default=None, description=SIZED)
    large: Annotated[Sized, promoted("path")] | None = Field(default=None, description=SIZED)


class Shown(NamedTuple):
    """A logo that is shown: the keys to its file's name, that name, and its alt text.

    A `bare` one is written as a file name alone, so that no alt text could stand beside it.
    """

    keys: Path
    path: str
    alt: str
    bare: bool

    @property
    def beside(self) -> Path:
        """The keys to where its alt text belongs."""
        return (*(self.keys if self.bare else self.keys[:-1]), "alt")


def shown(tree: Tree) -> dict[LogoSize, Shown]:
    """Return the logo that is shown at each size, every name followed; nothing where there is none."""
    own: dict[LogoSize, Shown] = {}
    for size in LOGO_SIZES:
        if asked := _asked(tree, size):
            named = any(at(tree, "logo", "images", asked.path))
            found = _image(tree, ("logo", "images", asked.path)) if named else asked
            own |= {size: found} if found else {}
    whole = _image(tree, ("logo",))
    chosen = {
        size: next((own[other] for other in NEAREST[size] if other in own), whole) for size in LOGO_SIZES
    }
    return {size: logo for size, logo in chosen.items() if logo}


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what keeps a size from having a logo, and a logo from being read aloud."""
    groups = [group for _, group in at(tree, "logo", "images") if isinstance(group, dict)]
    images = [name for group in groups for name in group]
    for size in LOGO_SIZES:
        asked = _asked(tree, size)
        if asked and asked.path not in images and "." not in asked.path:
            hint = nearest(asked.path, images) if images else "put it under 'images'"
            yield Finding(asked.keys, f"is '{asked.path}', which is not under 'images'", hint)
        elif not asked and any(at(tree, "logo", size, "dark")):
            yield Finding(("logo", size, "light"), "is missing", LIGHT)
    seen = dict.fromkeys(shown(tree).values())
    if not seen and any(at(tree, "logo")):
        yield Finding(("logo", "path"), "is missing", FILE)
    for logo in seen:
        if not (logo.bare or logo.alt):
            yield Finding(logo.beside, "is missing", ALT)


def _asked(tree: Tree, size: LogoSize) -> Shown | None:
    """Return what stands under a size, which may be the name of an image; paper takes the light variant."""
    light = _image(tree, ("logo", size, "light"))
    return light or _image(tree, ("logo", size))


def _image(tree: Tree, keys: Path) -> Shown | None:
    for _, path in texts(tree, *keys):
        return Shown(keys, path, "", bare=True)
    for _, path in texts(tree, *keys, "path"):
        alt = next((alt for _, alt in texts(tree, *keys, "alt")), "")
        return Shown((*keys, "path"), path, alt, bare=False)
    return None
