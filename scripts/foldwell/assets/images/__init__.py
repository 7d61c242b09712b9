"""Pictures in: SVG, PNG and JPEG, checked and made plain once, so that every document shows the same bytes.

`read` lets a picture in or says all that is wrong with it; `recolour` gives a drawing the colours of a brand.
"""

from __future__ import annotations

from lxml import etree

from foldwell.assets.images.file_types import kind
from foldwell.assets.images.image import ADVICE, PNG, SVG, Picture
from foldwell.assets.images.raster import fineness, normalise
from foldwell.assets.images.recolour import recolour
from foldwell.assets.images.svg_allowlist import check_svg
from foldwell.assets.images.svg_text import lettering
from foldwell.errors import InputError, Problem

__all__ = ["PNG", "SVG", "Picture", "check_svg", "fineness", "lettering", "read", "recolour"]

LARGEST = 20_000_000


def read(data: bytes, name: str, where: str) -> Picture:
    """Return the picture in `data`, plain: a checked SVG without comments, or an sRGB PNG without metadata.

    `name` is the file's name, kept even when a JPEG becomes PNG; `where` is its place in messages.
    Raises InputError with every problem when the file is not an SVG, PNG or JPEG fit to print.
    """
    if len(data) > LARGEST:
        hint = "export it smaller, 1200 pixels wide is plenty"
        raise InputError(Problem(where, f"the picture is larger than {LARGEST // 1_000_000} MB", hint))
    form = kind(data, name, where)
    if form == "SVG":
        ratio = check_svg(data, where)
        return Picture(name, SVG, _canonical(data, where), ratio)
    plain, ratio = normalise(data, form, where)
    return Picture(name, PNG, plain, ratio)


def _canonical(data: bytes, where: str) -> bytes:
    """Return a checked drawing in canonical XML: UTF-8, no comments, one way to write each thing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.tostring(etree.fromstring(data, parser), method="c14n")
    except etree.XMLSyntaxError as error:
        raise InputError(Problem(where, f"the drawing is damaged: {error.msg}", ADVICE)) from error
