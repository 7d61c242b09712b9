"""What white paper does to a picture: pale parts that vanish, and wide margins that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from foldwell.assets.images.image import WHITE_THRESHOLD
from foldwell.errors import Problem, Where

SAMPLE = 120
"""The longer side in pixels at which a picture is looked at."""

OPAQUE, PALE = 128, 232
"""The opacity from which a pixel counts as drawn, and the level from which all its colours are too pale."""

PALE_SHARE = 0.04
"""The share of what is drawn that may be too pale without a word."""

LEAST_FILLED = 0.48
"""The share of its width and of its height that a picture fills, else its margins are cut off."""


def pale_notes(image: Image.Image, where: Where) -> Iterator[Problem]:
    """Yield a note if parts of a see-through picture cannot be told from white paper.

    White inside of a darker shape is seen; a pale shape of its own is not. A picture without transparency
    brings its own background, so nothing is said of it.
    """
    if image.mode != "RGBA" or image.getchannel("A").getextrema()[0] == WHITE_THRESHOLD:
        return
    sample = image.copy()
    sample.thumbnail((SAMPLE, SAMPLE), Image.Resampling.BOX)
    width, height = sample.size
    data, bands = sample.tobytes(), len("RGBA")
    pixels = [data[start : start + bands] for start in range(0, len(data), bands)]
    drawn = [pixel[3] >= OPAQUE for pixel in pixels]
    pale = [ink and min(pixel[:3]) >= PALE for ink, pixel in zip(drawn, pixels, strict=True)]
    lost = sum(len(part) for part in _parts(pale, width) if not _touches(part, drawn, pale, width, height))
    if lost > PALE_SHARE * sum(drawn):
        what = "part of the picture is too pale to be seen on white paper, as that of a negative version is"
        yield Problem(where, what, "use the version for a white background")


def _parts(marked: list[bool], width: int) -> Iterator[list[int]]:
    """Yield the connected groups of marked pixels, as their places in the list."""
    left = {index for index, mark in enumerate(marked) if mark}
    while left:
        part, waiting = [], [left.pop()]
        while waiting:
            index = waiting.pop()
            part.append(index)
            for neighbour in _neighbours(index, width):
                if neighbour in left:
                    left.remove(neighbour)
                    waiting.append(neighbour)
        yield part


def _neighbours(index: int, width: int) -> Iterator[int]:
    column = index % width
    if column:
        yield index - 1
    if column < width - 1:
        yield index + 1
    yield index - width
    yield index + width


def _touches(part: list[int], drawn: list[bool], pale: list[bool], width: int, height: int) -> bool:
    """Return whether a pale part has darker ink beside it, which shows its shape."""
    beside = {index for one in part for index in _neighbours(one, width) if 0 <= index < width * height}
    dark = sum(drawn[index] and not pale[index] for index in beside)
    return dark > len(beside.difference(part)) / 4


def content_box(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of what shows on white paper if the margins around it are wide, else None."""
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    table = [255 * (level < WHITE_THRESHOLD) for level in range(256)] * 3
    box = paper.point(table).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    filled = (right - left) / image.width, (bottom - top) / image.height
    return box if min(filled) < LEAST_FILLED else None


def margin_note(where: Where) -> Problem:
    """Return the note that the empty margins of a picture were cut off."""
    what = "the picture has wide empty margins, which are cut off"
    return Problem(where, what, "crop it to what it shows, to place it yourself")
