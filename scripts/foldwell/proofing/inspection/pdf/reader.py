"""A finished PDF file, as its reader sees it: from its bytes alone, each page rendered once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
from PIL.Image import Image

from foldwell.proofing.inspection.pdf.accessibility import barriers
from foldwell.proofing.inspection.pdf.fonts import embedded, family, missing_glyphs, painted
from foldwell.proofing.inspection.pdf.legibility import Edges
from foldwell.proofing.inspection.pdf.page import Eye, Page, Seen, look_at
from foldwell.proofing.inspection.pdf.page_bitmap import canvas
from foldwell.proofing.inspection.pdf.structure_tree import Structure, structure
from foldwell.proofing.inspection.pdf.text import Piece, joined
from foldwell.proofing.inspection.reading import CALL, Box, CallSeen, FigureSeen, Reading, Word, bracketed

BEHIND = 8
"""So many pieces of text behind a link are looked through for a number in brackets."""

NOWHERE: Edges = (0.0, 0.0, 0.0, 0.0)
# How qpdf begins a line about bytes that came from no file.
PREAMBLE = re.compile(r"^(?:WARNING: )?stream <[^>]*>:? ?")


@lru_cache(maxsize=8)
def pdf(data: bytes, kept: float = 1.0) -> Reading:
    """Return what a reader of a PDF file sees, in millimetres; of a file that does not open, only `syntax`.

    Words of a tagged file come in the order of its structure tree, others in the order of the file.
    A word is invisible when the rendered page does not show it whole, shows it under or over another word, or
    with less contrast than 4.5:1, from 18 pt on 3:1 (WCAG 2.2, 1.4.3); of inks, which are shown without their
    profile, only a part of that may be `kept`. Readings of the last files are remembered.
    """
    try:
        with pikepdf.open(BytesIO(data)) as file, pdfium.PdfDocument(data) as shown:
            tree = structure(file)
            eye = Eye(canvas(), tuple(marks for _, marks in tree.figures), kept)
            return read(
                file, tree, [look_at(page, number, eye) for number, page in enumerate(shown, start=1)]
            )
    except (pikepdf.PdfError, pdfium.PdfiumError) as error:
        return Reading(syntax=(f"the file cannot be opened: {PREAMBLE.sub('', str(error))}",))


def page_count(data: bytes) -> int:
    """Return how many pages a PDF file has; raises PdfiumError when it cannot be opened."""
    with pdfium.PdfDocument(data) as shown:
        return len(shown)


def page_pixels(data: bytes, page: int, dpi: float, *, grey: bool = False) -> Image:
    """Return a page (from 1) of a PDF file as a picture in colour or grey; IndexError if there is none."""
    with pdfium.PdfDocument(data) as shown:
        if not 1 <= page <= len(shown):
            raise IndexError(page)
        picture: Image = shown[page - 1].render(scale=dpi / 72, grayscale=grey).to_pil()
        return picture if grey else picture.convert("RGB")


def page_greys(data: bytes, dpi: float) -> Iterator[Image]:
    """Yield the pages of a PDF file as pictures in grey; raises PdfiumError when it cannot be opened."""
    with pdfium.PdfDocument(data) as shown:
        for page in shown:
            yield canvas().draw(page, dpi / 72, grey=True).copy()


def read(file: pikepdf.Pdf, tree: Structure, pages: Sequence[Page]) -> Reading:
    """Return the reading of an open file, of its structure and of the look of its pages."""
    parts = list(painted(file))
    fonts = [font for part in parts for font in part.fonts.values()]
    return Reading(
        pages=len(pages),
        sizes=tuple((millimetres(wide), millimetres(high)) for wide, high in (page.size for page in pages)),
        words=tuple(words(pages, tree)),
        invisible=tuple(word(piece) for page in pages for piece in page.unseen),
        turned=tuple(word(piece) for page in pages for piece in page.pieces if not piece.upright),
        crossed=tuple(word(piece) for page in pages for piece in page.crossed),
        fonts=frozenset(map(family, fonts)),
        unembedded=frozenset(family(font) for font in fonts if not embedded(font)),
        missing_glyphs=tuple(glyph for part in parts for glyph in missing_glyphs(part)),
        figures=tuple(figures(pages, tree)),
        backdrops=tuple(backdrops(pages)) if is_tagged(file.Root) else (),
        links=tuple(links(file)),
        calls=tuple(calls(file, pages)),
        title=str(file.docinfo.get("/Title", "")),
        language=str(file.Root.get("/Lang", "")),
        tagged=is_tagged(file.Root),
        syntax=tuple(PREAMBLE.sub("", fault) for fault in file.check_pdf_syntax()),
        barriers=tuple(dict.fromkeys(barriers(file, tree.root))),
    )


def words(pages: Sequence[Page], tree: Structure) -> Iterator[Word]:
    """Yield the words of a file in reading order, those that a line's end broke made whole."""
    pieces = [piece for page in pages for piece in page.pieces]
    pieces.sort(key=lambda piece: tree.place((piece.page, piece.mark)))
    return map(word, joined(pieces))


def word(piece: Piece) -> Word:
    """Return a piece of text as a word; a word that goes on in the next line is where it begins."""
    return Word(piece.text, piece.page, box(piece.edges), piece.size)


def figures(pages: Sequence[Page], tree: Structure) -> Iterator[FigureSeen]:
    """Yield the figures of a tagged file; one that marks nothing that is drawn has no page and no ink."""
    for alt, marks in tree.figures:
        found = [
            (number, page.figures[marks]) for number, page in enumerate(pages, 1) if marks in page.figures
        ]
        yield figure(alt, *found[0]) if found else FigureSeen(alt, 0, box(NOWHERE), ink=False)


def backdrops(pages: Sequence[Page]) -> Iterator[FigureSeen]:
    """Yield the pictures of a tagged file that are no content, as one behind the text is."""
    for number, page in enumerate(pages, start=1):
        yield from (figure("", number, seen) for seen in page.backdrops)


def figure(alt: str, page: int, seen: Seen) -> FigureSeen:
    """Return a picture of a page, and the words that stand for it."""
    return FigureSeen(alt, page, box(seen.edges), seen.ink, seen.shown)


def box(edges: Edges) -> Box:
    """Return edges in points as a box in millimetres."""
    return Box(*map(millimetres, edges))


def millimetres(points: float) -> float:
    """Return a length in points in millimetres, to the hundredth."""
    return round(points * 25.4 / 72, 2)


def is_tagged(root: pikepdf.Object) -> bool:
    """Return whether a file says that its marks carry its structure, and has one."""
    says = root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
    return bool(says) and "/StructTreeRoot" in root


def links(file: pikepdf.Pdf) -> Iterator[str]:
    """Yield the addresses that the file's links lead to."""
    for page in file.pages:
        yield from (address for address, _ in areas(page))


def calls(file: pikepdf.Pdf, pages: Sequence[Page]) -> Iterator[CallSeen]:
    """Yield the links that call a number, with the words whose middle lies in their area."""
    for number, (page, seen) in enumerate(zip(file.pages, pages, strict=True), start=1):
        for address, (left, bottom, right, top) in areas(page):
            if address.startswith(CALL):
                edges = left, seen.size[1] - top, right, seen.size[1] - bottom
                inside = [at for at, piece in enumerate(seen.pieces) if _within(piece, edges)]
                after = inside[-1] + 1 if inside else 0
                behind = " ".join(piece.text for piece in seen.pieces[after : after + BEHIND])
                text = " ".join(seen.pieces[at].text for at in inside)
                yield CallSeen(address, text, number, bracketed(behind))


def _within(piece: Piece, edges: Edges) -> bool:
    """Return whether the middle of a piece of text lies between left, top, right and bottom edge."""
    left, top, right, bottom = edges
    across, down = (piece.edges[0] + piece.edges[2]) / 2, (piece.edges[1] + piece.edges[3]) / 2
    return left < across < right and top < down < bottom


def areas(page: pikepdf.Page) -> Iterator[tuple[str, Edges]]:
    """Yield where each link of a page leads to, and its left, bottom, right and top edge in points."""
    for note in page.obj.get("/Annots", ()):
        address = note.get("/A", pikepdf.Dictionary()).get("/URI")
        if note.get("/Subtype") == "/Link" and address is not None:
            (left, right), (bottom, top) = (sorted(map(float, list(note.Rect)[at::2])) for at in (0, 1))
            yield str(address), (left, bottom, right, top)
