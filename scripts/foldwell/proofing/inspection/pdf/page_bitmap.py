"""Rendered pages, in a buffer shared by the pages of a file; only requested regions are copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import Array, c_ubyte
from functools import lru_cache
from math import ceil, floor

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from foldwell.assets.colour import LUMINANCE_WEIGHTS, linear_light
from foldwell.proofing.inspection.pdf.legibility import SCALE, Edges, Patch
from foldwell.proofing.raster_compare import picture_scale

Pixels = tuple[int, int, int, int]

LIGHT = [round(255 * linear_light(level)) for level in range(256)] * 3
MAX_PICTURE_SCALE = 24.0
"""The most pixels per point at which a picture is looked at."""

PICTURE_OVERSAMPLING = 2
"""How many times as wide a picture is drawn as it is looked at.

pdfium draws a thin line one pixel wide, and a rectangle up to the next whole pixels.
"""

MIDDLE_OF_SIX = 2
"""The index of the lower median of six sorted values."""


class BitmapBuffer:
    """A reusable buffer to render pages into: allocating one for each page takes longer than rendering."""

    def __init__(self) -> None:
        self._memory: Array[c_ubyte] | None = None

    def draw(self, page: pdfium.PdfPage, scale: float, *, grey: bool = False) -> PageBitmap:
        """Render a page at `scale` pixels per point, in colour or grey; valid until the next one is drawn."""
        return PageBitmap(
            page.render(scale=scale, grayscale=grey, prefer_bgrx=not grey, bitmap_maker=self._bitmap)
        )

    # The names of the parameters are those with which pypdfium2 calls a bitmap maker.
    def _bitmap(self, width: int, height: int, *, format: int, rev_byteorder: bool) -> pdfium.PdfBitmap:
        needed = width * height * pdfium.internal.BitmapTypeToNChannels[format]
        if self._memory is None or len(self._memory) < needed:
            self._memory = (c_ubyte * needed)()
        return pdfium.PdfBitmap.new_native(width, height, format, rev_byteorder, buffer=self._memory)


class PageBitmap:
    """A rendered page: one byte per pixel (grey) or four (blue, green, red, unused)."""

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
        """Return 1 for each row of a grey page that has ink, 0 for each white one."""
        grey = Image.frombuffer("L", self.size, self._bitmap.buffer, "raw", "L", 0, 1)
        return bytes(ImageChops.invert(grey).getprojection()[1])

    def copy(self) -> Image.Image:
        """Return a copy of a grey page as a picture."""
        return Image.frombytes(
            "L",
            self.size,
            self._pixels[: self._bitmap.stride * self.size[1]],
            "raw",
            "L",
            self._bitmap.stride,
        )

    def levels(self, box: Pixels) -> bytes:
        """Return the levels of a grey page in a box; pixels outside the page are black."""
        left, top = max(0, box[0]), max(0, box[1])
        right, bottom = min(self.size[0], box[2]), min(self.size[1], box[3])
        off = b"\0" * (box != (left, top, right, bottom))
        return b"".join(self.rows((left, top, max(left, right), max(top, bottom)))) + off

    def crop(self, box: Pixels) -> Image.Image:
        """Return a region of a colour page as a picture; pixels outside the page are black."""
        part = Image.frombuffer("RGBX", self.size, self._bitmap.buffer, "raw", "RGBX", 0, 1).crop(box)
        return Image.frombytes("RGB", part.size, part.tobytes(), "raw", "BGRX")

    def patches(
        self, rectangles: Sequence[Edges], choose_rows: Callable[[int], Sequence[int]] = range
    ) -> list[Patch | None]:
        """Return the patch of each rectangle, in points; None for one outside the page.

        `choose_rows` returns the rows to take, counted from the top, for a rectangle of a height in pixels.
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

    def tones(self, edges: Edges) -> tuple[int, int]:
        """Return the lowest and highest luminance within edges in points and around; none off the page."""
        (patch,) = self.patches([edges])
        if patch is None:
            return 0, 0
        levels = patch.levels + bytes([patch.paper])
        return min(levels), max(levels)

    def box(self, edges: Edges) -> Pixels | None:
        """Return the pixel box of edges in points; None if it is outside the page."""
        left, top, right, bottom = pixels_around(edges)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.size[0], right), min(self.size[1], bottom)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _surrounding_pixels(self, box: Pixels) -> Iterable[memoryview]:
        """Return six pixels two away from a box: most are paper, whatever text is next to it."""
        width, height = self.size
        left, right = max(0, box[0] - 2) * 4, min(width - 1, box[2] + 1) * 4
        top, bottom = max(0, box[1] - 2), min(height - 1, box[3] + 1)
        stride, pixels = self._bitmap.stride, self._pixels
        rows = (top * stride, (top + bottom) // 2 * stride, bottom * stride)
        return [pixels[row + column : row + column + 4] for row in rows for column in (left, right)]


def split_patches(
    levels: bytes, boxes: Iterable[Pixels | None], choose_rows: Callable[[int], Sequence[int]]
) -> Iterator[Patch | None]:
    """Split concatenated levels, each box's followed by its six surrounding ones, into patches."""
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
    """Return the whole pixels around edges in points."""
    left, top, right, bottom = edges
    return floor(left * SCALE), floor(top * SCALE), ceil(right * SCALE), ceil(bottom * SCALE)


def picture_pixels(page: pdfium.PdfPage, edges: Edges) -> Image.Image | None:
    """Return what a page shows within edges in points; None if they are not on the page."""
    left, top, right, bottom = edges
    page_width, page_height = page.get_size()
    if min(left, top) < 0 or right > page_width or bottom > page_height or left >= right or top >= bottom:
        return None
    margins = (left, page_height - bottom, page_width - right, top)
    scale = min(MAX_PICTURE_SCALE, picture_scale((right - left) * (bottom - top), SCALE))
    shown: Image.Image = page.render(scale=scale * PICTURE_OVERSAMPLING, crop=margins).to_pil()
    return shown.reduce(PICTURE_OVERSAMPLING)


def luminance_row(pixels: bytes) -> Image.Image:
    """Return the luminance of pixels (blue, green, red, unused) in one row: one byte each, 255 for white."""
    row = Image.frombuffer("RGBX", (len(pixels) // 4, 1), pixels, "raw", "RGBX", 0, 1)
    return picture_luminance(row.convert("RGB"), tuple(reversed(LUMINANCE_WEIGHTS)))


def picture_luminance(picture: Image.Image, shares: tuple[float, ...] = LUMINANCE_WEIGHTS) -> Image.Image:
    """Return the luminance of a colour picture whose bands have the weights `shares` (WCAG 2.2)."""
    return picture.point(LIGHT).convert("L", (*shares, 0.0))


@lru_cache(maxsize=1)
def bitmap_buffer() -> BitmapBuffer:
    """Return the buffer of this process, allocated once."""
    return BitmapBuffer()
