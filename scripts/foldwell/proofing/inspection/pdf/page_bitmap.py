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


class BitmapBuffer:
    """Memory to draw pages into, one after another: fresh memory for each takes longer than the drawing."""

    def __init__(self) -> None:
        self._memory: Array[c_ubyte] | None = None

    def draw(self, page: pdfium.PdfPage, scale: float, *, grey: bool = False) -> PageBitmap:
        """Return a page, `scale` pixels a point, in colour or grey; it is there until the next is drawn."""
        return PageBitmap(
            page.render(scale=scale, grayscale=grey, prefer_bgrx=not grey, bitmap_maker=self._bitmap)
        )

    def _bitmap(self, width: int, height: int, *, format: int, rev_byteorder: bool) -> pdfium.PdfBitmap:
        needed = width * height * pdfium.internal.BitmapTypeToNChannels[format]
        if self._memory is None or len(self._memory) < needed:
            self._memory = (c_ubyte * needed)()
        return pdfium.PdfBitmap.new_native(width, height, format, rev_byteorder, buffer=self._memory)


class PageBitmap:
    """A page that was drawn: its pixels, each of one byte (grey) or of four (blue, green, red, nothing)."""

    def __init__(self, bitmap: pdfium.PdfBitmap) -> None:
        self.size: tuple[int, int] = (bitmap.width, bitmap.height)
        self._bitmap = bitmap
        self._pixels = memoryview(bitmap.buffer).cast("B")

    def rows(self, box: Pixels) -> list[memoryview]:
        """Return the rows of a box that lies on the page."""
        left, top, right, bottom = box
        stride, channels = self._bitmap.stride, self._bitmap.n_channels
        width, pixels = (right - left) * channels, self._pixels
        first = top * stride + left * channels
        return [
            pixels[offset : offset + width]
            for offset in range(first, first + (bottom - top) * stride, stride)
        ]

    def rows_with_ink(self) -> bytes:
        """Return for each row of a page in grey whether anything is on it (1) or it is all white (0)."""
        grey = Image.frombuffer("L", self.size, self._bitmap.buffer, "raw", "L", 0, 1)
        return bytes(ImageChops.invert(grey).getprojection()[1])

    def copy(self) -> Image.Image:
        """Return a page in grey as a picture of its own."""
        return Image.frombytes(
            "L",
            self.size,
            self._pixels[: self._bitmap.stride * self.size[1]],
            "raw",
            "L",
            self._bitmap.stride,
        )

    def levels(self, box: Pixels) -> bytes:
        """Return what a page in grey has in a box; what is not on the page is black."""
        left, top = max(0, box[0]), max(0, box[1])
        right, bottom = min(self.size[0], box[2]), min(self.size[1], box[3])
        off = b"\0" * (box != (left, top, right, bottom))
        return b"".join(self.rows((left, top, max(left, right), max(top, bottom)))) + off

    def crop(self, box: Pixels) -> Image.Image:
        """Return a part of a page in colour as a picture; what is not on the page is black."""
        part = Image.frombuffer("RGBX", self.size, self._bitmap.buffer, "raw", "RGBX", 0, 1).crop(box)
        return Image.frombytes("RGB", part.size, part.tobytes(), "raw", "BGRX")

    def patches(
        self, rectangles: Sequence[Edges], choose_rows: Callable[[int], Sequence[int]] = range
    ) -> list[Patch | None]:
        """Return what the page shows at each of the places, in points; None for one that is not on it.

        Of a place so many pixels high only the rows `choose_rows` are taken, by number from its top.
        """
        boxes = [self.box(edges) for edges in rectangles]
        parts: list[memoryview] = []
        stride, pixels = self._bitmap.stride, self._pixels
        for box in filter(None, boxes):
            left, top, right, bottom = box
            first, width = top * stride + left * 4, (right - left) * 4
            starts = [first + row * stride for row in choose_rows(bottom - top)]
            parts += [pixels[offset : offset + width] for offset in starts]
            parts += self._surrounding_pixels(box)
        levels = luminance_row(b"".join(parts)).tobytes() if parts else b""
        return list(split_patches(levels, boxes, choose_rows))

    def box(self, edges: Edges) -> Pixels | None:
        """Return the pixels of a place on the page, given in points; None when it is not on it."""
        left, top, right, bottom = pixels_around(edges)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.size[0], right), min(self.size[1], bottom)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _surrounding_pixels(self, box: Pixels) -> Iterable[memoryview]:
        """Return six pixels around a box, two away: paper, whatever letters begin next to it."""
        width, height = self.size
        left, right = max(0, box[0] - 2) * 4, min(width - 1, box[2] + 1) * 4
        top, bottom = max(0, box[1] - 2), min(height - 1, box[3] + 1)
        stride, pixels = self._bitmap.stride, self._pixels
        rows = (top * stride, (top + bottom) // 2 * stride, bottom * stride)
        return [pixels[row + column : row + column + 4] for row in rows for column in (left, right)]


def split_patches(
    levels: bytes, boxes: Iterable[Pixels | None], choose_rows: Callable[[int], Sequence[int]]
) -> Iterator[Patch | None]:
    """Yield the patch of each box from their levels, which lie one after another, each with six around it."""
    offset = 0
    for box in boxes:
        if box is None:
            yield None
            continue
        width, height = box[2] - box[0], box[3] - box[1]
        end = offset + width * len(choose_rows(height))
        yield Patch(levels[offset:end], width, sorted(levels[end : end + 6])[MIDDLE_OF_SIX], height)
        offset = end + 6


def pixels_around(edges: Edges) -> Pixels:
    """Return the whole pixels around a place in points."""
    left, top, right, bottom = edges
    return floor(left * SCALE), floor(top * SCALE), ceil(right * SCALE), ceil(bottom * SCALE)


def luminance_row(pixels: bytes) -> Image.Image:
    """Return the light of pixels (blue, green, red, nothing) in one row: one byte each, 255 for white."""
    row = Image.frombuffer("RGBX", (len(pixels) // 4, 1), pixels, "raw", "RGBX", 0, 1)
    return picture_luminance(row.convert("RGB"), tuple(reversed(LUMINANCE_WEIGHTS)))


def picture_luminance(picture: Image.Image, shares: tuple[float, ...] = LUMINANCE_WEIGHTS) -> Image.Image:
    """Return the light of a picture in colour, its bands in the order of their `shares` of it (WCAG 2.2)."""
    return picture.point(LIGHT).convert("L", (*shares, 0.0))


@lru_cache(maxsize=1)
def bitmap_buffer() -> BitmapBuffer:
    """Return the canvas of this process: its memory is had once, not again for every file."""
    return BitmapBuffer()
