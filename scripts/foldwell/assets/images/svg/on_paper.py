"""A plain drawing as white paper shows it: its pale parts noted, its wide empty margins cut off."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from foldwell.assets.images.paper import content_box, margin_note, pale_notes
from foldwell.assets.images.svg.allowlist import natural_size
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.renderer import plain_pixels
from foldwell.assets.images.svg.writer import svg_bytes
from foldwell.errors import Problem

LONGER_SIDE = 240
"""The pixels of the longer side at which a drawing is looked at."""

SAME_SHAPE = 0.01
"""How far the ratios of a drawing and its viewBox may lie apart for one to fill the other."""


def fitted_to_paper(root: Element, where: str) -> tuple[Element, list[Problem]]:
    """Return a drawing without wide empty margins, with notes on them and on its pale parts.

    One with classes takes its colours and letters from the brand, and is left as it is.
    """
    if any("class" in element.attributes for element in root.self_and_descendants()):
        return root, []
    width, height = natural_size(root)
    scale = LONGER_SIDE / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    with Image.open(BytesIO(plain_pixels(svg_bytes(root), *size))) as opened:
        image = opened.convert("RGBA")
    notes = list(pale_notes(image, where))
    box, page = content_box(image), _page(root)
    if box is None or page is None:
        return root, notes
    return _cropped(root, page, box, image.size), [*notes, margin_note(where)]


def _page(root: Element) -> tuple[float, float, float, float] | None:
    """Return the viewBox of a drawing if it is as large as the drawing."""
    width, height = natural_size(root)
    numbers = root.attributes.get("viewBox", f"0 0 {width} {height}").replace(",", " ").split()
    left, top, across, down = map(float, numbers)
    is_alike = abs(across * height / (down * width) - 1) <= SAME_SHAPE
    return (left, top, across, down) if is_alike else None


def _cropped(
    root: Element,
    page: tuple[float, float, float, float],
    box: tuple[int, int, int, int],
    size: tuple[int, int],
) -> Element:
    """Return a drawing whose page is a box in pixels of it, and one pixel more on each side."""
    left, top, across, down = page
    unit_x, unit_y = across / size[0], down / size[1]
    x, y = left + (box[0] - 1) * unit_x, top + (box[1] - 1) * unit_y
    width, height = (box[2] - box[0] + 2) * unit_x, (box[3] - box[1] + 2) * unit_y
    kept = {key: value for key, value in root.attributes.items() if key not in ("width", "height")}
    cropped = root.copy(kept | {"viewBox": f"{x:.5g} {y:.5g} {width:.5g} {height:.5g}"})
    cropped.children = root.children
    return cropped
