"""A drawing as pixels, where the strict subset cannot show what it has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress

from foldwell.assets.images.image import PNG, Picture
from foldwell.assets.images.raster import normalise
from foldwell.assets.images.recolour import KNOWN_CLASSES
from foldwell.assets.images.svg.allowlist import aspect_ratio, natural_size, page_of
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.gradients import GRADIENTS, NotDrawable, resolved_attributes
from foldwell.assets.images.svg.pixel_cost import PixelCost
from foldwell.assets.images.svg.references import ids_of
from foldwell.assets.images.svg.renderer import RenderingError, svg_pixels
from foldwell.assets.images.svg.writer import svg_bytes
from foldwell.errors import Diagnostics, InputError, Location, Problem

MAX_SIDE, MAX_AREA = 3072, 2_000_000
"""The pixels of the longer side, 600 an inch for a logo of 130 mm, and of both multiplied."""

MIN_AREA = 250_000
"""The fewest pixels in which a drawing is worth printing: 300 an inch for a logo of 7 by 2.5 cm."""

PIXEL_PASSES = 40_000_000
"""The work of drawing it, about two and a half seconds: the more for each pixel, the fewer there are."""

PLAINER = (
    "for edges that are sharp at any size, export it without that "
    "(Illustrator: Object, Flatten Transparency; Inkscape: Optimized SVG)"
)


def drawn_as_pixels(
    root: Element, drawing: Element, name: str, where: str, features: Mapping[str, int]
) -> Picture:
    """Return a drawing as a PNG, with a correction that names the features that asked for it.

    `root` is the file's own tree, checked to be safe, and `drawing` the simplified one, checked to be small.
    Raises InputError if the renderer cannot draw it, or if it was to take the colours of a brand.
    """
    ratio = aspect_ratio(root, where)
    line = min(features.values())
    what = f"the drawing has {' and '.join(features)}"
    if any(set(one.attributes.get("class", "").split()) & set(KNOWN_CLASSES) for one in _all(drawing)):
        hint = "take that out, or the classes"
        raise InputError(
            Problem(Location(where, line), f"{what}, so it cannot take the brand's colours or font", hint)
        )
    area = PIXEL_PASSES / max(PIXEL_PASSES / MAX_AREA, _passes(root, drawing, ratio))
    width, height = pixel_size(ratio, area)
    try:
        if area < MIN_AREA:
            raise RenderingError
        _write_out_gradients(root)
        png = svg_pixels(svg_bytes(_sized(root, width, height)), width, height)
    except RenderingError as error:
        hint = "save it as PNG, 3000 pixels wide, and use that"
        raise InputError(
            Problem(Location(where, line), f"{what}, and is too intricate to draw", hint)
        ) from error
    data, ratio, _ = normalise(png, "PNG", where)
    note = Problem(
        Location(where, line), f"{what}, which not every printer can follow; it is printed as pixels", PLAINER
    )
    return Picture(name, PNG, data, ratio, Diagnostics(corrections=(note,)))


def _all(root: Element) -> list[Element]:
    return list(root.self_and_descendants())


def _passes(root: Element, drawing: Element, ratio: float) -> float:
    """Return how often each pixel of a drawing is drawn over."""
    page = page_of(root)
    scale = pixel_size(ratio)[0] / (page[2] - page[0])
    return PixelCost(drawing, root, page, scale).passes


def pixel_size(ratio: float, area: float = MAX_AREA) -> tuple[int, int]:
    """Return the width and height in pixels of a drawing with this width-to-height ratio, at most an area."""
    longer = min(MAX_SIDE, math.sqrt(area * max(ratio, 1 / ratio)))
    width, height = (longer, longer / ratio) if ratio >= 1 else (longer * ratio, longer)
    return max(1, round(width)), max(1, round(height))


def _write_out_gradients(root: Element) -> None:
    """Give each gradient the attributes of those that it refers to; resvg passes over `gradientTransform`."""
    ids = ids_of(root)
    for element in root.self_and_descendants():
        if element.name in GRADIENTS:
            with suppress(NotDrawable):
                kept = {"id": element.attributes.get("id", "")}
                element.attributes = {**resolved_attributes(element, ids), **kept}


def _sized(root: Element, width: int, height: int) -> Element:
    """Return a drawing whose size is in pixels, what it shows in them unchanged."""
    natural = natural_size(root)
    attributes = {"viewBox": f"0 0 {natural[0]} {natural[1]}"} | root.attributes
    for key in ("x", "y", "style"):
        attributes.pop(key, None)
    sized = root.copy(attributes | {"width": str(width), "height": str(height)})
    sized.children = root.children
    return sized
