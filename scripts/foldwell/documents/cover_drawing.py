"""What is drawn on a cover, what it stands on, and the corners that a design rounds."""

from __future__ import annotations

from typing import Literal

from foldwell.assets.images import Picture
from foldwell.project import pictograms
from foldwell.project.loading import BuildContext
from foldwell.proofing import image_reference

DrawingKind = Literal["pictogram", "framed", "tile"]
"""A pictogram in a frame; a drawing with a ground of its own; one without, of which parts may vanish on a
colour."""


def path(context: BuildContext) -> str:
    """Return the path of what is drawn on the cover: a drawing, or else a pictogram."""
    cover = context.article.cover
    return f"figures/{cover}" if cover else pictograms.of_cover(context)


def kind(context: BuildContext) -> DrawingKind:
    """Return the kind of what is drawn on the cover: stylesheets give each another ground."""
    drawing = _drawing(context)
    if drawing is None:
        return "pictogram"
    return "framed" if image_reference.has_ground(drawing, context.base) else "tile"


def properties(context: BuildContext) -> dict[str, str]:
    """Return the shape of the drawing as CSS custom properties: its ratio, and the radius of its corners."""
    drawing = _drawing(context)
    if drawing is None:
        return {}
    part = image_reference.corner_radius(drawing, context.base, context.design.cover.drawing_radius / 100)
    return {
        "drawing-ratio": f"{drawing.ratio:.4f}",
        "drawing-radius": f"{part:.2%} / {part * drawing.ratio:.3%}",
    }


def _drawing(context: BuildContext) -> Picture | None:
    return context.figures.get(context.article.cover or "")
