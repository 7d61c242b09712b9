"""A page as pixels, in memory that the pages of a file share: only what is asked for is ever copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import Array, c_ubyte
from functools import lru_cache
from math import ceil, floor

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from foldwell.assets.colour import LUMINANCE_WEIGHTS, linear_light
from foldwell.proofing.inspection.pdf.legibility import SCALE, Edges, Patch

Pixels = tuple[int, int, int, int]

LIGHT = [round(255 * linear_light(level)) for level in range(256)] * 3
MIDDLE_OF_SIX = 2
"""The place of the lower of the two in the middle, when six are in order."""


class Canvas:
    """Memory to draw pages into, one after another: fresh memory for each takes longer than the drawing."""

    def __init__(self) -> None:
        self._memory: Array[c_ubyte] | None = None

    def draw(self, page: pdfium.PdfPage, scale: float, *, grey: bool = False) -> View:
        """Return a page, `scale` pixels a point, in colour or grey; it is there until the next is drawn."""
        return View(page.render(scale=scale, grayscale=grey, prefer_bgrx=not grey, bitmap_maker=self._bitmap))

    def _bitmap(self, wide: int, high: int, *, format: int, rev_byteorder: bool) -> pdfium.PdfBitmap:
        needed = wide * high * pdfium.internal.BitmapTypeToNChannels[format]
        if self._memory is None or len(self._memory) < needed:
            self._memory = (c_ubyte * needed)()
        return pdfium.PdfBitmap.new_native(wide, high, format, rev_byteorder, buffer=self._memory)


class View:
    """A page that was drawn: its pixels, each of one byte (grey) or of four (blue, green, red, nothing)."""

    def __init__(self, drawn: pdfium.PdfBitmap) -> None:
        self.size: tuple[int, int] = (drawn.width, drawn.height)
        self._drawn = drawn
        self._pixels = memoryview(drawn.buffer).cast("B")

    def rows(self, box: Pixels) -> list[memoryview]:
        """Return the rows of a box that lies on the page."""
        left, top, right, bottom = box
        stride, deep = self._drawn.stride, self._drawn.n_channels
        wide, pixels = (right - left) * deep, self._pixels
        first = top * stride + left * deep
        return [pixels[at : at + wide] for at in range(first, first + (bottom - top) * stride, stride)]

    def marked(self) -> bytes:
        """Return for each row of a page in grey whether anything is on it (1) or it is all white (0)."""
        grey = Image.frombuffer("L", self.size, self._drawn.buffer, "raw", "L", 0, 1)
        return bytes(ImageChops.invert(grey).getprojection()[1])

    def copy(self) -> Image.Image:
        """Return a page in grey as a picture of its own."""
        return Image.frombytes(
            "L", self.size, self._pixels[: self._drawn.stride * self.size[1]], "raw", "L", self._drawn.stride
        )

    def levels(self, box: Pixels) -> bytes:
        """Return what a page in grey has in a box; what is not on the page is black."""
        left, top = max(0, box[0]), max(0, box[1])
        right, bottom = min(self.size[0], box[2]), min(self.size[1], box[3])
        off = b"\0" * (box != (left, top, right, bottom))
        return b"".join(self.rows((left, top, max(left, right), max(top, bottom)))) + off

    def cut(self, box: Pixels) -> Image.Image:
        """Return a part of a page in colour as a picture; what is not on the page is black."""
        part = Image.frombuffer("RGBX", self.size, self._drawn.buffer, "raw", "RGBX", 0, 1).crop(box)
        return Image.frombytes("RGB", part.size, part.tobytes(), "raw", "BGRX")

    def patches(
        self, places: Sequence[Edges], chosen: Callable[[int], Sequence[int]] = range
    ) -> list[Patch | None]:
        """Return what the page shows at each of the places, in points; None for one that is not on it.

        Of a place so many pixels high only the rows `chosen` are taken, by number from its top.
        """
        boxes = [self.box(edges) for edges in places]
        parts: list[memoryview] = []
        stride, pixels = self._drawn.stride, self._pixels
        for there in filter(None, boxes):
            left, top, right, bottom = there
            first, wide = top * stride + left * 4, (right - left) * 4
            starts = [first + row * stride for row in chosen(bottom - top)]
            parts += [pixels[at : at + wide] for at in starts]
            parts += self._around(there)
        levels = light(b"".join(parts)).tobytes() if parts else b""
        return list(patched(levels, boxes, chosen))

    def box(self, edges: Edges) -> Pixels | None:
        """Return the pixels of a place on the page, given in points; None when it is not on it."""
        left, top, right, bottom = around(edges)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.size[0], right), min(self.size[1], bottom)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _around(self, box: Pixels) -> Iterable[memoryview]:
        """Return six pixels around a box, two away: paper, whatever letters begin next to it."""
        wide, high = self.size
        left, right = max(0, box[0] - 2) * 4, min(wide - 1, box[2] + 1) * 4
        top, bottom = max(0, box[1] - 2), min(high - 1, box[3] + 1)
        stride, pixels = self._drawn.stride, self._pixels
        rows = (top * stride, (top + bottom) // 2 * stride, bottom * stride)
        return [pixels[row + column : row + column + 4] for row in rows for column in (left, right)]


def patched(
    levels: bytes, boxes: Iterable[Pixels | None], chosen: Callable[[int], Sequence[int]]
) -> Iterator[Patch | None]:
    """Yield the patch of each box from their levels, which lie one after another, each with six around it."""
    at = 0
    for box in boxes:
        if box is None:
            yield None
            continue
        wide, high = box[2] - box[0], box[3] - box[1]
        end = at + wide * len(chosen(high))
        yield Patch(levels[at:end], wide, sorted(levels[end : end + 6])[MIDDLE_OF_SIX], high)
        at = end + 6


def around(edges: Edges) -> Pixels:
    """Return the whole pixels around a place in points."""
    left, top, right, bottom = edges
    return floor(left * SCALE), floor(top * SCALE), ceil(right * SCALE), ceil(bottom * SCALE)


def light(pixels: bytes) -> Image.Image:
    """Return the light of pixels (blue, green, red, nothing) in one row: one byte each, 255 for white."""
    row = Image.frombuffer("RGBX", (len(pixels) // 4, 1), pixels, "raw", "RGBX", 0, 1)
    return lit(row.convert("RGB"), tuple(reversed(LUMINANCE_WEIGHTS)))


def lit(picture: Image.Image, shares: tuple[float, ...] = LUMINANCE_WEIGHTS) -> Image.Image:
    """Return the light of a picture in colour, its bands in the order of their `shares` of it (WCAG 2.2)."""
    return picture.point(LIGHT).convert("L", (*shares, 0.0))


@lru_cache(maxsize=1)
def canvas() -> Canvas:
    """Return the canvas of this process: its memory is had once, not again for every file."""
    return Canvas()
