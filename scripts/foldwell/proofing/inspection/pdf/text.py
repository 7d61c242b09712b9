"""The text of a PDF page, each fragment with its edges, size and colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import addressof, byref, c_double, c_float, c_int, c_uint, c_ushort
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from foldwell.assets.colour import Rgb
from foldwell.proofing.inspection.pdf.legibility import Edges
from foldwell.proofing.inspection.pdf.text_fragments import TextFragment
from foldwell.proofing.inspection.reading import SMALL_SHARE, normalised

# pdfium uses these characters for a hyphen at a line end, and omits the line end.
LINE_END_HYPHENS = "\x02\ufffe"
FRAGMENT = re.compile(rf"[^\s{LINE_END_HYPHENS}]+[{LINE_END_HYPHENS}]?|[{LINE_END_HYPHENS}]")
# Positions are requested in hundredths of a point, because pdfium returns integers.
UNITS_PER_POINT = 100
# A long way, for what is lost by rounding is divided by it.
PROBE_DISTANCE = 1000.0
MAX_SLANT = 0.05
"""The slant or stretch of characters, as a fraction of their size, that is not visible."""

Matrix = tuple[float, float, float, float]


class TextStyle(NamedTuple):
    """The style shared by all characters of one text object."""

    size: float
    colour: Rgb | None
    mark: int
    upright: bool


class PageText:
    """The characters of one page, which pdfium returns one by one."""

    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        self._page = page.raw
        self._number = number
        self._held = page.get_textpage()
        self._text = self._held.raw
        self._size = round(page.get_width() * UNITS_PER_POINT), round(page.get_height() * UNITS_PER_POINT)
        self._turned = page.get_rotation() != 0
        # Reused for all calls: allocating new ones takes longer than the calls.
        self._frame = c_double(), c_double(), c_double(), c_double()
        self._at_frame = tuple(map(byref, self._frame))
        self._matrix_to_shown = self._page_matrix()

    def fragments(self) -> Iterator[TextFragment]:
        """Yield the fragments between spaces, in file order."""
        characters = self._characters()
        known: dict[int, TextStyle] = {}
        for found in FRAGMENT.finditer(characters):
            text = decoded(found[0])
            if text:
                index, end = found.span()
                ends_line = characters[end - 1] in LINE_END_HYPHENS or characters[end : end + 1] in (
                    "\r",
                    "\n",
                )
                text_object = pdfium_c.FPDFText_GetTextObject(self._text, index)
                size, colour, mark, is_upright = self._style(index, text_object, known)
                last = pdfium_c.FPDFText_GetTextObject(self._text, end - 1)
                if address_of(last) != address_of(text_object):
                    size = smallest_size([self._size_at(position, known) for position in range(index, end)])
                edges, base = self._edges(index, end), self._baseline(index)
                yield TextFragment(text, edges, size, colour, self._number, mark, ends_line, base, is_upright)

    def _characters(self) -> str:
        """Return the characters, requested at once, or one by one where one may take two code units."""
        # The texts of both calls may differ in length, and then an index means another character in each
        # (pypdfium2-team/pypdfium2#261).
        count = self._held.count_chars()
        buffer = (c_ushort * (count + 1))()
        written = pdfium_c.FPDFText_GetText(self._text, 0, count, buffer) - 1
        characters = bytes(buffer)[: 2 * written].decode("utf-16-le", "surrogatepass")
        if written == len(characters) == count and "\0" not in characters:
            return characters
        return "".join(map(chr, map(pdfium_c.FPDFText_GetUnicode, repeat(self._text), range(count))))

    def bounds(self, page_object: object) -> Edges:
        """Return the edges of an object on the page, in points from the top left."""
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        pdfium_c.FPDFPageObj_GetBounds(page_object, byref(left), byref(bottom), byref(right), byref(top))
        return self._upright(left.value, bottom.value, right.value, top.value)

    def _style(self, index: int, text_object: Any, known: dict[int, TextStyle]) -> TextStyle:
        position = address_of(text_object)
        if position not in known:
            matrix = self._matrix(index)
            mark = int(pdfium_c.FPDFPageObj_GetMarkedContentID(text_object))
            is_upright = upright(matrix) and not self._turned
            known[position] = TextStyle(
                self._points(index, matrix), self._colour(index, text_object), mark, is_upright
            )
        return known[position]

    def _size_at(self, index: int, known: dict[int, TextStyle]) -> float:
        return self._style(index, pdfium_c.FPDFText_GetTextObject(self._text, index), known).size

    def _matrix(self, index: int) -> Matrix:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._text, index, byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d

    def _baseline(self, index: int) -> float:
        x, y = self._frame[:2]
        pdfium_c.FPDFText_GetCharOrigin(self._text, index, *self._at_frame[:2])
        _, b, _, d, _, f = self._matrix_to_shown
        return round(b * x.value + d * y.value + f, 2)

    def _edges(self, index: int, end: int) -> Edges:
        """Return the rectangle around some characters; pdfium returns one for each drawing operation."""
        left, top, right, bottom = self._frame
        indices, text = self._at_frame, self._text
        found = []
        # FPDFText_GetRect reads what this call has cached (pypdfium2-team/pypdfium2#207).
        for number in range(pdfium_c.FPDFText_CountRects(text, index, end - index)):
            pdfium_c.FPDFText_GetRect(text, number, *indices)
            found.append((left.value, bottom.value, right.value, top.value))
        if len(found) == 1:
            return self._upright(*found[0])
        lefts, bottoms, rights, tops = zip(*found, strict=True)
        return self._upright(min(lefts), min(bottoms), max(rights), max(tops))

    def _upright(self, left: float, bottom: float, right: float, top: float) -> Edges:
        a, b, c, d, e, f = self._matrix_to_shown
        if not b and not c and a > 0 > d:
            return (
                round(a * left + e, 2),
                round(d * top + f, 2),
                round(a * right + e, 2),
                round(d * bottom + f, 2),
            )
        corner, opposite = self._to_shown(left, top), self._to_shown(right, bottom)
        return (
            min(corner[0], opposite[0]),
            min(corner[1], opposite[1]),
            max(corner[0], opposite[0]),
            max(corner[1], opposite[1]),
        )

    def _to_shown(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._matrix_to_shown
        return round(a * x + c * y + e, 2), round(b * x + d * y + f, 2)

    def _page_matrix(self) -> tuple[float, ...]:
        """Return the matrix from file coordinates to those of the page as shown."""
        (e, f), (ax, bx), (cy, dy) = (
            self._device_to_page(*point) for point in ((0, 0), (PROBE_DISTANCE, 0), (0, PROBE_DISTANCE))
        )
        return (
            (ax - e) / PROBE_DISTANCE,
            (bx - f) / PROBE_DISTANCE,
            (cy - e) / PROBE_DISTANCE,
            (dy - f) / PROBE_DISTANCE,
            e,
            f,
        )

    def _device_to_page(self, x: float, y: float) -> tuple[float, float]:
        across, down = c_int(), c_int()
        pdfium_c.FPDF_PageToDevice(self._page, 0, 0, *self._size, 0, x, y, byref(across), byref(down))
        return across.value / UNITS_PER_POINT, down.value / UNITS_PER_POINT

    def _points(self, index: int, matrix: Matrix) -> float:
        a, b, c, d = matrix
        stretch = abs(a * d - b * c) ** 0.5
        return round(float(pdfium_c.FPDFText_GetFontSize(self._text, index) * stretch), 2)

    def _colour(self, index: int, text_object: object) -> Rgb | None:
        outlined = pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) == pdfium_c.FPDF_TEXTRENDERMODE_STROKE
        red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
        levels = byref(red), byref(green), byref(blue), byref(alpha)
        if outlined or not pdfium_c.FPDFText_GetFillColor(self._text, index, *levels):
            return None
        return red.value, green.value, blue.value


def address_of(text_object: Any) -> int:
    """Return the address of a text object; 0 for a character that belongs to none."""
    return addressof(text_object.contents) if text_object else 0


def smallest_size(sizes: Sequence[float]) -> float:
    """Return the size that counts for a word of several: its smaller characters may be set low or high.

    Those count as large as the text that they may stand in (`SMALL_SHARE`).
    """
    full = max(sizes)
    return min(size if size == full else min(full, round(size / SMALL_SHARE, 2)) for size in sizes)


def upright(matrix: Matrix) -> bool:
    """Return whether a matrix only scales: its characters are not rotated, mirrored, slanted or stretched."""
    a, b, c, d = matrix
    return a > 0 and d > 0 and max(abs(b), abs(c), abs(a - d)) <= MAX_SLANT * d


@lru_cache(maxsize=4096)
def decoded(characters: str) -> str:
    """Return pdfium's characters as normalised text, with surrogate pairs joined."""
    text = characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return normalised("".join("-" if character in LINE_END_HYPHENS else character for character in text))
