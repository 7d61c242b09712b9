"""The pages of a Word file in LibreOffice: none is nearly empty, and what is kept together stands on one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from conformance.tools import Verdict, Verdicts
from foldwell.errors import Problem, ProofError
from foldwell.proofing import inspection
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.proofing.text_match.provenance import TextProvenance
from foldwell.workflows import libreoffice

READER = "LibreOffice"

MIN_LINES = 4
"""The fewest lines of text on a page, without header and footer: fewer look as if they were forgotten."""

LINE_GAP = 3.0
"""Words whose tops are this many mm apart stand on different lines."""


def run_libreoffice(_: Path, files: Sequence[Path]) -> Verdicts:
    """Return what is wrong with the pages of Word files; ProofError if there is no LibreOffice."""
    return {file: Verdict(READER, 0, tuple(page_problems(file.read_bytes()))) for file in files}


def page_problems(data: bytes) -> Iterator[str]:
    """Yield what is torn or parted by the end of a page in a Word file, and each page of a few lines."""
    pages = inspection.read_pdf(libreoffice.pages(data) or b"")
    if not pages.pages:
        hint = "install LibreOffice (Debian, Ubuntu: libreoffice-writer-nogui) and run it again"
        raise ProofError(Problem("make conformance", "LibreOffice lays out no pages", hint))
    word_file = inspection.read_docx(data)
    yield from _torn_rows(word_file, pages)
    yield from _parted_text(word_file, pages)
    yield from _short_pages(pages)


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
    repeated = _repeated_lines(pages)
    for page in range(1, pages.pages + 1):
        lines = [line for line in _lines(pages.words, page) if line not in repeated]
        if len(lines) < MIN_LINES and pages.pages > 1:
            yield f"{READER}: page {page} has {len(lines)} lines: {' / '.join(lines)[:60]}"


def _repeated_lines(pages: DocumentContents) -> frozenset[str]:
    """Return the lines that stand on every page, and each last line that has the number of its page."""
    lines = {page: _lines(pages.words, page) for page in range(1, pages.pages + 1)}
    last = {page: texts[-1] for page, texts in lines.items() if texts}
    footers = {text for page, text in last.items() if str(page) in re.findall(r"\d+", text)}
    return frozenset.intersection(*map(frozenset, lines.values())) | footers


def _lines(words: Sequence[Word], page: int) -> list[str]:
    """Return the text of each line of a page, from its top to its bottom."""
    lines: list[tuple[str, float]] = []
    for word in sorted((word for word in words if word.page == page), key=_place):
        if lines and word.box.top - lines[-1][1] < LINE_GAP:
            lines[-1] = f"{lines[-1][0]} {word.text}", lines[-1][1]
        else:
            lines.append((word.text, word.box.top))
    return [text for text, _ in lines]


def _place(word: Word) -> tuple[int, float]:
    """Return the place of a word in reading order; tops of one line differ by the size of its letters."""
    return round(word.box.bottom / LINE_GAP), word.box.left
