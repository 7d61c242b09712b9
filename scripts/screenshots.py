"""Make the pictures of README and docs from real builds: `make screenshots` (one needs LibreOffice)."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageOps

from block_pictures import block_pictures
from foldwell.documents import printer_test_page
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack, libreoffice

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".github" / "pictures"
PRACTICE, ARTICLE = "riverside", "restless-legs"
BRANDS = ("riverside", "northgate", "lakeshore", "appletree")
DPI = 110
DESK, EDGE, GAP = "#e9ecee", "#c9ced2", 24


def main() -> None:
    """Build the demo pack and write a picture of its leaflet, handout and card, and one of each block."""
    shown = loading.load_context(ROOT, PRACTICE, ARTICLE)
    built = build_pack.build_documents(shown, build_pack.documents_to_build(shown))
    pictures = {
        "leaflet": _on_desk([_page(built["leaflet"], 1), _page(built["leaflet"], 2)], columns=1),
        "card": _on_desk([_page(built["card"], 1)], columns=1),
        "handout": _on_desk([_page(_as_pdf(built["handout"]), page) for page in (1, 3, 5, 7)], columns=4),
    }
    test_page = printer_test_page.make(shown.practice, shown.printing, shown.templates)
    pictures["test-page"] = _on_desk([_page(test_page, 1), _page(test_page, 2)], columns=2)
    pictures["brands"] = _on_desk(
        [page for row in zip(*map(_panels, BRANDS), strict=True) for page in row], len(BRANDS)
    )
    pictures.update(block_pictures(ROOT))
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        picture.quantize(128).save(PICTURES / f"{name}.png", optimize=True)


def _panels(practice: str) -> list[Image.Image]:
    """Return the cover and the flap of the leaflet as a practice hands it out."""
    built = build_pack.build_documents(loading.load_context(ROOT, practice, ARTICLE), ("leaflet-screen",))[
        "leaflet-screen"
    ]
    return [_page(built, number) for number in (1, 5)]


def _page(data: bytes, number: int) -> Image.Image:
    return ImageOps.expand(inspection.page_pixels(data, number, DPI), 1, EDGE)


def _on_desk(pages: list[Image.Image], columns: int) -> Image.Image:
    """Lay pages side by side, in rows of `columns`, on a pale desk."""
    width, height = (max(page.size[side] for page in pages) for side in (0, 1))
    rows = -(-len(pages) // columns)
    desk = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), DESK)
    for at, page in enumerate(pages):
        desk.paste(page, (GAP + at % columns * (width + GAP), GAP + at // columns * (height + GAP)))
    return desk


def _as_pdf(docx: bytes) -> bytes:
    """Return the pages of a Word file as LibreOffice lays them out."""
    return libreoffice.pages(docx) or sys.exit(
        "LibreOffice is needed for the picture of the handout: apt-get install libreoffice-writer"
    )


main()
