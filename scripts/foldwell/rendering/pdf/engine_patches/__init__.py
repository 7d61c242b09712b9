"""Patches of the layout engine: one mends how it ends lines, the others only make it faster.

The faster ones rely on code that is not WeasyPrint's public interface. They are written for the release named
here, and left out with any other: documents then come out in the same bytes, more slowly.
"""

from __future__ import annotations

import weasyprint

from foldwell.rendering.pdf.engine_patches import (
    line_cache,
    line_end_spaces,
    pending_values,
    style_defaults,
    used_lengths,
)

ENGINE_VERSION = "70.0"
"""The release of WeasyPrint whose inner functions the faster patches were written for."""


def install(engine_version: str = weasyprint.__version__) -> None:
    """Patch the layout engine in the whole process; `engine_version` is the release that is installed."""
    if engine_version == ENGINE_VERSION:
        line_cache.install()
        pending_values.install()
        style_defaults.install()
        used_lengths.install()
    # Last, because it asks for lines as the others leave them.
    line_end_spaces.install()
