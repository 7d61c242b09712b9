"""The pictograms of a pack in the colours of its brand, by the paths that templates refer to them by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType

from foldwell.assets import pictograms
from foldwell.assets.colour import WHITE
from foldwell.assets.images import Picture
from foldwell.model import Block, Brand
from foldwell.project.build_context import BuildContext

PATH = re.compile(r"pictograms/([a-z]+)/([a-z0-9-]+)\.svg")

WORD_WIDTH, WORD_GAP = 15.0, 0.5
"""The width in mm that a pictogram in Word has pixels for, and the gap after it as multiple of its height."""


def path(role: str, name: str) -> str:
    """Return the path by which templates refer to a pictogram in the colour of a role."""
    return f"pictograms/{role}/{name}.svg"


TICK, CROSS = path("primary", "check"), path("danger", "xmark")
"""The marks of what to do, and of what not to do."""

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "green": path("white", "circle-check"),
        "amber": path("white", "triangle-exclamation"),
        "red": path("white", "hand"),
    }
)
"""The mark of each level of a zone, on its colour: other shapes, for whoever tells no colours apart."""


def draw(brand: Brand, name: str, margin: float = 0.0) -> Picture:
    """Return the pictogram of a path, with `margin` times its height free at its right.

    Raises KeyError for any other path.
    """
    found = PATH.fullmatch(name)
    if not found:
        raise KeyError(name)
    role, pictogram = found.groups()
    return pictograms.pictogram(pictogram, _colours(brand)[role], margin)


def of_section(icon: str) -> str:
    """Return the path of a section's pictogram, which has the colour of the headings."""
    return path("headings", icon)


def of_cover(context: BuildContext) -> str:
    """Return the path of the pictogram on the cover, or "" if there is a drawing, or neither."""
    article = context.article
    return path("primary", article.icon) if article.icon and not article.cover else ""


def shown(context: BuildContext) -> Iterator[Picture]:
    """Yield every pictogram that the documents of a context may show."""
    sections = (of_section(part.icon) for part in context.article.sections if part.icon)
    blocks = (block for part in context.article.sections for _, block in part.content)
    marks = (mark for block in blocks for mark in _of_block(block))
    for name in dict.fromkeys(filter(None, (of_cover(context), *sections, *marks))):
        yield draw(context.brand, name)


def _of_block(block: Block) -> Iterator[str]:
    """Yield the paths of the marks that a block has on pages."""
    if block.do and not block.tick:
        yield TICK
    if block.dont:
        yield CROSS
    yield from (ZONES[zone.level] for zone in block.zones or ())


def word_pictures(html: str, brand: Brand) -> dict[str, tuple[Picture, float]]:
    """Return the pictograms that a filled template refers to, by path, each with its width in mm for pixels.

    Beside the words of a heading they have their own gap: a space would be a part of the heading.
    """
    pictures = {}
    for name in dict.fromkeys(found[0] for found in PATH.finditer(html)):
        with suppress(KeyError):
            pictures[name] = draw(brand, name, WORD_GAP), WORD_WIDTH
    return pictures


class WithPictograms(Mapping[str, bytes]):
    """Files by path, and every pictogram, drawn when it is asked for.

    Only the files are listed, for the pictograms are thousands.
    """

    def __init__(self, files: Mapping[str, bytes], brand: Brand) -> None:
        self.files, self.brand = files, brand

    def __getitem__(self, name: str) -> bytes:
        found = self.files.get(name)
        return draw(self.brand, name).data if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def _colours(brand: Brand) -> dict[str, str]:
    """Return the colour of each role; all but white are told from paper and tint (WCAG 2.2, 1.4.11)."""
    colours = brand.colours
    return {
        "headings": colours.headings_colour,
        "primary": colours.primary,
        "danger": colours.danger,
        "white": WHITE,
    }
