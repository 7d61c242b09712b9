"""Drawings as pixels: for Word, which cannot show SVG everywhere, and for the proof to compare with.

The engine that prints them draws them here too.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pypdfium2
from PIL import Image

from foldwell import pages
from foldwell.model import Font
from foldwell.pictures import PNG, Picture

PPI = 300
"""Pixels per inch at the size of printing (DOMAIN: pictures 300 ppi at size)."""

PAGE = (
    "<!DOCTYPE html><html lang=en><title>-</title><style>{faces}"
    "@page{{size:{width}mm {height}mm;margin:0;background:{ground}}}"
    "body{{margin:0}}img{{display:block;width:{width}mm}}</style><img src=drawing.svg alt=->"
)


@lru_cache(maxsize=16)
def raster(drawing: Picture, width: float, font: Font) -> bytes:
    """Return a picture as PNG bytes; a drawing at 300 ppi for `width` mm, its labels set in `font`.

    Equal ones are drawn once a process: the articles of a practice share its logo.
    """
    if drawing.mime == PNG:
        return drawing.data
    out = BytesIO()
    drawn(drawing, width, font, PPI).save(out, format="PNG", dpi=(PPI, PPI), optimize=True)
    return out.getvalue()


def drawn(picture: Picture, width: float, font: Font, ppi: float, ground: str = "#ffffff") -> Image.Image:
    """Return a picture, `width` mm wide, as pixels on a ground of one colour."""
    if picture.mime == PNG:
        with Image.open(BytesIO(picture.data)) as opened:
            image = opened.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, ground), image).convert("RGB")
    faces, files = pages.font_faces(font)
    html = PAGE.format(faces=faces, width=width, height=width / picture.ratio, ground=ground)
    laid = pages.lay_out(html, picture.name, {**files, "drawing.svg": picture.data})
    with pypdfium2.PdfDocument(pages.write(laid, picture.name)) as document:
        pixels: Image.Image = document[0].render(scale=ppi / 72).to_pil()
    return pixels
