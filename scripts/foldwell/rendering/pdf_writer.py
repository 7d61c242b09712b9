"""Write a PDF that pikepdf holds, with the same bytes each time."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def to_bytes(pdf: pikepdf.Pdf, version: str = "") -> bytes:
    """Return the bytes of a PDF; without a `version`, the lowest that its features need."""
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()
