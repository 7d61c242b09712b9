"""Gradients in a form that every PDF reader draws.

WeasyPrint fills a shape with tiles, each as large as the shape and painted with the gradient. poppler leaves
such a tile out at some sizes, so it becomes a shading pattern, which needs no tiles (ISO 32000-1, 8.7.4.3).
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object

TILED, SHADED = 1, 2
"""The two types of pattern."""


def replace_tiled_gradients(pdf: pikepdf.Pdf) -> None:
    """Replace each tile that only a gradient is painted on by that gradient."""
    for patterns in _pattern_resources(pdf):
        for name in list(patterns.keys()):
            shading = _only_shading(patterns[name])
            if shading is not None:
                matrix = patterns[name].get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0]))
                patterns[name] = pdf.make_indirect(
                    Dictionary(Type=Name.Pattern, PatternType=SHADED, Shading=shading, Matrix=matrix)
                )


def _pattern_resources(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield the patterns of each page and of each group."""
    for one in list(pdf.objects):
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            resources = one.get("/Resources", one)
            patterns = resources.get("/Pattern") if isinstance(resources, pikepdf.Dictionary) else None
            if isinstance(patterns, pikepdf.Dictionary):
                yield patterns


def _only_shading(pattern: Object) -> Object | None:
    """Return the gradient on a tile, if the tile has nothing else."""
    if not isinstance(pattern, pikepdf.Stream) or pattern.get("/PatternType") != TILED:
        return None
    groups = list(pattern.Resources.get("/XObject", Dictionary()).values())
    if len(groups) != 1:
        return None
    shadings = list(groups[0].get("/Resources", Dictionary()).get("/Shading", Dictionary()).values())
    content = groups[0].read_bytes().split()
    is_plain = len(content) == len((b"/s0", b"sh")) and content[-1] == b"sh"
    return shadings[0] if is_plain and len(shadings) == 1 else None
