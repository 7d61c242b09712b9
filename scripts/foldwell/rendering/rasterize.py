"""Rasterise drawings: for Word, which cannot show SVG everywhere, and for the proof to compare with.

The same layout engine renders them for print and for pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageColor

from foldwell.assets.images import PNG, Picture, text_labels
from foldwell.assets.images.svg.renderer import plain_pixels
from foldwell.model import Font
from foldwell.model.units import MM_PER_INCH, PT_PER_INCH
from foldwell.rendering.pdf import layout

PPI = 300
"""Pixels per inch at the size of printing (DOMAIN: pictures 300 ppi at size)."""

OVERSAMPLING = 2
"""How many times as wide a drawing is drawn as it is kept.

pdfium draws a thin line one pixel wide and a rectangle up to the next whole pixels: at 300 ppi, letters with
straight stems look uneven.
"""

LAYOUT_WIDTH = 120.0
"""The width in mm that a drawing is laid out at, once; it is rasterised at any size."""

# With language, title and alternative text: pages are made as PDF/UA, and a warning stops the layout.
PAGE = (
    "<!DOCTYPE html><html lang=en><title>-</title><style>{faces}"
    "@page{{size:{width}mm {height}mm;margin:0}}"
    "body{{margin:0}}img{{display:block;width:{width}mm}}</style><img src={name} alt=->"
)

TRANSPARENT = "#ffffff00"


class RasterRequest(NamedTuple):
    """A picture, the width in mm that it has pixels for, and its background."""

    picture: Picture
    width: float
    background: str = "#ffffff"


RasterRequests = Mapping[str, RasterRequest]


class Rasters(Mapping[str, bytes]):
    """PNG bytes of pictures by path, rasterised on demand because a template may leave one out."""

    def __init__(self, requests: RasterRequests, font: Font) -> None:
        self.requests, self.font = requests, font

    def __getitem__(self, path: str) -> bytes:
        return png_bytes(self.requests[path], self.font)

    def __contains__(self, path: object) -> bool:
        return path in self.requests

    def __iter__(self) -> Iterator[str]:
        return iter(self.requests)

    def __len__(self) -> int:
        return len(self.requests)


@lru_cache(maxsize=16)
def png_bytes(request: RasterRequest, font: Font) -> bytes:
    """Return a picture as PNG bytes; a drawing at 300 ppi for its width, its labels set in `font`.

    Cached: the articles of a practice share its logo.
    """
    drawing, width, background = request
    if drawing.mime == PNG:
        return drawing.data
    out = BytesIO()
    # Those without a ground are pictograms, which need neither fonts nor a page.
    if background == TRANSPARENT and not text_labels(drawing):
        pixels = _shapes(drawing, round(width * PPI / MM_PER_INCH))
    else:
        pixels = rasterized(drawing, width, font, PPI * OVERSAMPLING, background).reduce(OVERSAMPLING)
    # Optimising the file size takes four times as long and saves a thirtieth. Without dpi, python-docx
    # assumes 72, and the natural size is four times as large.
    pixels.save(out, format="PNG", dpi=(PPI, PPI))
    return out.getvalue()


def _shapes(drawing: Picture, width: int) -> Image.Image:
    """Return a drawing without lettering as so many pixels across, on a transparent background."""
    with Image.open(BytesIO(plain_pixels(drawing.data, width, round(width / drawing.ratio)))) as image:
        return image.convert("RGBA")


def rasterized(
    picture: Picture, width: float, font: Font, ppi: float, background: str = "#ffffff"
) -> Image.Image:
    """Return a picture, `width` mm wide, as pixels on a plain background, which may be transparent.

    A PNG is drawn on a page too: readers scale pictures in ways of their own.
    """
    fill_colour = ImageColor.getcolor(background, "RGBA")
    with pypdfium2.PdfDocument(drawing_page(picture, font)) as document:
        rendered = document[0].render(scale=ppi / PT_PER_INCH * width / LAYOUT_WIDTH, fill_color=fill_colour)
        pixels: Image.Image = rendered.to_pil()
    return pixels


@lru_cache(maxsize=32)
def drawing_page(drawing: Picture, font: Font) -> bytes:
    """Return a picture as a PDF page `LAYOUT_WIDTH` mm wide with a transparent background."""
    faces, files = layout.font_faces(font)
    name = "drawing.png" if drawing.mime == PNG else "drawing.svg"
    html = PAGE.format(faces=faces, width=LAYOUT_WIDTH, height=LAYOUT_WIDTH / drawing.ratio, name=name)
    result = layout.lay_out(html, drawing.name, {**files, name: drawing.data})
    return layout.write(result, drawing.name)
