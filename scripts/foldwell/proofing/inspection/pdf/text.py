"""The words of a page of a PDF file, each with its place, its size and the colour it is drawn in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import addressof, byref, c_double, c_float, c_int, c_uint, c_ushort
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple
from unicodedata import category

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from foldwell.assets.colour import Rgb
from foldwell.proofing.inspection.pdf.legibility import Edges
from foldwell.proofing.inspection.reading import plain

# pdfium puts these in place of a hyphen at a line's end, and no line end after them.
BROKEN = "\x02\ufffe"
PIECE = re.compile(rf"[^\s{BROKEN}]+[{BROKEN}]?|[{BROKEN}]")
# Places are asked for in hundredths of a point, since pdfium answers in whole numbers.
FINE = 100
FAR = 1000.0
OVERLAP = 0.3
SLANT = 0.05
"""The part of their size by which letters may lean or be stretched: less is not seen."""

Matrix = tuple[float, float, float, float]


class Piece(NamedTuple):
    """Text between spaces or line ends, as it is drawn, in points from the top left of its page.

    It has its size, its colour if plain, its page (from 1) and the number of its marked content. Its letters
    stand on the `baseline`; `upright` ones are neither turned, mirrored, slanted nor stretched.
    """

    text: str
    edges: Edges
    size: float
    colour: Rgb | None
    page: int
    mark: int
    ends_line: bool
    baseline: float
    upright: bool


class Setting(NamedTuple):
    """How a piece of a page's content sets its letters: all of them alike."""

    size: float
    colour: Rgb | None
    mark: int
    upright: bool


class PageText:
    """The characters of one page, which pdfium hands out one by one."""

    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        self._page = page.raw
        self._number = number
        self._held = page.get_textpage()
        self._text = self._held.raw
        self._size = round(page.get_width() * FINE), round(page.get_height() * FINE)
        self._turned = page.get_rotation() != 0
        # One set of numbers for all answers: to make new ones takes longer than to ask.
        self._frame = c_double(), c_double(), c_double(), c_double()
        self._at_frame = tuple(map(byref, self._frame))
        self._way = self._found_way()

    def pieces(self) -> Iterator[Piece]:
        """Yield what stands between spaces, in the order of the file."""
        signs = self._signs()
        known: dict[int, Setting] = {}
        for found in PIECE.finditer(signs):
            text = typed(found[0])
            if text:
                at, end = found.span()
                ends_line = signs[end - 1] in BROKEN or signs[end : end + 1] in ("\r", "\n")
                drawn = pdfium_c.FPDFText_GetTextObject(self._text, at)
                size, colour, mark, stands = self._setting(at, drawn, known)
                edges, base = self._edges(at, end), self._baseline(at)
                yield Piece(text, edges, size, colour, self._number, mark, ends_line, base, stands)

    def _signs(self) -> str:
        """Return the characters, asked for at once, or one by one where a character may not be one sign."""
        count = self._held.count_chars()
        held = (c_ushort * (count + 1))()
        written = pdfium_c.FPDFText_GetText(self._text, 0, count, held) - 1
        signs = bytes(held)[: 2 * written].decode("utf-16-le", "surrogatepass")
        if written == len(signs) == count and "\0" not in signs:
            return signs
        return "".join(map(chr, map(pdfium_c.FPDFText_GetUnicode, repeat(self._text), range(count))))

    def bounds(self, drawn: object) -> Edges:
        """Return the edges of an object on the page, in points from the top left."""
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        pdfium_c.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
        return self._upright(left.value, bottom.value, right.value, top.value)

    def _setting(self, at: int, drawn: Any, known: dict[int, Setting]) -> Setting:
        place = addressof(drawn.contents) if drawn else 0
        if place not in known:
            matrix = self._matrix(at)
            mark = int(pdfium_c.FPDFPageObj_GetMarkedContentID(drawn))
            stands = upright(matrix) and not self._turned
            known[place] = Setting(self._points(at, matrix), self._colour(at, drawn), mark, stands)
        return known[place]

    def _matrix(self, at: int) -> Matrix:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._text, at, byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d

    def _baseline(self, at: int) -> float:
        x, y = self._frame[:2]
        pdfium_c.FPDFText_GetCharOrigin(self._text, at, *self._at_frame[:2])
        _, b, _, d, _, f = self._way
        return round(b * x.value + d * y.value + f, 2)

    def _edges(self, at: int, end: int) -> Edges:
        """Return the rectangle around some letters: pdfium gives one for all that are drawn in one go."""
        left, top, right, bottom = self._frame
        places, text = self._at_frame, self._text
        found = []
        for number in range(pdfium_c.FPDFText_CountRects(text, at, end - at)):
            pdfium_c.FPDFText_GetRect(text, number, *places)
            found.append((left.value, bottom.value, right.value, top.value))
        if len(found) == 1:
            return self._upright(*found[0])
        lefts, bottoms, rights, tops = zip(*found, strict=True)
        return self._upright(min(lefts), min(bottoms), max(rights), max(tops))

    def _upright(self, left: float, bottom: float, right: float, top: float) -> Edges:
        a, b, c, d, e, f = self._way
        if not b and not c and a > 0 > d:
            return (
                round(a * left + e, 2),
                round(d * top + f, 2),
                round(a * right + e, 2),
                round(d * bottom + f, 2),
            )
        one, other = self._shown(left, top), self._shown(right, bottom)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._way
        return round(a * x + c * y + e, 2), round(b * x + d * y + f, 2)

    def _found_way(self) -> tuple[float, ...]:
        """Return the matrix from places in the file to places on the page as it is shown."""
        (e, f), (ax, bx), (cy, dy) = (self._asked(*place) for place in ((0, 0), (FAR, 0), (0, FAR)))
        return (ax - e) / FAR, (bx - f) / FAR, (cy - e) / FAR, (dy - f) / FAR, e, f

    def _asked(self, x: float, y: float) -> tuple[float, float]:
        across, down = c_int(), c_int()
        pdfium_c.FPDF_PageToDevice(self._page, 0, 0, *self._size, 0, x, y, byref(across), byref(down))
        return across.value / FINE, down.value / FINE

    def _points(self, at: int, matrix: Matrix) -> float:
        a, b, c, d = matrix
        stretch = abs(a * d - b * c) ** 0.5
        return round(float(pdfium_c.FPDFText_GetFontSize(self._text, at) * stretch), 2)

    def _colour(self, at: int, drawn: object) -> Rgb | None:
        outlined = pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) == pdfium_c.FPDF_TEXTRENDERMODE_STROKE
        red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
        levels = byref(red), byref(green), byref(blue), byref(alpha)
        if outlined or not pdfium_c.FPDFText_GetFillColor(self._text, at, *levels):
            return None
        return red.value, green.value, blue.value


def upright(matrix: Matrix) -> bool:
    """Return whether letters drawn by a matrix stand as they were designed, at whatever size."""
    a, b, c, d = matrix
    return a > 0 and d > 0 and max(abs(b), abs(c), abs(a - d)) <= SLANT * d


@lru_cache(maxsize=4096)
def typed(signs: str) -> str:
    """Return what pdfium read as one would type it, its halves of wide characters put together."""
    whole = signs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return plain("".join("-" if sign in BROKEN else sign for sign in whole))


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield words: a piece that ends its line with a hyphen or dash goes on with the one after it."""
    held: Piece | None = None
    for piece in pieces:
        whole = (
            piece if held is None else held._replace(text=held.text + piece.text, ends_line=piece.ends_line)
        )
        held = whole if goes_on(whole) else None
        if held is None:
            yield whole
    if held is not None:
        yield held


def goes_on(piece: Piece) -> bool:
    """Return whether a piece is the first part of a word that its line's end has broken."""
    return piece.ends_line and category(piece.text[-1]) == "Pd" and piece.text[-2:-1].isalnum()


def entangled(pieces: Sequence[Piece]) -> set[int]:
    """Return the numbers of the pieces that lie over one another, so that none of them can be read."""
    over: set[int] = set()
    order = sorted(range(len(pieces)), key=lambda at: pieces[at].edges[1])
    for place, at in enumerate(order):
        edges = pieces[at].edges
        left, _, right, bottom = edges
        for other in order[place + 1 :]:
            near = pieces[other].edges
            if near[1] >= bottom:
                break
            if near[0] < right and near[2] > left and shared(edges, near) > OVERLAP:
                over.update((at, other))
    return over


def shared(one: Edges, other: Edges) -> float:
    """Return how much of the smaller of two rectangles the other one covers, from 0 to 1."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(edges[2] - edges[0]) * (edges[3] - edges[1]) for edges in (one, other)]
    return wide * high / min(areas) if min(areas) else 0.0
