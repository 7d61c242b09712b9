"""Lay out the letters of a text in chunks, anchored and spread (SVG 2, 11.5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from foldwell.assets.fonts import LetteringFace
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.lettering.letters import Letter
from foldwell.assets.images.svg.lettering.shaping import Glyph, Shaper, count_letters, shaper
from foldwell.assets.images.svg.lettering.text_style import TextStyle, length

FaceOf = Callable[[Letter], LetteringFace]
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
BIDI_CONTROLS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
TIGHTEST, WIDEST = 0.75, 1.3
"""How much narrower or wider lettering becomes in the place of that of a font which is not there."""


class LetteringError(Exception):
    """Lettering cannot be drawn right; the argument says why."""


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A glyph of a face at a place of the drawing, `stretch` times as wide, turned by `turn` degrees."""

    glyph: int
    face: LetteringFace
    element: Element
    style: TextStyle
    x: float
    y: float
    turn: float
    stretch: float = 1

    @property
    def shaper(self) -> Shaper:
        """What draws it."""
        return shaper(self.face)

    @property
    def leans(self) -> bool:
        """Whether its upright face stands in for an italic one."""
        return self.style.font.italic and not self.face.italic


@dataclass(slots=True)
class Chunk:
    """The glyphs of a chunk of text, laid out from `start`, where it is anchored, and the pen at its end."""

    start: tuple[float, float]
    glyphs: list[PlacedGlyph]
    end: float

    def stretched(self, factor: float) -> None:
        """Make all of it as many times as wide, from its start."""
        left = self.start[0]
        self.glyphs = [
            replace(one, x=left + (one.x - left) * factor, stretch=one.stretch * factor)
            for one in self.glyphs
        ]
        self.end = left + (self.end - left) * factor

    def moved(self, by: float) -> None:
        """Move it to the right."""
        self.glyphs = [replace(one, x=one.x + by) for one in self.glyphs]
        self.end += by


def laid_out(letters: Sequence[Letter], face_of: FaceOf) -> Iterator[Chunk]:
    """Yield the chunks of a text; raises LetteringError for what cannot be drawn right."""
    _refuse_mixed_directions(letters)
    pen = (0.0, 0.0)
    for group in _chunks(_joined(letters, face_of)):
        first = group[0]
        start = (
            pen[0] if first.x is None else first.x,
            pen[1] if first.y is None else first.y,
        )
        chunk, bottom = _chunk(group, start, face_of)
        _spread(chunk, group)
        _anchor(chunk, first.style)
        pen = (chunk.end, bottom)
        yield chunk


def _refuse_mixed_directions(letters: Sequence[Letter]) -> None:
    """Refuse lettering from right to left, unless it is that alone, in one piece."""
    kinds = {unicodedata.bidirectional(letter.character) for letter in letters}
    if kinds & BIDI_CONTROLS:
        raise LetteringError("the lettering has invisible signs that turn its direction")
    if not kinds & RIGHT_TO_LEFT:
        return
    pieces = len(list(groupby(letters, lambda one: (one.element, one.style))))
    is_placed = any(one.is_placed or one.dx or one.dy or one.rotate for one in letters[1:])
    if kinds & {"L", "EN"} or pieces > 1 or is_placed:
        raise LetteringError(
            "lettering from right to left is mixed with other lettering, or placed letter by letter"
        )


def _joined(letters: Sequence[Letter], face_of: FaceOf) -> list[Letter]:
    """Return letters without places of their own where another font would leave gaps between them.

    Programs place each letter by the widths of the font that they had. In the place of that font a row of
    letters is laid out anew, and made as wide as it was.
    """
    joined: list[Letter] = []
    for _, group in groupby(letters, lambda one: one.element):
        row = list(group)
        face = face_of(row[0])
        joined.extend(row if face.is_requested else _row(row, face))
    return joined


def _row(row: list[Letter], face: LetteringFace) -> list[Letter]:
    """Return a row without places but its first, and how much wider it is drawn for its length to stay."""
    places = [letter.x for letter in row if letter.x is not None]
    is_row = (
        len(places) == len(row) > 1
        and all(before < after for before, after in pairwise(places))
        and len({letter.y for letter in row[1:]} - {None, row[0].y}) == 0
        and not any(letter.dy or letter.rotate for letter in row)
    )
    if not is_row:
        return row
    *before, _ = _shaped(row, face)
    size = row[0].style.size * face.squeeze
    natural = sum(glyph.advance * size + count * row[0].style.letter_spacing for glyph, count in before)
    stretch = (places[-1] - places[0]) / natural if natural > 0 else 0
    if not TIGHTEST <= stretch <= WIDEST:
        return row
    first, *others = row
    return [replace(first, stretch=stretch), *(replace(letter, x=None, y=None) for letter in others)]


def _chunks(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    chunk: list[Letter] = []
    for letter in letters:
        if letter.is_placed and chunk:
            yield chunk
            chunk = []
        chunk.append(letter)
    if chunk:
        yield chunk


def _runs(letters: Sequence[Letter], face_of: FaceOf) -> Iterator[list[Letter]]:
    """Yield the letters that are shaped together: of one face and style, with nothing moved between them."""
    run: list[Letter] = []
    for letter in letters:
        moves = letter.dx is not None or letter.dy is not None or letter.rotate
        if run and (moves or letter.style != run[-1].style or letter.element is not run[-1].element):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _chunk(letters: list[Letter], start: tuple[float, float], face_of: FaceOf) -> tuple[Chunk, float]:
    """Return the chunk of some letters, and the height of the pen at its end."""
    chunk, (x, y) = Chunk(start, [], start[0]), start
    for run in _runs(letters, face_of):
        first, face = run[0], face_of(run[0])
        x, y = x + (first.dx or 0), y + (first.dy or 0)
        for glyph, count in _shaped(run, face):
            chunk.glyphs.append(_placed(glyph, first, face, (x, y)))
            x += glyph.advance * first.style.size * face.squeeze + count * first.style.letter_spacing
            if run[glyph.cluster].character == " ":
                x += first.style.word_spacing
    chunk.end = x
    chunk.stretched(letters[0].stretch)
    return chunk, y


def _shaped(run: Sequence[Letter], face: LetteringFace) -> Iterator[tuple[Glyph, int]]:
    """Yield the glyphs of a run, with the number of letters that end with each."""
    text = "".join(letter.character for letter in run)
    is_turned = any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)
    direction = "rtl" if is_turned else "ltr"
    glyphs = shaper(face).shape(text, direction, has_ligatures=not run[0].style.letter_spacing)
    yield from zip(glyphs, count_letters(glyphs, len(text)), strict=True)


def _placed(glyph: Glyph, letter: Letter, face: LetteringFace, pen: tuple[float, float]) -> PlacedGlyph:
    style = letter.style
    raised = style.shift - shaper(face).baseline(style.baseline) * style.size
    x, y = pen[0] + glyph.x * style.size * face.squeeze, pen[1] - glyph.y * style.size - raised
    return PlacedGlyph(glyph.number, face, letter.element, style, x, y, letter.rotate or 0, face.squeeze)


def _spread(chunk: Chunk, letters: Sequence[Letter]) -> None:
    """Make a chunk as long as `textLength` says, by its spaces or by its glyphs."""
    element = next((one for one in _around(letters) if "textLength" in one.attributes), None)
    if element is None:
        return
    wanted = length(element.attributes["textLength"], letters[0].style.size, 0)
    natural = chunk.end - chunk.start[0]
    if not wanted or wanted <= 0 or natural <= 0:
        return
    if element.attributes.get("lengthAdjust", "spacing") == "spacingAndGlyphs":
        chunk.stretched(wanted / natural)
        return
    gap = (wanted - natural) / max(1, len(chunk.glyphs) - 1)
    chunk.glyphs = [replace(one, x=one.x + index * gap) for index, one in enumerate(chunk.glyphs)]
    chunk.end = chunk.start[0] + wanted


def _around(letters: Sequence[Letter]) -> list[Element]:
    """Return the elements that have all of some letters in them, up to the text; refuse a length for some."""
    paths = [list(_within_text(element)) for element, _ in groupby(letters, lambda one: one.element)]
    shared = [one for one in paths[0] if all(one in path for path in paths)]
    if any("textLength" in one.attributes for path in paths for one in path if one not in shared):
        raise LetteringError("the lettering is spread to a length in parts")
    return shared


def _within_text(element: Element) -> Iterator[Element]:
    for one in element.self_and_ancestors():
        yield one
        if one.name == "text":
            return


def _anchor(chunk: Chunk, style: TextStyle) -> None:
    """Move a chunk so that it begins, ends, or has its middle where it is anchored."""
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}.get(style.anchor, 0.0)
    if style.direction == "rtl":
        share = 1 - share
    chunk.moved(-share * (chunk.end - chunk.start[0]))
