"""Duplex printing: the edge to flip, and backs turned for a printer that can only flip the other edge."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

import pikepdf
from pikepdf import Dictionary, Name

from foldwell.model import Edge
from foldwell.rendering import pdf_writer

DUPLEX: Mapping[Edge, Name] = MappingProxyType(
    {"short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge}
)
"""The viewer preference for each edge (ISO 32000-1, table 150)."""

OTHER_EDGE: Mapping[Edge, Edge] = MappingProxyType({"short": "long", "long": "short"})


def ask_for(pdf: pikepdf.Pdf, edge: Edge | None) -> None:
    """Let a PDF ask to be printed at full size, on both sides flipped along an edge, or on one side."""
    # Unless told, a viewer may shrink the page to what the printer reaches, and shift every fold
    # (ISO 32000-1, table 150).
    pdf.Root.ViewerPreferences = Dictionary(
        Duplex=DUPLEX[edge] if edge else Name.Simplex, PrintScaling=Name("/None"), DisplayDocTitle=True
    )


def for_full_size(data: bytes, edge: Edge) -> bytes:
    """Return a PDF that asks to be printed on both sides at full size, flipped along an edge."""
    with pikepdf.open(BytesIO(data)) as pdf:
        ask_for(pdf, edge)
        return pdf_writer.to_bytes(pdf)


def flipped_edge(data: bytes) -> Edge | None:
    """Return the edge along which a PDF asks to be turned over, or None if it does not say."""
    with pikepdf.open(BytesIO(data)) as pdf:
        asked = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Duplex")
        return next((edge for edge, name in DUPLEX.items() if name == asked), None)


def turn_backs(data: bytes, upright: Edge | None, edge: Edge | None) -> bytes:
    """Return a PDF, right for a printer that flips the `upright` edge, for one that flips `edge`.

    A sheet that is printed on one side is flipped along none, and stays as it is.

    If that is the other one, every second page is turned by 180 degrees. The content is turned, not /Rotate
    set, because some printer drivers turn a page with /Rotate once more when they fit it to their paper.
    """
    if upright == edge or not edge:
        return data
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages[1::2]:
            left, bottom, right, top = map(float, page.mediabox)
            turn = f"q -1 0 0 -1 {left + right:.4f} {bottom + top:.4f} cm"
            page.contents_add(turn.encode(), prepend=True)
            page.contents_add(b"Q")
        pdf.Root.ViewerPreferences.Duplex = DUPLEX[edge]
        return pdf_writer.to_bytes(pdf)
