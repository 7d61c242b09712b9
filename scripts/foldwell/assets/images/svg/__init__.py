"""Drawings as Inkscape, Illustrator, Figma and Canva write them, made plain enough for every PDF reader.

`read_svg` parses a file, refuses code and references to outside, and copies it into a strict subset of SVG.
What that subset cannot show is drawn as pixels by a renderer that can.
"""

from __future__ import annotations

from dataclasses import replace

from foldwell.assets.fonts import LetteringFonts
from foldwell.assets.images.image import STILL_HINT, SVG, Picture
from foldwell.assets.images.svg.allowlist import aspect_ratio, check_drawing
from foldwell.assets.images.svg.complexity import MANY_LAYERS, layers, refuse_intricate
from foldwell.assets.images.svg.lettering import outline_lettering
from foldwell.assets.images.svg.on_paper import fitted_to_paper
from foldwell.assets.images.svg.parser import parse_svg
from foldwell.assets.images.svg.pixels import drawn_as_pixels
from foldwell.assets.images.svg.plain_drawing import PlainDrawing
from foldwell.assets.images.svg.references import ReferenceResolver
from foldwell.assets.images.svg.safety import refuse_unsafe
from foldwell.assets.images.svg.simplifier import Simplifier
from foldwell.assets.images.svg.strokes import with_separate_strokes
from foldwell.assets.images.svg.styles import read_stylesheet
from foldwell.assets.images.svg.writer import svg_bytes
from foldwell.errors import Diagnostics, InputError, Location, Problem

__all__ = ["read_svg"]

MAX_SVG_BYTES = 5_000_000
SMALLER = "export it without the drawing program's own data (Inkscape: Optimized SVG), or save it as PNG"


def read_svg(data: bytes, name: str, where: str, fonts: LetteringFonts | None = None) -> Picture:
    """Return the drawing in `data` as a strict SVG, or as a PNG if it has what only pixels can show.

    Lettering becomes outlines in one of `fonts`; without them only labels in the brand's font are let in.
    Raises InputError with file and line: what is wrong, each kind once, and what to do about it.
    """
    if len(data) > MAX_SVG_BYTES:
        what = f"the drawing is larger than {MAX_SVG_BYTES // 1_000_000} MB"
        raise InputError(Problem(where, what, SMALLER))
    root = parse_svg(data, where)
    refuse_unsafe(root, where)
    stylesheet = read_stylesheet(root, where)
    lettering = outline_lettering(root, stylesheet, fonts, where) if fonts else Diagnostics()
    simplifier = Simplifier(stylesheet, where)
    drawing = with_separate_strokes(ReferenceResolver(simplifier.simplified(root), where).resolved())
    aspect_ratio(root, where)
    plain = PlainDrawing(drawing, where)
    refuse_intricate(plain.root, where)
    features = dict(plain.features)
    for feature, lines in (
        ("a style that only browsers read", stylesheet.not_understood),
        (MANY_LAYERS, layers(plain.root)),
    ):
        features |= {feature: min(lines)} if lines else {}
    notes = (*lettering.notes, *_animation_notes(simplifier.animated, where))
    if features:
        pixels = drawn_as_pixels(root, drawing, name, where, features)
        corrections = (*lettering.corrections, *pixels.diagnostics.corrections)
        diagnostics = Diagnostics(corrections=corrections, notes=(*notes, *pixels.diagnostics.notes))
        return replace(pixels, diagnostics=diagnostics)
    check_drawing(plain.root, where)
    fitted, found = fitted_to_paper(plain.root, where)
    ratio = aspect_ratio(fitted, where)
    return Picture(
        name,
        SVG,
        svg_bytes(fitted),
        ratio,
        Diagnostics(corrections=lettering.corrections, notes=(*notes, *found)),
    )


def _animation_notes(line: int, where: str) -> list[Problem]:
    if not line:
        return []
    what = "the drawing moves, and is printed as it stands at first"
    return [Problem(Location(where, line), what, STILL_HINT)]
