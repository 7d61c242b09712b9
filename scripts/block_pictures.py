"""Pictures of the blocks that docs/writing-articles.md shows, as a leaflet has them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageOps

from docs.block_examples import examples
from foldwell.documents.planning.layout_plan import LayoutPlan
from foldwell.documents.planning.leaflet_pages import TEMPLATE, LeafletPages
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout

PRACTICE, NAME, FOLD = "riverside", "example", "tri"
DPI, MARGIN, EDGE = 130, 18, "#c9ced2"
MM_PER_INCH = 25.4


def block_pictures(root: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield the picture of each example below its heading, by name; no leaflet is proven for it."""
    with TemporaryDirectory() as folder:
        project = Path(folder)
        for part in ("content", "templates"):
            shutil.copytree(root / part, project / part)
        for name, text in examples().items():
            (project / loading.ARTICLES / f"{NAME}.yaml").write_text(text, encoding="utf-8")
            yield name, _picture(_leaflet(project))


def _leaflet(project: Path) -> bytes:
    """Return the panels of a leaflet, whether or not its words fill them."""
    context = loading.load_context(project, PRACTICE, NAME)
    pages = LeafletPages(context, FOLD)
    layouts = pages.fold_layout
    plan = LayoutPlan(layouts.page_counts[0], pages.settings[-3], layouts.drawing[0])
    return layout.write(pages.lay_out(plan).result, TEMPLATE)


def _picture(leaflet: bytes) -> Image.Image:
    """Return what stands below the heading 'Example', cut at its ink."""
    words = inspection.read_pdf(leaflet).words
    heading = next(word for word in words if word.text == "Example" and word.page > 1)
    page = inspection.page_pixels(leaflet, heading.page, DPI)
    below = page.crop((0, round(heading.box.bottom / MM_PER_INCH * DPI) + 4, *page.size))
    box = ImageChops.difference(below, Image.new("RGB", below.size, "white")).getbbox()
    if not box:
        raise ValueError("nothing stands below the heading of an example")
    return ImageOps.expand(ImageOps.expand(below.crop(box), MARGIN, "white"), 1, EDGE)
