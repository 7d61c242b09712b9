"""The pictograms of a pack in the colours of its brand, by the paths that templates refer to them by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType

from foldwell.assets import pictograms
from foldwell.assets.colour import WHITE
from foldwell.assets.design_colours import DesignColours
from foldwell.assets.images import Picture
from foldwell.model import Block
from foldwell.project.build_context import BuildContext
from foldwell.rendering.rasterize import TRANSPARENT, RasterRequest

PATH = re.compile(r"pictograms/([a-z-]+)/([a-z0-9-]+)\.svg")

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


SAME_DAY, EMERGENCY = path("same-day", "phone"), path("emergency", "triangle-exclamation")
"""The marks of the care boxes."""

ANY_ARTICLE = "notes-medical"
"""The pictogram on the cover of an article that has neither a drawing nor a pictogram of its own."""

CONTACT_LINES = tuple(
    path(role, name) for role in ("contact", "primary") for name in ("phone", "envelope", "globe", "clock")
)
"""The marks of whom to call, on pages and in Word: telephone, e-mail, web address and hours."""


def draw(colours: DesignColours, name: str, margin: float = 0.0) -> Picture:
    """Return the pictogram of a path, with `margin` times its height free at its right.

    Raises KeyError for any other path.
    """
    found = PATH.fullmatch(name)
    if not found:
        raise KeyError(name)
    role, pictogram = found.groups()
    return pictograms.pictogram(pictogram, _colours(colours)[role], margin)


def of_section(context: BuildContext, icon: str) -> str:
    """Return the path of a section's pictogram on pages, plain or on a disc."""
    return path(context.design.headings.pictogram, icon)


def of_cover(context: BuildContext) -> str:
    """Return the path of the pictogram on the cover; "" if there is a drawing."""
    article = context.article
    return "" if article.cover else path("cover", article.icon or ANY_ARTICLE)


def shown(context: BuildContext) -> Iterator[Picture]:
    """Yield every pictogram that the documents of a context may show."""
    icons = [part.icon for part in context.article.sections if part.icon]
    # In Word, a pictogram stands beside its heading in every design.
    sections = (*(of_section(context, icon) for icon in icons), *(path("plain", icon) for icon in icons))
    boxes = (SAME_DAY, EMERGENCY, *CONTACT_LINES)
    blocks = (block for part in context.article.sections for _, block in part.content)
    marks = (mark for block in blocks for mark in _of_block(block))
    for name in dict.fromkeys(filter(None, (of_cover(context), *boxes, *sections, *marks))):
        yield draw(context.design_colours, name)


def _of_block(block: Block) -> Iterator[str]:
    """Yield the paths of the marks that a block has on pages."""
    if block.do and not block.tick:
        yield TICK
    if block.dont:
        yield CROSS
    yield from (ZONES[zone.level] for zone in block.zones or ())


def word_pictures(html: str, colours: DesignColours) -> dict[str, RasterRequest]:
    """Return the pictograms that a filled template refers to, by path, each with its width in mm for pixels.

    Beside the words of a heading they have their own gap: a space would be a part of the heading.
    """
    pictures = {}
    for name in dict.fromkeys(found[0] for found in PATH.finditer(html)):
        with suppress(KeyError):
            picture = draw(colours, name, WORD_GAP)
            # Behind it is the ground of a box, which staff may change.
            pictures[name] = RasterRequest(picture, WORD_WIDTH, TRANSPARENT)
    return pictures


class WithPictograms(Mapping[str, bytes]):
    """Files by path, and every pictogram, drawn when it is asked for.

    Only the files are listed, for the pictograms are thousands.
    """

    def __init__(self, files: Mapping[str, bytes], colours: DesignColours) -> None:
        self.files, self.colours = files, colours

    def __getitem__(self, name: str) -> bytes:
        found = self.files.get(name)
        return draw(self.colours, name).data if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def _colours(design: DesignColours) -> dict[str, str]:
    """Return the colour of each role, told from what is behind it (WCAG 2.2, 1.4.11)."""
    colours = design.colours
    return {
        **{name: pair.ink for name, pair in design.box_headings.items()},
        "plain": design.section_heading.ink,
        "disc": design.disc.ink,
        "cover": design.frame.ink,
        "primary": colours.primary,
        "danger": colours.danger,
        "white": WHITE,
    }
