"""Every page drawn by a second reader, poppler, beside pdfium: what one of them leaves out is found."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops

from conformance.tools import Verdict, Verdicts
from foldwell.errors import Problem, ProofError
from foldwell.model.units import MM_PER_INCH, PT_PER_INCH

READER = "poppler"
PPI, CELL = 150, 12
"""The resolution of both drawings, and the pixels of a cell: two millimetres, whose mean is compared."""

BOUND = 90
"""The largest difference of a cell, of 255.

The documents of the demo practices, where edges are smoothed differently, come to 40; a gradient of which one
reader draws nothing, and letters in another font, come to 170 and more.
"""


def run_poppler(_: Path, files: Sequence[Path]) -> Verdicts:
    """Return on which pages of PDF files poppler draws something else than pdfium."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        places = [Path(folder) / str(number) for number in range(len(files))]
        drawn = list(pool.map(_drawn_by_poppler, files, places))
        return {
            file: Verdict(READER, 0, tuple(_differing_pages(file, pages)))
            for file, pages in zip(files, drawn, strict=True)
        }


def _drawn_by_poppler(file: Path, folder: Path) -> list[Path]:
    """Return the pages of a file as pictures; ProofError if there is no poppler."""
    folder.mkdir()
    command = ["pdftoppm", "-r", str(PPI), str(file), str(folder / "page")]
    try:
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603  our own command
    except FileNotFoundError as error:
        hint = "install poppler (Debian, Ubuntu: poppler-utils) and run it again"
        raise ProofError(Problem("make conformance", "pdftoppm is not there", hint)) from error
    return sorted(folder.iterdir())


def _differing_pages(file: Path, drawn: Sequence[Path]) -> Iterator[str]:
    with pypdfium2.PdfDocument(file) as document:
        if len(drawn) != len(document):
            yield f"{READER} draws {len(drawn)} of {len(document)} pages"
            return
        for number, path in enumerate(drawn, start=1):
            bitmap = document[number - 1].render(scale=PPI / PT_PER_INCH)
            difference, place = largest_difference(bitmap.to_pil(), Image.open(path))
            if difference > BOUND:
                yield f"{READER}: page {number} differs by {difference} of 255, {place}"


def largest_difference(one: Image.Image, other: Image.Image) -> tuple[int, str]:
    """Return the largest difference of any cell of two drawings of a page, and where it is in words."""
    size = max(1, one.width // CELL), max(1, one.height // CELL)
    cells = [image.convert("RGB").resize(size, Image.Resampling.BOX) for image in (one, other)]
    apart = ImageChops.difference(*cells)
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).tobytes()
    highest = max(most)
    where = most.index(highest)
    across, down = (round(index * CELL * MM_PER_INCH / PPI) for index in (where % size[0], where // size[0]))
    return highest, f"{across} mm from the left and {down} mm from the top"
