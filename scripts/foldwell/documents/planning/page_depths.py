"""How deep the text reaches on each page that was laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foldwell.documents.planning.strip import FLOW
from foldwell.model.units import PX_PER_MM
from foldwell.rendering.pdf.weasyprint_engine import LineBox, Page, ParentBox, ReplacedBox


def flow_depths(pages: Sequence[Page]) -> tuple[float, ...]:
    """Return how deep the lines and pictures of the flow reach on each page, in mm; 0 on one without any."""
    return tuple(max(_bottoms(page), default=0.0) / PX_PER_MM for page in pages)


def _bottoms(page: Page) -> Iterator[float]:
    for box in page._page_box.descendants():
        if isinstance(box, ParentBox) and box.element is not None and box.element.tag == FLOW:
            for inner in box.descendants():
                if isinstance(inner, LineBox | ReplacedBox):
                    yield inner.position_y + inner.margin_height()
