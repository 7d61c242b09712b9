"""A Word file in LibreOffice: its pages are filled, keep together what they should, and can be edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from docx import Document

from conformance.tools import Verdict, Verdicts
from foldwell.errors import Problem, ProofError
from foldwell.model.units import MM_PER_EMU
from foldwell.proofing import inspection
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.proofing.text_match.provenance import TextProvenance
from foldwell.workflows import libreoffice

READER = "LibreOffice"

MIN_LINES = 4
"""The fewest lines of text on a page, without header and footer: fewer look as if they were forgotten."""

MIN_SHARE = 1 / 3
"""The part of its text area that a page fills; one page may fill less, such as the last one."""

LINE_GAP = 3.0
"""Words whose tops are this many mm apart stand on different lines."""


class Line(NamedTuple):
    """The text of a line, and where it ends on its page, in mm."""

    text: str
    top: float
    bottom: float


def run_libreoffice(_: Path, files: Sequence[Path]) -> Verdicts:
    """Return what is wrong with Word files in LibreOffice; ProofError if there is no LibreOffice."""
    return {file: Verdict(READER, 0, tuple(_problems(file.read_bytes()))) for file in files}


def _problems(data: bytes) -> Iterator[str]:
    yield from page_problems(data)
    yield from saving_problems(data)


def page_problems(data: bytes) -> Iterator[str]:
    """Yield what is torn or parted by the end of a page in a Word file, and the pages with little on them."""
    pages = _laid_out(data)
    word_file = inspection.read_docx(data)
    yield from _torn_rows(word_file, pages)
    yield from _parted_text(word_file, pages)
    yield from _short_pages(pages)
    yield from _low_pages(data, pages)


def saving_problems(data: bytes) -> Iterator[str]:
    """Yield the words of a Word file that are gone after somebody has saved it in LibreOffice."""
    saved = _laid_out(libreoffice.saved_again(data) or b"")
    # Letters and digits alone: LibreOffice has other signs for no-break hyphens and for places to write.
    before, after = _letters(inspection.read_docx(data)), _letters(saved)
    # A long address is broken over lines, as two words.
    broken = Counter(map("".join, pairwise(after)))
    lost = Counter(before) - Counter(after) - broken
    if lost:
        yield f"{READER}: saved again, it lacks {len(lost)} words: {' '.join(lost)[:60]}"


def _letters(contents: DocumentContents) -> list[str]:
    return re.findall(r"\w+", " ".join(contents.text))


def _laid_out(data: bytes) -> DocumentContents:
    pages = inspection.read_pdf(libreoffice.pages(data) or b"")
    if not pages.pages:
        hint = "install LibreOffice (Debian, Ubuntu: libreoffice-writer-nogui) and run it again"
        raise ProofError(Problem("make conformance", "LibreOffice lays out no pages", hint))
    return pages


def _torn_rows(word_file: DocumentContents, pages: DocumentContents) -> Iterator[str]:
    texts = [row.text for table in word_file.tables for row in table.rows if row.text.strip()]
    shown = TextProvenance(tuple(texts), pages.words)
    for text in texts:
        runs = list(shown.runs([text]))
        if runs and not any(
            len({word.page for word in words}) == 1 for run in runs for words in run.passages
        ):
            yield f"{READER}: a row is torn over two pages: {text[:60]}"


def _parted_text(word_file: DocumentContents, pages: DocumentContents) -> Iterator[str]:
    """Yield each passage on two pages within which the file allows no page to begin."""
    shown = [word.text for word in pages.words]
    texts = [word.text for word in word_file.words]
    # By order, not by passage: LibreOffice prints marks and numbers of lists that the file lacks.
    page: dict[int, int] = {}
    for start, start_shown, size in SequenceMatcher(None, texts, shown, autojunk=False).get_matching_blocks():
        page |= {start + step: pages.words[start_shown + step].page for step in range(size)}
    starts = [0, *(place + 1 for place in sorted(word_file.breakable)), len(texts)]
    for start, end in pairwise(starts):
        if len({page[place] for place in range(start, end) if place in page}) > 1:
            passage = " ".join(texts[start:end])
            yield f"{READER}: what is kept together stands on two pages: {passage[:60]}"


def _short_pages(pages: DocumentContents) -> Iterator[str]:
    for page, lines in _text_lines(pages).items():
        if len(lines) < MIN_LINES and pages.pages > 1:
            found = " / ".join(line.text for line in lines)
            yield f"{READER}: page {page} has {len(lines)} lines: {found[:60]}"


def _low_pages(data: bytes, pages: DocumentContents) -> Iterator[str]:
    """Yield the pages that fill less than a third of their text area, if there is more than one."""
    section = Document(BytesIO(data)).sections[0]
    height, *margins = section.page_height or 0, section.top_margin or 0, section.bottom_margin or 0
    top, bottom = margins[0] * MM_PER_EMU, (height - margins[1]) * MM_PER_EMU
    ends = {
        page: max((line.bottom for line in lines), default=top) for page, lines in _text_lines(pages).items()
    }
    shares = {page: (end - top) / (bottom - top) for page, end in ends.items()}
    low = [f"page {page} to {share:.0%}" for page, share in shares.items() if share < MIN_SHARE]
    if len(low) > 1:
        yield f"{READER}: more than one page is filled to less than a third: {', '.join(low)}"


def _text_lines(pages: DocumentContents) -> dict[int, list[Line]]:
    """Return the lines of each page without those of its header and footer."""
    repeated = _repeated_lines(pages)
    return {
        page: [line for line in _lines(pages.words, page) if line.text not in repeated]
        for page in range(1, pages.pages + 1)
    }


def _repeated_lines(pages: DocumentContents) -> frozenset[str]:
    """Return the lines that stand on every page, and each last line that has the number of its page."""
    lines = {page: [line.text for line in _lines(pages.words, page)] for page in range(1, pages.pages + 1)}
    last = {page: texts[-1] for page, texts in lines.items() if texts}
    footers = {text for page, text in last.items() if str(page) in re.findall(r"\d+", text)}
    return frozenset.intersection(*map(frozenset, lines.values())) | footers


def _lines(words: Sequence[Word], page: int) -> list[Line]:
    """Return the lines of a page, from its top to its bottom."""
    lines: list[Line] = []
    for word in sorted((word for word in words if word.page == page), key=_place):
        top, bottom = word.box.top, word.box.bottom
        if lines and top - lines[-1].top < LINE_GAP:
            text, start, end = lines[-1]
            lines[-1] = Line(f"{text} {word.text}", start, max(end, bottom))
        else:
            lines.append(Line(word.text, top, bottom))
    return lines


def _place(word: Word) -> tuple[int, float]:
    """Return the place of a word in reading order; tops of one line differ by the size of its letters."""
    return round(word.box.bottom / LINE_GAP), word.box.left
