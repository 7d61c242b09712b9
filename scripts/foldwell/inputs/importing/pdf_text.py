"""The text of a PDF: its lines with the size of their type, without what repeats on each page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from foldwell.errors import InputError, Problem
from foldwell.inputs.importing.content import Leaflet, SourceText
from foldwell.inputs.importing.text_lines import TextLine, leaflet_of

MAX_PAGES, MAX_CHARACTERS = 60, 300_000
BOLD_WEIGHT = 600
LINE_GAP = 1.7
"""The distance between two lines, as a multiple of their height, from which a paragraph ends."""

EDGE_LINES = 2
"""So many lines at the top and the bottom of a page may be a running header or footer."""


def read_pdf(data: bytes, name: str) -> Leaflet:
    """Return the leaflet of a PDF; raises InputError for one that cannot be read or has no words."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        hint = "open it and print it to a new PDF, without a password"
        raise InputError(Problem(name, "cannot be read, or has a password", hint)) from error
    try:
        if len(document) > MAX_PAGES:
            what = f"has {len(document)} pages"
            raise InputError(Problem(name, what, f"save the part that is the leaflet, {MAX_PAGES} at most"))
        pages, pictures = _read_pages(document, name)
    finally:
        document.close()
    running = _running_lines(pages)
    lines = [line for page in pages for line in (*_without(page, running), TextLine(""))]
    if not any(line.text for line in lines):
        hint = "make its words text first: open it in Word, or with a program for OCR"
        raise InputError(Problem(name, "has no words, only pictures of them", hint))
    lost = (
        [f"{pictures} picture{'s' * (pictures > 1)} (take them from the file it was made of)"]
        if pictures
        else []
    )
    if any(text.isdecimal() for text in running):
        lost.append("the numbers of the pages")
    texts = [
        SourceText(text, "a line that repeats on the pages")
        for text in sorted(running)
        if not text.isdecimal()
    ]
    return leaflet_of(lines, lost, texts)


def _read_pages(document: Any, name: str) -> tuple[list[list[TextLine]], int]:
    pages, pictures, characters = [], 0, 0
    for page in document:
        text = page.get_textpage()
        characters += text.count_chars()
        if characters > MAX_CHARACTERS:
            raise InputError(Problem(name, "has far more words than a leaflet", "save the part that is one"))
        pages.append(_with_gaps(list(_lines(text))))
        pictures += sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        text.close()
        page.close()
    return pages, pictures


def _lines(text: Any) -> Iterator[tuple[TextLine, float, float]]:
    """Yield the lines of a page in their order in the file, each with its top and bottom in points."""
    letters: list[str] = []
    boxes: list[tuple[float, float]] = []
    weights: list[int] = []
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index) or 0x20)
        if character in "\r\n":
            if line := _line(letters, boxes, weights):
                yield line
            letters, boxes, weights = [], [], []
            continue
        letters.append(character)
        if not character.isspace():
            boxes.append(_box(text, index))
            weights.append(pdfium.FPDFText_GetFontWeight(text, index))
    if line := _line(letters, boxes, weights):
        yield line


def _box(text: Any, index: int) -> tuple[float, float]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return box.top, box.bottom


def _line(
    letters: Sequence[str], boxes: Sequence[tuple[float, float]], weights: Sequence[int]
) -> tuple[TextLine, float, float] | None:
    words = " ".join("".join(letters).replace("\ufffe", "").replace("\x02", "").split())
    if not words or not boxes:
        return None
    size = sorted(top - bottom for top, bottom in boxes)[len(boxes) // 2]
    bold = sum(weight >= BOLD_WEIGHT for weight in weights) * 2 > len(weights)
    return TextLine(words, round(size, 1), bold), max(top for top, _ in boxes), min(low for _, low in boxes)


def _with_gaps(lines: Sequence[tuple[TextLine, float, float]]) -> list[TextLine]:
    """Return lines with a blank one where the next is far below, or above as in another column."""
    found: list[TextLine] = []
    for number, (line, top, _) in enumerate(lines):
        if number:
            before, last_top, _ = lines[number - 1]
            step = last_top - top
            if step < 0 or step > LINE_GAP * max(before.size, line.size):
                found.append(TextLine(""))
        found.append(line)
    return found


def _running_lines(pages: Sequence[Sequence[TextLine]]) -> set[str]:
    """Return the lines at the edges of pages that are on most of them, and the numbers of pages."""
    edges = [
        {line.text for line in (*_words(page)[:EDGE_LINES], *_words(page)[-EDGE_LINES:])} for page in pages
    ]
    counts = Counter(re.sub(r"\d+", "#", text) for page in edges for text in page)
    often = {text for text, count in counts.items() if len(pages) > 1 and count * 2 > len(pages)}
    return {text for page in edges for text in page if re.sub(r"\d+", "#", text) in often}


def _words(page: Sequence[TextLine]) -> list[TextLine]:
    return [line for line in page if line.text]


def _without(page: Sequence[TextLine], running: set[str]) -> Iterator[TextLine]:
    yield from (line for line in page if line.text not in running)
