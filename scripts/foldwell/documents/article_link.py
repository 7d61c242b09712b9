"""The link to the article on the practice's website: a QR code, with the address printed next to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from foldwell.assets import qr_code
from foldwell.errors import Problem
from foldwell.model.units import MM_PER_INCH
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts

PICTURE_PATH = "qr.svg"
"""The path of the QR code in templates."""

DPI = 200
"""The resolution at which the QR code is checked: 4 pixels for the smallest square."""

SAMPLES = 3
"""Each square is sampled on a grid of this size, of which the middle point is used."""

CLEARANCE = 0.2
"""The space in mm left free when the QR code is enlarged, because the layout rounds."""

BLACK_BELOW = 128
POSITION_ROUNDING = 0.02
"""The rounding of positions in a finished file, in mm."""

MAX_UNBROKEN = 24
"""The longest part of the address between slashes, in characters, that is not broken over lines."""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """The web address of the article, its printed form, and the alt text of the QR code."""

    address: str
    printed: str
    alt: str
    picture: str = PICTURE_PATH

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The parts of the address after which a line may end, and whether each part is unbreakable."""
        *parts, last = self.printed.split("/")
        return tuple((part, len(part) <= MAX_UNBROKEN) for part in (*(f"{part}/" for part in parts), last))

    @property
    def code(self) -> qr_code.QrCode:
        """The QR code of the address."""
        return qr_code.encode(self.address)


def find_article_link(context: BuildContext) -> ArticleLink | None:
    """Return the link of a context's article; None if the practice has no page for it."""
    if not context.practice.article_page:
        return None
    address = context.practice.article_page.format(article=context.article_id)
    printed = address.removeprefix("https://").rstrip("/")
    return ArticleLink(address, printed, context.wording.qr_alt.format(address=printed))


def properties(context: BuildContext, square: float) -> dict[str, str]:
    """Return the width of the QR code and its quiet zone as CSS custom properties, for squares in mm."""
    found = find_article_link(context)
    side = found.code.side if found else 0
    return {"qr": f"{square * side:.2f}mm", "qr-quiet": f"{square * qr_code.QUIET_ZONE:.2f}mm"}


def square_width(context: BuildContext, before: float, available: float) -> float:
    """Return the possible width in mm of a QR square if one of `before` leaves `available` mm."""
    found = find_article_link(context)
    width = (available - CLEARANCE) / found.code.side if found else 0.0
    return max(qr_code.MIN_SQUARE_MM, min(qr_code.SQUARE_MM, before + width))


def expected_texts(context: BuildContext, label: bool = True) -> tuple[ExpectedTexts, ...]:
    """Return the text next to the QR code, if there is one; with the label if asked for."""
    found = find_article_link(context)
    words = (*([context.wording.online] if label else []), found.printed) if found else ()
    return (tuple(ExpectedText("the address online", text) for text in words),) if words else ()


def figures(context: BuildContext) -> tuple[str, ...]:
    """Return the alt text of the QR code, if there is one."""
    found = find_article_link(context)
    return (found.alt,) if found else ()


def links(context: BuildContext) -> frozenset[str]:
    """Return the link target, if there is one."""
    found = find_article_link(context)
    return frozenset((found.address,)) if found else frozenset()


def check(context: BuildContext, file: str, data: bytes) -> Iterator[Problem]:
    """Yield the problems of the QR code on a finished page: squares too small, wrong or covered."""
    found = find_article_link(context)
    if not found:
        return
    # If there is none, the check of figures says so, for it is expected among them.
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
    """Return which squares of the QR code in a box of a page are black, row by row."""
    edges = tuple(edge * DPI / MM_PER_INCH for edge in box)
    grid = (side * SAMPLES, side * SAMPLES)
    points = page.resize(grid, Image.Resampling.BOX, box=edges).tobytes()  # type: ignore[arg-type]  # four of them
    middles = [points[row * grid[0] :][1 : grid[0] : SAMPLES] for row in range(1, grid[0], SAMPLES)]
    return tuple(tuple(level < BLACK_BELOW for level in row) for row in middles)
