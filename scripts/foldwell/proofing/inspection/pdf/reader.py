"""Read a finished PDF file as its reader sees it, from its bytes alone; each page is rendered once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from foldwell.model.units import MM_PER_INCH, PT_PER_INCH
from foldwell.proofing.inspection.pdf.accessibility import accessibility_problems
from foldwell.proofing.inspection.pdf.fonts import content_streams, embedded, family, missing_glyphs
from foldwell.proofing.inspection.pdf.form_fields import Field, form_fields
from foldwell.proofing.inspection.pdf.legibility import Edges
from foldwell.proofing.inspection.pdf.page import (
    NO_MARK,
    InspectedPage,
    InspectionOptions,
    PagePicture,
    inspect_page,
)
from foldwell.proofing.inspection.pdf.page_bitmap import bitmap_buffer
from foldwell.proofing.inspection.pdf.structure_tree import (
    Structure,
    content,
    entries_of_contents,
    structure,
)
from foldwell.proofing.inspection.pdf.text_fragments import TextFragment, join_fragments
from foldwell.proofing.inspection.reading import (
    TEL_SCHEME,
    Box,
    DocumentContents,
    ShownField,
    ShownFigure,
    ShownPhoneLink,
    Word,
    bracketed_text,
)

FRAGMENTS_AFTER_LINK = 8
"""The number of fragments after a link that are searched for a number in brackets."""

NO_AREA: Edges = (0.0, 0.0, 0.0, 0.0)
# The prefix of qpdf's messages about data that was not read from a file.
PREAMBLE = re.compile(r"^(?:WARNING: )?stream <[^>]*>:? ?")


@lru_cache(maxsize=8)
def read_pdf(data: bytes, contrast_share: float = 1.0) -> DocumentContents:
    """Return what a reader of a PDF file sees, in millimetres; of a file that does not open, only `syntax`.

    Words of a tagged file come in the order of its structure tree, others in the order of the file.
    A word is invisible if the rendered page does not show it completely, shows it over or under another word,
    or with a contrast below 4.5:1, from 18 pt on 3:1 (WCAG 2.2, 1.4.3); inks are rendered without their
    profile, so only `contrast_share` of that is required. The last results are cached.
    """
    try:
        with pikepdf.open(BytesIO(data)) as file, pdfium.PdfDocument(data) as rendered:
            tree = structure(file)
            fields = form_fields(file, tree)
            options = InspectionOptions(
                bitmap_buffer(), tuple(marks for _, marks in tree.figures), contrast_share, fields
            )
            return document_contents(
                file,
                tree,
                [inspect_page(page, number, options) for number, page in enumerate(rendered, start=1)],
                fields,
            )
    except (pikepdf.PdfError, pdfium.PdfiumError) as error:
        return DocumentContents(syntax=(f"the file cannot be opened: {PREAMBLE.sub('', str(error))}",))


def document_contents(
    file: pikepdf.Pdf, tree: Structure, pages: Sequence[InspectedPage], fields: Sequence[Field]
) -> DocumentContents:
    """Return the contents of an open file from its structure, its inspected pages and its form fields."""
    parts = list(content_streams(file))
    fonts = [font for part in parts for font in part.fonts.values()]
    return DocumentContents(
        pages=len(pages),
        sizes=tuple(
            (millimetres(width), millimetres(height)) for width, height in (page.size for page in pages)
        ),
        words=tuple(words(pages, tree, fields)),
        invisible=tuple(word(fragment) for page in pages for fragment in page.hidden),
        rotated=tuple(
            word(fragment) for page in pages for fragment in page.fragments if not fragment.upright
        ),
        overprinted=tuple(word(fragment) for page in pages for fragment in page.overprinted),
        fonts=frozenset(map(family, fonts)),
        unembedded=frozenset(family(font) for font in fonts if not embedded(font)),
        missing_glyphs=tuple(glyph for part in parts for glyph in missing_glyphs(part)),
        figures=tuple(figures(pages, tree)),
        untagged_images=tuple(untagged_images(pages)) if is_tagged(file.Root) else (),
        links=tuple(links(file)),
        phone_links=tuple(phone_links(file, pages)),
        listed_pages=tuple(listed_pages(file, tree)),
        fields=tuple(shown_field(field, pages) for field in fields),
        title=str(file.docinfo.get("/Title", "")),
        language=str(file.Root.get("/Lang", "")),
        tagged=is_tagged(file.Root),
        syntax=tuple(PREAMBLE.sub("", fault) for fault in file.check_pdf_syntax()),
        accessibility_problems=tuple(dict.fromkeys(accessibility_problems(file, tree.root))),
    )


def words(pages: Sequence[InspectedPage], tree: Structure, fields: Sequence[Field]) -> Iterator[Word]:
    """Yield the words and form fields of a file in reading order; words broken at line ends are joined."""
    placed = [
        (tree.position_of((fragment.page, fragment.mark)), fragment)
        for page in pages
        for fragment in page.fragments
    ]
    placed += [(field.position, field_fragment(field)) for field in fields]
    # A stable sort: within a mark, and in a file without tags, the order of the file stays.
    placed.sort(key=lambda place: place[0])
    return map(word, join_fragments(fragment for _, fragment in placed))


def field_fragment(field: Field) -> TextFragment:
    """Return a form field as a fragment of text, as large as it is high."""
    bottom = field.edges[3]
    return TextFragment(
        field.mark, field.edges, field.height, None, field.page, NO_MARK, False, bottom, upright=True
    )


def shown_field(field: Field, pages: Sequence[InspectedPage]) -> ShownField:
    """Return a form field as its reader sees it."""
    drawn = field in pages[field.page - 1].drawn_fields
    return ShownField(field.mark, field.name, field.page, box(field.edges), drawn)


def word(fragment: TextFragment) -> Word:
    """Return a fragment as a word, at the place where it begins."""
    return Word(fragment.text, fragment.page, box(fragment.edges), fragment.size)


def figures(pages: Sequence[InspectedPage], tree: Structure) -> Iterator[ShownFigure]:
    """Yield the figures of a tagged file; one without drawn content has no page and no ink."""
    for alt, marks in tree.figures:
        found = [
            (number, page.figures[marks]) for number, page in enumerate(pages, 1) if marks in page.figures
        ]
        yield figure(alt, *found[0]) if found else ShownFigure(alt, 0, box(NO_AREA), has_ink=False)


def untagged_images(pages: Sequence[InspectedPage]) -> Iterator[ShownFigure]:
    """Yield the untagged pictures of a tagged file, such as one behind the text."""
    for number, page in enumerate(pages, start=1):
        yield from (figure("", number, picture) for picture in page.untagged_images)


def figure(alt: str, page: int, picture: PagePicture) -> ShownFigure:
    """Return a picture of a page with its alt text."""
    return ShownFigure(alt, page, box(picture.edges), picture.has_ink, picture.image)


def box(edges: Edges) -> Box:
    """Return edges in points as a box in millimetres."""
    return Box(*map(millimetres, edges))


def millimetres(points: float) -> float:
    """Return a length in points in millimetres, to the hundredth."""
    return round(points * MM_PER_INCH / PT_PER_INCH, 2)


def is_tagged(root: pikepdf.Object) -> bool:
    """Return whether a file is marked as tagged and has a structure tree."""
    says = root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
    return bool(says) and "/StructTreeRoot" in root


def links(file: pikepdf.Pdf) -> Iterator[str]:
    """Yield the targets of the file's links."""
    for page in file.pages:
        yield from (address for address, _ in link_areas(page))


def listed_pages(file: pikepdf.Pdf, tree: Structure) -> Iterator[int]:
    """Yield the page that each entry of a list of contents leads to; 0 for none, or several."""
    names = pikepdf.NameTree(file.Root.Names.Dests) if "/Dests" in file.Root.get("/Names", {}) else {}
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}
    for entry in entries_of_contents(tree.root) if tree.root else ():
        places = {str(part.source.Obj.get("/Dest", "")) for part in content(entry) if part.is_reference}
        pages = {numbers.get(names[place][0].objgen, 0) for place in places if place in names}
        yield pages.pop() if len(pages) == len(places) == 1 else 0


def phone_links(file: pikepdf.Pdf, pages: Sequence[InspectedPage]) -> Iterator[ShownPhoneLink]:
    """Yield the tel: links, with the words whose middle lies in their area."""
    for number, (page, inspected) in enumerate(zip(file.pages, pages, strict=True), start=1):
        for address, (left, bottom, right, top) in link_areas(page):
            if address.startswith(TEL_SCHEME):
                edges = left, inspected.size[1] - top, right, inspected.size[1] - bottom
                inside = [
                    index for index, fragment in enumerate(inspected.fragments) if _within(fragment, edges)
                ]
                after = inside[-1] + 1 if inside else 0
                text_after = " ".join(
                    fragment.text for fragment in inspected.fragments[after : after + FRAGMENTS_AFTER_LINK]
                )
                text = " ".join(inspected.fragments[index].text for index in inside)
                yield ShownPhoneLink(address, text, number, bracketed_text(text_after))


def _within(fragment: TextFragment, edges: Edges) -> bool:
    """Return whether the middle of a fragment lies inside the edges."""
    left, top, right, bottom = edges
    across, down = (fragment.edges[0] + fragment.edges[2]) / 2, (fragment.edges[1] + fragment.edges[3]) / 2
    return left < across < right and top < down < bottom


def link_areas(page: pikepdf.Page) -> Iterator[tuple[str, Edges]]:
    """Yield the target of each link of a page, and its left, bottom, right and top edge in points."""
    for note in page.obj.get("/Annots", ()):
        address = note.get("/A", pikepdf.Dictionary()).get("/URI")
        if note.get("/Subtype") == "/Link" and address is not None:
            # A rectangle may name any two opposite corners (ISO 32000-1, 7.9.5).
            (left, right), (bottom, top) = (sorted(map(float, list(note.Rect)[axis::2])) for axis in (0, 1))
            yield str(address), (left, bottom, right, top)
