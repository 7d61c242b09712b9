"""The writer of pictures: inline, with alt text unless they are decorative."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO

from docx.oxml.shape import CT_Inline
from docx.shared import Length, Mm, Pt
from lxml import etree

from foldwell.assets.ooxml.names import ADEC, A
from foldwell.assets.xml_reader import Xml
from foldwell.errors import Problem
from foldwell.rendering.docx.html_parser import TEMPLATE
from foldwell.rendering.docx.inline_writers import add_run, type_size
from foldwell.rendering.docx.ooxml import w
from foldwell.rendering.docx.page_setup import Page
from foldwell.rendering.docx.writer_context import WriterContext

DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension by which Word knows that a picture is decorative ([MS-ODRAWXML], decorative)."""

PICTOGRAM_HEIGHT = 0.84
"""The height of a decorative picture as multiple of the type size: a little higher than its capitals."""


def write_picture(element: etree._Element, context: WriterContext) -> None:
    """Write a picture as large as its width and height in mm allow; without them, at its natural size."""
    picture = context.handout.pictures[element.get("src", "")]
    identity, image = context.part.get_or_add_image(BytesIO(picture))
    number = next(context.handout.picture_ids)
    natural = image.width, image.height
    decorative = "role" in element.attrib
    size = _beside_words(natural, context) if decorative else _fitted(natural, element, context.handout.page)
    inline = CT_Inline.new_pic_inline(number, identity, f"picture-{number}.png", *size)
    # What is left out is none to Word, and an eighth of an inch to LibreOffice (ECMA-376-1, 20.4.2.8).
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    inline.docPr.set("descr", element.get("alt", ""))
    if decorative:
        _mark_as_decorative(inline.docPr)
    context.target.append(add_run(context, w("drawing", inline)))


def missing_pictures(root: etree._Element, pictures: Collection[str]) -> Iterator[Problem]:
    """Yield the pictures that the page refers to and that were not supplied."""
    for element in root.iter("img"):
        source = element.get("src", "")
        if source and source not in pictures:
            what = (
                f"<img> on line {element.sourceline} of the filled page wants '{source}', which is not there"
            )
            yield Problem(TEMPLATE, what, f"supplied: {', '.join(sorted(pictures)) or 'none'}")


def _beside_words(natural_size: tuple[Length, Length], context: WriterContext) -> tuple[Length, Length]:
    """Return width and height of a picture as high as it stands beside words."""
    width, height = natural_size
    new = Pt(type_size(context) * PICTOGRAM_HEIGHT)
    return Length(round(width * new / height)), new


def _mark_as_decorative(properties: Xml) -> None:
    extension = etree.SubElement(etree.SubElement(properties, f"{A}extLst"), f"{A}ext", uri=DECORATIVE_URI)
    etree.SubElement(extension, f"{ADEC}decorative", {"val": "1"}, {"adec": ADEC.strip("{}")})


def _fitted(
    natural_size: tuple[Length, Length], element: etree._Element, page: Page
) -> tuple[Length, Length]:
    """Return width and height within the bounds that the element sets, and always within the page."""
    width, height = natural_size
    limits = {"width": page.text_width, "height": page.text_height}
    bounds = (min(float(element.get(side, limit)), limit) for side, limit in limits.items())
    scales = [Mm(bound) / natural for bound, natural in zip(bounds, natural_size, strict=True)]
    sized = "width" in element.attrib or "height" in element.attrib
    scale = min(*scales) if sized else min(1.0, *scales)
    return Length(round(width * scale)), Length(round(height * scale))
