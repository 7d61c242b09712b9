"""The printed widths of figures, chosen so that their lettering has the size of the text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from foldwell.assets.images import text_labels
from foldwell.documents.type_settings import Setting
from foldwell.errors import InputError, Location, Problem
from foldwell.model import Font
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.proofing.inspection import Word
from foldwell.proofing.inspection.lettering import read_drawing, smallest_size
from foldwell.proofing.inspection.reading import normalised
from foldwell.rendering import rasterize

MIN_LABEL_GAP = 0.12
"""The minimum gap between words of two labels, as a multiple of their size."""


class LetteredFigure(NamedTuple):
    """A figure with lettering: file, line in the article, and width as a multiple of its lettering size."""

    file: str
    where: Location
    width: float


def widths(context: BuildContext, sections: article_content.Sections = None) -> dict[str, float]:
    """Return the width of each figure with lettering, by file name, as a multiple of the text size.

    It is those of the `sections` with these numbers, or of all. Raises InputError for lettering that is cut
    off at the edge of its drawing, or runs into other lettering.
    """
    lettered = tuple(_lettered_figures(context, sections))
    if problems := [
        _illegible_problem(figure, context.base)
        for figure in lettered
        if not _is_legible(context, figure.file)
    ]:
        raise InputError(*problems)
    return {figure.file: figure.width for figure in lettered}


def too_small_problem(
    context: BuildContext, size: float, width: float, sections: article_content.Sections = None
) -> Problem | None:
    """Return the problem of a figure, `width` mm wide, whose lettering is smaller than `size` pt, or None."""
    for figure in _lettered_figures(context, sections):
        actual = width / (figure.width * MM_PER_PT)
        if actual < size:
            what = (
                f"the letters of {figure.file} would be {actual:.1f} pt, with {width:.0f} mm for the drawing,"
                f" and the text is {size:g} pt"
            )
            larger = math.ceil(10 * size / actual) / 10
            return Problem(figure.where, what, f"draw the letters {larger:g} times as large, in fewer words")
    return None


def settings_with_room(
    context: BuildContext,
    settings: tuple[Setting, ...],
    width: float,
    sections: article_content.Sections = None,
) -> tuple[Setting, ...]:
    """Return the settings at which every figure is at most `width` mm wide; the last one at least."""
    figures = _lettered_figures(context, sections)
    largest = min((width / (figure.width * MM_PER_PT) for figure in figures), default=math.inf)
    return tuple(row for row in settings if row.size <= largest) or settings[-1:]


def _lettered_figures(context: BuildContext, sections: article_content.Sections) -> Iterator[LetteredFigure]:
    for keys, figure in article_content.figures(context, sections):
        if size := smallest_size(context.figures[figure.file], context.base):
            where = context.source.where((*keys, "file"))
            yield LetteredFigure(figure.file, where, rasterize.LAYOUT_WIDTH / (size * MM_PER_PT))


def _is_legible(context: BuildContext, file: str) -> bool:
    """Return whether every word of a figure is completely visible, and none touches another label."""
    drawing = context.figures[file]
    contents = read_drawing(drawing, context.base)
    labels = [normalised(label) for label in text_labels(drawing)]
    upright = [word for word in contents.words if word not in contents.rotated]
    touching = (a.text + b.text for a, b in combinations(upright, 2) if _are_touching(a, b))
    return not contents.invisible and all(any(text in label for label in labels) for text in touching)


def _are_touching(a: Word, b: Word) -> bool:
    """Return whether two words overlap, or are on one line and closer than words of a label."""
    horizontal_gap = max(a.box.left, b.box.left) - min(a.box.right, b.box.right)
    vertical_gap = max(a.box.top, b.box.top) - min(a.box.bottom, b.box.bottom)
    return vertical_gap < 0 and horizontal_gap < MIN_LABEL_GAP * a.size * MM_PER_PT


def _illegible_problem(figure: LetteredFigure, font: Font) -> Problem:
    what = f"letters of {figure.file} are cut off or run into each other in {font.family}"
    return Problem(figure.where, what, "move them apart or away from the edge, or use fewer words")
