"""What a drawing looks like on paper beside resvg's rendering of the file as it was."""

import re
from io import BytesIO

import resvg_py
from PIL import Image, ImageChops

from foldwell.assets import fonts, images
from foldwell.assets.fonts.bundled import bundled_families, bundled_italics
from foldwell.rendering.rasterize import rasterized

FONT = fonts.bundled_font("Lato")
WIDTH, HEIGHT = 60, 20
"""The size of the samples, in units of the drawing."""

SCALE = 20
PPI = SCALE * 25.4
"""Twenty pixels a millimetre, and a millimetre for a unit."""

CELLS = 8
"""The pixels of a cell: readers round edges to a pixel, and smooth them differently."""


def sheet(samples):
    """Return an SVG with samples below each other, each with ids of its own, in a line around the page.

    Without the line its empty margins would be cut off.
    """
    height = HEIGHT * len(samples)
    frame = f'<path d="M0 0H{WIDTH}V{height}H0zM.3 .3V{height - 0.3}H{WIDTH - 0.3}V.3z"/>'
    parts = "".join(
        f'<g transform="translate(0 {HEIGHT * index})">{_renamed(sample, f"s{index}")}</g>'
        for index, sample in enumerate(samples)
    )
    root = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
    return f"<svg {root}>{frame}{parts}</svg>".encode()


def _renamed(sample, prefix):
    return re.sub(r'(id="|url\(#|href="#)', rf"\1{prefix}", sample)


def on_paper(data, lettering=None):
    """Return a drawing as it is printed: normalised, laid out as PDF, and drawn by pdfium."""
    picture = images.read_image(data, "a.svg", "a.svg", lettering)
    return rasterized(picture, WIDTH, FONT, PPI).convert("RGB")


def by_resvg(data, family="Lato"):
    """Return a drawing as resvg draws it, on white, with the faces of one supplied family."""
    files = [*bundled_families()[family].values(), *bundled_italics(family).values()]
    pixels = resvg_py.svg_to_bytes(
        svg_string=data.decode(),
        width=WIDTH * SCALE,
        background="#fff",
        dpi=96,
        skip_system_fonts=True,
        font_files=[str(file) for file in files],
    )
    return Image.open(BytesIO(pixels)).convert("RGB")


def differences(shown, reference, count):
    """Return the largest difference, from 0 to 255, in any cell of each of `count` samples on a sheet."""
    size = (WIDTH * SCALE // CELLS, HEIGHT * SCALE // CELLS * count)
    cells = [image.resize(size, Image.Resampling.BOX) for image in (shown, reference)]
    apart = ImageChops.difference(*cells)
    step = size[1] // count
    bands = (apart.crop((0, index * step, size[0], (index + 1) * step)) for index in range(count))
    return [max(high for _, high in band.getextrema()) for band in bands]
