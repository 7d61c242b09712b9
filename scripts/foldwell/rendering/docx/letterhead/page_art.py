"""Where pictures that float on a letterhead leave room for text. Lengths in mm.

Word makes room for a header that stands in its lines, not for pictures that float (ECMA-376-4, 20.4.2.3).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate

from PIL import Image

from foldwell.assets.ooxml.names import WP, A, W
from foldwell.assets.ooxml.package import Package
from foldwell.assets.ooxml.sections import HeaderFooter
from foldwell.assets.xml_reader import Xml
from foldwell.model import Size
from foldwell.model.units import MM_PER_EMU
from foldwell.rendering.docx.letterhead.floating import (
    FloatingDrawing,
    Position,
    anchors,
    emu,
    extent,
    floating_drawings,
)
from foldwell.rendering.docx.page_setup import Page

MIN_TEXT_HEIGHT = 120.0
"""The minimum height of the text on a page: less is no handout."""
CHARACTER_WIDTH, LINE_HEIGHT = 2.0, 4.5
"""The mean width of a character and the height of a line of 11 pt type."""
PALE = 200
"""Grey levels from here on are pale enough to have text on them."""
MIN_INK_HEIGHT = 1.0
SAMPLE_HEIGHT = 300
SAMPLE_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the page's height that a picture takes up; `is_known` if its pixels were seen."""

    top: float
    bottom: float
    label: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Clearance:
    """How far pictures reach down from the top of the page and up from its bottom, 0 if none does.

    `behind` is the label of a story whose picture is behind the text, `blocked` of one that leaves no room.
    """

    top: float = 0.0
    bottom: float = 0.0
    behind: str = ""
    blocked: str = ""


def clearance(package: Package, stories: Sequence[HeaderFooter], page: Page) -> Clearance:
    """Return the highest room for text on a page that no floating picture takes up."""
    bands = sorted(_bands(package, stories, page), key=lambda band: band.top)
    height = page.paper[1]
    solid = [band for band in bands if band.is_known or band.bottom - band.top < height / 2]
    behind = next((band.label for band in bands if band not in solid), "")
    start, end = _longest_gap(solid, height)
    if solid and end - start < MIN_TEXT_HEIGHT:
        return Clearance(blocked=solid[0].label)
    return Clearance(start, height - end, behind)


def header_height(story: HeaderFooter, page: Page) -> float:
    """Return the estimated height of the lines of a header, which Word moves the text down for."""
    lines = sum(
        max(1, math.ceil(len(text) * CHARACTER_WIDTH / page.text_width))
        for text in _paragraph_texts(story.root)
    )
    return lines * LINE_HEIGHT + sum(extent(inline)[1] for inline in story.root.iter(f"{WP}inline"))


def _paragraph_texts(root: Xml) -> Iterator[str]:
    """Yield the text of each paragraph that stands in the page, not in a text box or beside another cell."""
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(f"{W}txbxContent", f"{W}tc"), None) is None:
            yield "".join(item.text or "" for item in paragraph.iterfind(f"{W}r/{W}t"))


def _longest_gap(bands: Sequence[Band], height: float) -> tuple[float, float]:
    """Return the top and bottom of the longest stretch between bands in order."""
    edges = [0.0, *accumulate((band.bottom for band in bands), max)]
    gaps = zip(edges, (*(band.top for band in bands), height), strict=True)
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def _bands(package: Package, stories: Sequence[HeaderFooter], page: Page) -> Iterator[Band]:
    for story in stories:
        for drawing in floating_drawings(story.root):
            yield from _bands_of(package, story, drawing, page)


def _bands_of(package: Package, story: HeaderFooter, drawing: FloatingDrawing, page: Page) -> Iterator[Band]:
    left = drawing.across.start(_frame_across(drawing.across, page), drawing.width)
    top = drawing.down.start(_frame_down(drawing.down, page, story), drawing.height)
    from_, to = page.left - left, page.paper[0] - page.right - left
    if to <= 0 or from_ >= drawing.width or not drawing.height:
        return
    image = _image(package, story.part, drawing.relation)
    if image is None:
        yield Band(top, top + drawing.height, story.label, is_known=False)
        return
    columns = max(from_, 0) / drawing.width, min(to, drawing.width) / drawing.width
    for start, end in _ink_rows(image, columns):
        if (end - start) * drawing.height >= MIN_INK_HEIGHT:
            yield Band(top + start * drawing.height, top + end * drawing.height, story.label, is_known=True)


def _frame_across(position: Position, page: Page) -> tuple[float, float]:
    paper = page.paper[0]
    frames = {
        "page": (0.0, paper),
        "leftMargin": (0.0, page.left),
        "rightMargin": (paper - page.right, paper),
    }
    return frames.get(position.relative, (page.left, paper - page.right))


def _frame_down(position: Position, page: Page, story: HeaderFooter) -> tuple[float, float]:
    """Return the frame of a position; lines of a header begin at its distance from the edge."""
    paper = page.paper[1]
    line = page.header if story.kind == "header" else paper - max(page.bottom, page.footer)
    frames = {
        "page": (0.0, paper),
        "topMargin": (0.0, page.top),
        "bottomMargin": (paper - page.bottom, paper),
        "margin": (page.top, paper - page.bottom),
    }
    return frames.get(position.relative, (line, line))


def _image(package: Package, part: str, relation: str) -> Image.Image | None:
    """Return a picture in grey on white paper, small; None for a drawing of shapes."""
    found = package.relations(part).get(relation)
    data = package.data.get(found.target) if found else None
    if data is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                picture.draft("RGB", (SAMPLE_WIDTH * 4, SAMPLE_HEIGHT))
                image = picture.convert("RGBA").resize((SAMPLE_WIDTH, SAMPLE_HEIGHT), Image.Resampling.BOX)
    except Exception:  # decoders raise anything; what cannot be decoded has been refused, or is a drawing
        return None
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("L")


def _ink_rows(image: Image.Image, columns: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield the runs of rows with ink in some columns, as shares of the height."""
    left, right = round(columns[0] * SAMPLE_WIDTH), round(columns[1] * SAMPLE_WIDTH)
    start = None
    for row in range(SAMPLE_HEIGHT + 1):
        line = image.crop((left, row, max(right, left + 1), row + 1)) if row < SAMPLE_HEIGHT else None
        inked = line is not None and line.getextrema()[0] < PALE  # type: ignore[operator]
        if inked and start is None:
            start = row
        elif not inked and start is not None:
            yield start / SAMPLE_HEIGHT, row / SAMPLE_HEIGHT
            start = None


def shift_to_paper(root: Xml, old: Size, new: Size) -> None:
    """Move what floats at the bottom of the page, and stretch what is as large as it, to another paper."""
    for anchor in anchors(root):
        width, height = extent(anchor)
        if width >= 0.9 * old[0]:
            _stretch(anchor, "cx", new[0] / old[0])
        if height >= 0.9 * old[1]:
            _stretch(anchor, "cy", new[1] / old[1])
            continue
        offset = anchor.find(f"{WP}positionV[@relativeFrom='page']/{WP}posOffset")
        if offset is not None and emu(offset.text) + height / 2 > old[1] / 2:
            offset.text = str(round((emu(offset.text) + new[1] - old[1]) / MM_PER_EMU))


def _stretch(anchor: Xml, side: str, factor: float) -> None:
    """Stretch a drawing: its place on the page and its picture."""
    inner = next(anchor.iter(f"{A}xfrm"), None)
    sizes = (anchor.find(f"{WP}extent"), None if inner is None else inner.find(f"{A}ext"))
    for size in sizes:
        if size is not None:
            size.set(side, str(round(emu(size.get(side)) * factor / MM_PER_EMU)))
