"""Lettering of a drawing as outlines, so that it looks the same wherever it is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from foldwell.assets.fonts import LetteringFace, LetteringFonts, LetteringStyle
from foldwell.assets.images.recolour import LABEL_CLASS
from foldwell.assets.images.svg.allowlist import Page, page_of
from foldwell.assets.images.svg.complexity import MAX_LETTERS, MAX_SEGMENTS
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.lettering.findings import LetteringFindings, undrawn
from foldwell.assets.images.svg.lettering.fitting import NARROWEST, squeeze
from foldwell.assets.images.svg.lettering.layout import Chunk, LetteringError, laid_out
from foldwell.assets.images.svg.lettering.letters import Letter, letters_of
from foldwell.assets.images.svg.lettering.outline import Outline
from foldwell.assets.images.svg.lettering.paint import LetteringPaint
from foldwell.assets.images.svg.lettering.text_style import TextStyles
from foldwell.assets.images.svg.styles import StyleResolver, Stylesheet
from foldwell.errors import Diagnostics, InputError

CONTENT = frozenset({"text", "tspan", "a"})
"""The elements of a text whose letters are drawn in a row."""

DRAWN_BY_ANY_FONT = frozenset({"Zs", "Cf"})
"""Kinds of characters, spaces and marks without ink, for which HarfBuzz takes what a font has."""

Outlines = list[tuple[Element, str]]
"""The data of a path for each element of a text that has letters."""


def outline_lettering(
    root: Element, stylesheet: Stylesheet, fonts: LetteringFonts, where: str
) -> Diagnostics:
    """Replace each text of a drawing by its outlines, but for labels, which take the font of the brand.

    Returns corrections and notes on the fonts used. Raises InputError for lettering that cannot be drawn
    right, at its line.
    """
    return _Outliner(root, stylesheet, fonts, where).outlined()


class _Outliner:
    """Outlines the texts of one drawing; letters and outlines are counted over all of them."""

    def __init__(self, root: Element, stylesheet: Stylesheet, fonts: LetteringFonts, where: str) -> None:
        self.root, self.fonts = root, fonts
        self.resolver = StyleResolver(stylesheet, where)
        self.styles = TextStyles(self.resolver)
        self.findings = LetteringFindings(where)
        self.letters = self.segments = 0

    def outlined(self) -> Diagnostics:
        texts = [
            one for one in self.root.self_and_descendants() if one.name == "text" and self._is_drawn(one)
        ]
        outlines = [self._outlines_of(text) for text in texts]
        if self.findings.problems:
            raise InputError(*self.findings.problems)
        paint = LetteringPaint(self.resolver)
        for text, pieces in zip(texts, outlines, strict=True):
            paint.replace(text, pieces)
        return self.findings.diagnostics()

    def _is_drawn(self, text: Element) -> bool:
        if LABEL_CLASS in text.attributes.get("class", "").split() or not text.text().strip():
            return False
        return not any(
            self.resolver.properties(one).get("display", one.attributes.get("display", "")).strip() == "none"
            for one in text.self_and_ancestors()
        )

    def _outlines_of(self, text: Element) -> Outlines:
        """Return the outlines of a text; none, and a problem, if it cannot be drawn right."""
        try:
            return self._drawn(self._chunks(text))
        except LetteringError as error:
            self.findings.add_problem(text, str(error))
        except InputError as error:  # of a font file in the brand's folder
            self.findings.problems.extend(error.problems)
        return []

    def _chunks(self, text: Element) -> list[Chunk]:
        page = page_of(self.root)
        letters = letters_of(text, self.styles, (page[2] - page[0], page[3] - page[1]))
        self._refuse_undrawn(text, letters)
        faces = self._faces(letters)
        chunks = list(laid_out(letters, lambda letter: faces[letter.style.font]))
        for chunk in chunks:
            _fit(chunk, text, page)
        return chunks

    def _refuse_undrawn(self, text: Element, letters: Sequence[Letter]) -> None:
        self.letters += len(letters)
        if self.letters > MAX_LETTERS:
            raise LetteringError(f"the lettering has more than {MAX_LETTERS:,} letters")
        if any(one.name not in CONTENT for one in text.self_and_descendants() if one.text().strip()):
            raise LetteringError("the lettering follows a curve")
        for letter in letters:
            if letter.style.unsupported:
                raise LetteringError(f"the drawing has {letter.style.unsupported}")

    def _faces(self, letters: Sequence[Letter]) -> dict[LetteringStyle, LetteringFace]:
        """Return the face for each style of font that some letters have."""
        faces: dict[LetteringStyle, LetteringFace] = {}
        for style in dict.fromkeys(letter.style.font for letter in letters):
            styled = [letter for letter in letters if letter.style.font == style]
            codes = {
                ord(one.character)
                for one in styled
                if unicodedata.category(one.character) not in DRAWN_BY_ANY_FONT
            }
            face = self.fonts.find(style, codes)
            if face is None:
                raise LetteringError(undrawn(self.fonts, style, codes))
            self.findings.use(style, face, styled[0].element.line)
            faces[style] = face
        return faces

    def _drawn(self, chunks: Sequence[Chunk]) -> Outlines:
        outlines: dict[int, tuple[Element, Outline]] = {}
        for glyph in (glyph for chunk in chunks for glyph in chunk.glyphs):
            _, outline = outlines.setdefault(id(glyph.element), (glyph.element, Outline()))
            self.segments += outline.draw(glyph)
            if self.segments > MAX_SEGMENTS:
                raise LetteringError(f"the lettering has more than {MAX_SEGMENTS:,} lines and curves")
        return [(element, outline.data) for element, outline in outlines.values()]


def _fit(chunk: Chunk, text: Element, page: Page) -> None:
    """Squeeze lettering in another font that would leave the page; refuse what is hard to read then."""
    if all(glyph.face.is_requested for glyph in chunk.glyphs):
        return
    factor = squeeze(chunk, text, page)
    if factor < NARROWEST:
        raise LetteringError(
            "the lettering does not fit into the drawing in the nearest font that is supplied"
        )
    if factor < 1:
        chunk.stretched(factor)
