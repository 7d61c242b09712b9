"""One page of a PDF file: what its text and figures are, and whether they can be seen once it is rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL.Image import Image

from foldwell.assets.colour import contrast_ratio
from foldwell.proofing.inspection.pdf import legibility
from foldwell.proofing.inspection.pdf.form_fields import Field, is_drawn
from foldwell.proofing.inspection.pdf.legibility import Edges
from foldwell.proofing.inspection.pdf.page_bitmap import (
    BitmapBuffer,
    PageBitmap,
    picture_pixels,
    pixels_around,
)
from foldwell.proofing.inspection.pdf.structure_tree import Mark
from foldwell.proofing.inspection.pdf.text import PageText
from foldwell.proofing.inspection.pdf.text_fragments import TextFragment, overlapping

PICTURE_TYPES = (pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_IMAGE)
NO_MARK = -1

MAX_BACKGROUND_SPREAD = 6
"""The spread of grey levels, of 255, that is not visible in the background of a word."""


class PagePicture(NamedTuple):
    """A picture on a page: its edges in points, whether it can be told from the paper, and its pixels."""

    edges: Edges
    has_ink: bool
    image: Image


@dataclass(frozen=True, slots=True)
class InspectedPage:
    """A page's size in points, its text, and its pictures: those of the structure by their marks.

    Invisible text is `hidden`; `overprinted` text has something other than a plain background. Pictures
    without a mark are `untagged_images`. `drawn_fields` show their line or box.
    """

    size: tuple[float, float]
    fragments: tuple[TextFragment, ...]
    hidden: tuple[TextFragment, ...]
    overprinted: tuple[TextFragment, ...]
    figures: Mapping[frozenset[Mark], PagePicture]
    untagged_images: tuple[PagePicture, ...]
    drawn_fields: frozenset[Field]


class Item(NamedTuple):
    """What is drawn on a page, before what is in it if it is a form, each with its kind; the marks of all."""

    parts: Sequence[tuple[object, int]]
    marks: set[int]


@dataclass(frozen=True, slots=True)
class InspectionOptions:
    """Options of an inspection: the bitmap buffer, the marks of figures, the contrast share, form fields."""

    buffer: BitmapBuffer
    figures: tuple[frozenset[Mark], ...] = ()
    contrast_share: float = 1.0
    fields: tuple[Field, ...] = ()


def inspect_page(page: pdfium.PdfPage, number: int, options: InspectionOptions) -> InspectedPage:
    """Return the contents of a page, counted from 1, rendered once."""
    text = PageText(page, number)
    fragments = tuple(text.fragments())
    bitmap = options.buffer.draw(page, legibility.SCALE)
    unseen = hidden_fragments(fragments, bitmap, options.contrast_share)
    items = tuple(page_items(page))
    areas = marked_areas(
        items, text, {mark for marks in options.figures for on, mark in marks if on == number}
    )
    figures = {
        marks: page_picture(page, bitmap, edges)
        for marks, edges in placed_figures(options.figures, number, areas)
    }
    untagged = tuple(page_picture(page, bitmap, edges) for edges in untagged_images(items, text))
    drawn = frozenset(
        field
        for field in options.fields
        if field.page == number and is_drawn(bitmap, field.mark, field.edges)
    )
    hidden_ids = set(map(id, unseen))
    # After all else: from here on the open page has no text.
    remove_text(items)
    background = options.buffer.draw(page, 1, grey=True)
    overprinted = tuple(
        overprinted_fragments(
            background, [fragment for fragment in fragments if id(fragment) not in hidden_ids]
        )
    )
    return InspectedPage(page.get_size(), fragments, unseen, overprinted, figures, untagged, drawn)


def hidden_fragments(
    fragments: Sequence[TextFragment], bitmap: PageBitmap, contrast_share: float
) -> tuple[TextFragment, ...]:
    """Return the fragments with text that are not completely and clearly visible on their page."""
    overlapping_indices = overlapping(fragments)
    samples = bitmap.patches([fragment.edges for fragment in fragments], legibility.sampled_rows)
    unsure = [
        (index, fragment)
        for index, (fragment, sample) in enumerate(zip(fragments, samples, strict=True))
        if index in overlapping_indices
        or sample is None
        or not legibility.quick_check(sample, fragment, contrast_share)
    ]
    patches = bitmap.patches([fragment.edges for _, fragment in unsure])
    return tuple(
        fragment
        for (index, fragment), patch in zip(unsure, patches, strict=True)
        if (
            index in overlapping_indices
            or patch is None
            or not legibility.is_shown_completely(patch, fragment, contrast_share)
        )
        and has_text(fragment)
    )


def page_picture(page: pdfium.PdfPage, bitmap: PageBitmap, edges: Edges) -> PagePicture:
    """Return the picture within edges in points, which may reach beyond the page."""
    shown = picture_pixels(page, edges) or bitmap.crop(pixels_around(edges))
    darkest, lightest = bitmap.tones(edges)
    contrast = contrast_ratio(darkest / 255, lightest / 255)
    return PagePicture(edges, contrast >= legibility.FIGURE_CONTRAST, shown)


def placed_figures(
    figures: Sequence[frozenset[Mark]], number: int, areas: Mapping[int, Edges]
) -> Iterator[tuple[frozenset[Mark], Edges]]:
    """Yield the figures with content on a page, with the edges around that content."""
    for marks in figures:
        on_page = [areas[mark] for page, mark in sorted(marks) if page == number and mark in areas]
        if on_page:
            yield marks, reduce(union, on_page)


def remove_text(items: Sequence[Item]) -> None:
    """Remove the text from an open page."""
    for item in items:
        for part, kind in item.parts:
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                pdfium_c.FPDFTextObj_SetTextRenderMode(part, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def overprinted_fragments(
    background: PageBitmap, fragments: Sequence[TextFragment]
) -> Iterator[TextFragment]:
    """Yield the fragments on a picture or struck out: without the text, their background is not plain.

    An underline, which is below the baseline, does no harm.
    """
    width, height = background.size
    drawn_on = background.rows_with_ink()
    for fragment in fragments:
        left, top, right, bottom = map(round, fragment.edges)
        foot = min(bottom, round(fragment.baseline)) if fragment.upright else bottom
        on_page = min(left, top) >= 0 and right <= width and foot <= height
        if on_page and 1 not in drawn_on[top:foot]:
            continue
        levels = background.levels((left, top, right, foot))
        # Most backgrounds have a single level, and testing that is ten times as fast as finding the darkest
        # one.
        if (
            levels.strip(levels[:1])
            and max(levels) - min(levels) > MAX_BACKGROUND_SPREAD
            and has_text(fragment)
        ):
            yield fragment


def untagged_images(items: Sequence[Item], text: PageText) -> Iterator[Edges]:
    """Yield the edges of pictures on a page that are untagged and contain nothing tagged."""
    for item in items:
        if item.parts[0][1] in PICTURE_TYPES and item.marks == {NO_MARK}:
            yield text.bounds(item.parts[0][0])


def page_items(page: pdfium.PdfPage) -> Iterator[Item]:
    """Yield the objects drawn on a page in drawing order."""
    for number in range(pdfium_c.FPDFPage_CountObjects(page)):
        parts = tuple(nested_objects(pdfium_c.FPDFPage_GetObject(page, number)))
        yield Item(parts, {int(pdfium_c.FPDFPageObj_GetMarkedContentID(part)) for part, _ in parts})


def nested_objects(page_object: object) -> Iterator[tuple[object, int]]:
    """Yield an object with its type, and the objects nested in a form."""
    kind = int(pdfium_c.FPDFPageObj_GetType(page_object))
    yield page_object, kind
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
        for number in range(pdfium_c.FPDFFormObj_CountObjects(page_object)):
            yield from nested_objects(pdfium_c.FPDFFormObj_GetObject(page_object, number))


def has_text(fragment: TextFragment) -> bool:
    """Return whether a fragment has letters or digits: a bullet or dash may touch a word, or be pale."""
    return any(character.isalnum() for character in fragment.text)


def marked_areas(items: Sequence[Item], text: PageText, mark_numbers: Collection[int]) -> dict[int, Edges]:
    """Return the edges of each `mark_numbers` piece of marked content, in points from the top left."""
    areas: dict[int, Edges] = {}
    for item in items:
        for mark in item.marks.intersection(mark_numbers):
            edges = text.bounds(item.parts[0][0])
            areas[mark] = union(areas.get(mark, edges), edges)
    return areas


def union(a: Edges, b: Edges) -> Edges:
    """Return the smallest rectangle around two."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
