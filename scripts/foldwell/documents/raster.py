"""Drawings as pictures for Word, which cannot show SVG everywhere, drawn by the engine that prints them."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from foldwell import pages
from foldwell.model import Font
from foldwell.pictures import PNG, Picture

PPI = 300
"""Pixels per inch at the size of printing (DOMAIN: pictures 300 ppi at size)."""

PAGE = (
    "<!DOCTYPE html><html lang=en><title>-</title><style>{faces}@page{{size:{width}mm {height}mm;margin:0}}"
    "body{{margin:0}}img{{display:block;width:{width}mm}}</style><img src=drawing.svg alt=->"
)


def raster(drawing: Picture, width: float, font: Font) -> bytes:
    """Return a picture as PNG bytes; a drawing at 300 ppi for `width` mm, its labels set in `font`."""
    if drawing.mime == PNG:
        return drawing.data
    faces, files = pages.font_faces(font)
    html = PAGE.format(faces=faces, width=width, height=width / drawing.ratio)
    laid = pages.lay_out(html, drawing.name, {**files, "drawing.svg": drawing.data})
    with pypdfium2.PdfDocument(pages.write(laid, drawing.name)) as document:
        pixels = document[0].render(scale=PPI / 72).to_pil()
    out = BytesIO()
    pixels.save(out, format="PNG", dpi=(PPI, PPI), optimize=True)
    return out.getvalue()
