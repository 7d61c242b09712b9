"""The article on the practice's website: a QR code that leads there, and the address in letters beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from foldwell.assets import qr_code
from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts

PICTURE_PATH = "qr.svg"
"""The path by which templates refer to the code."""

DPI = 200
"""How finely a page is drawn to look at its code: 4 pixels for the smallest square."""

SAMPLES = 3
"""Of so many by so many points of a square the one in the middle is looked at, clear of its neighbours."""

CLEARANCE = 0.2
"""So much of the room is left when the code is enlarged, in mm, for the layout rounds."""

BLACK_BELOW = 128
POSITION_ROUNDING = 0.02
"""Places in a finished file are rounded, in mm."""

MAX_UNBROKEN = 24
"""A part of the address between slashes of at most so many letters is not broken over a line."""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Where the article is on the web, as one says it too, and the words that stand for the code."""

    address: str
    printed: str
    alt: str
    picture: str = PICTURE_PATH

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The address in parts after which a line may end, and whether a part stays in one line."""
        *parts, last = self.printed.split("/")
        return tuple((part, len(part) <= MAX_UNBROKEN) for part in (*(f"{part}/" for part in parts), last))

    @property
    def code(self) -> qr_code.QrCode:
        """The QR code of the address."""
        return qr_code.encode(self.address)


def find_article_link(job: BuildContext) -> ArticleLink | None:
    """Return where the article of a job is on the web; nothing when the practice names no page for it."""
    if not job.practice.article_page:
        return None
    address = job.practice.article_page.format(article=job.article_id)
    printed = address.removeprefix("https://").rstrip("/")
    return ArticleLink(address, printed, job.wording.qr_alt.format(address=printed))


def properties(job: BuildContext, square: float) -> dict[str, str]:
    """Return how wide the code and its quiet zone are, as CSS custom properties, for squares in mm."""
    found = find_article_link(job)
    side = found.code.side if found else 0
    return {"qr": f"{square * side:.2f}mm", "qr-quiet": f"{square * qr_code.QUIET_ZONE:.2f}mm"}


def square_width(job: BuildContext, before: float, free: float) -> float:
    """Return how wide, in mm, a square of the code can be if one of `before` leaves `free` mm."""
    found = find_article_link(job)
    room = (free - CLEARANCE) / found.code.side if found else 0.0
    return max(qr_code.MIN_SQUARE_MM, min(qr_code.SQUARE_MM, before + room))


def expected_texts(job: BuildContext, label: bool = True) -> tuple[ExpectedTexts, ...]:
    """Return the words that stand beside the code, if there is one; the label too where there is room."""
    found = find_article_link(job)
    words = (*([job.wording.online] if label else []), found.printed) if found else ()
    return (tuple(ExpectedText("the address online", text) for text in words),) if words else ()


def figures(job: BuildContext) -> tuple[str, ...]:
    """Return the words that stand for the code, if there is one."""
    found = find_article_link(job)
    return (found.alt,) if found else ()


def links(job: BuildContext) -> frozenset[str]:
    """Return where the address leads, if there is one."""
    found = find_article_link(job)
    return frozenset((found.address,)) if found else frozenset()


def check(job: BuildContext, file: str, data: bytes) -> Iterator[Problem]:
    """Yield what is wrong with the code on a finished page: a square too small, another one, one covered."""
    found = find_article_link(job)
    if not found:
        return
    for figure in (
        candidate
        for candidate in inspection.read_pdf(data).figures
        if candidate.page and candidate.alt == found.alt
    ):
        left, top, right, bottom = figure.box
        width = min(right - left, bottom - top) / found.code.side
        if width < qr_code.MIN_SQUARE_MM - POSITION_ROUNDING:
            hint = f"a telephone needs {qr_code.MIN_SQUARE_MM:g} mm or more"
            yield Problem(file, f"the squares of the QR code are {width:.2f} mm wide", hint)
        page = inspection.page_pixels(data, figure.page, DPI, grey=True)
        if _sampled_squares(page, figure.box, found.code.side) != found.code.squares:
            what = f"the QR code cannot be read, or does not lead to {found.printed}"
            yield Problem(file, what, "keep it black on white, whole, with white around it")


def _sampled_squares(page: Image.Image, box: inspection.Box, side: int) -> tuple[tuple[bool, ...], ...]:
    """Return which squares of the code inside a box of a page are black, row by row."""
    edges = tuple(edge * DPI / 25.4 for edge in box)
    grid = (side * SAMPLES, side * SAMPLES)
    points = page.resize(grid, Image.Resampling.BOX, box=edges).tobytes()  # type: ignore[arg-type]  # four of them
    middles = [points[row * grid[0] :][1 : grid[0] : SAMPLES] for row in range(1, grid[0], SAMPLES)]
    return tuple(tuple(level < BLACK_BELOW for level in row) for row in middles)
