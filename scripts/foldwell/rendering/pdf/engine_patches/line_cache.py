"""Keep the lines that WeasyPrint has split: it splits each several times in a layout, and again in the next.

A line depends on its text, the width, and the properties in `PROPERTIES`, all of them in the key, and on the
fonts of the document, which is why each font configuration has lines of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from copy import copy
from functools import wraps
from operator import itemgetter
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from foldwell.rendering.pdf.engine_patches.line_end_spaces import SplitFirstLine

CAPACITY = 8192
"""The lines that are kept of one font configuration."""

PROPERTIES = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)
"""The properties, besides the decoration of text, that WeasyPrint asks for when it splits a line."""

_values = itemgetter(*PROPERTIES)


class LineCachingFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """A font configuration that keeps the lines which were split with its fonts, at most `CAPACITY`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Hashable, tuple[Any, ...]] = {}
        self._faces: set[str] = set()

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: Any) -> None:
        """Add a font as WeasyPrint does; lines that were split without it are forgotten."""
        if (face := str(rule_descriptors)) not in self._faces:
            self._faces.add(face)
            self.lines.clear()
        super().add_font_face(rule_descriptors, url_fetcher)

    def keep(self, key: Hashable, line: tuple[Any, ...]) -> tuple[Any, ...]:
        """Keep a line and return it; the one that was kept first makes room where they are too many."""
        if len(self.lines) >= CAPACITY:
            del self.lines[next(iter(self.lines))]
        self.lines[key] = line
        return line


def keep_lines(split: SplitFirstLine) -> SplitFirstLine:
    """Return a function that splits lines as `split` does, and keeps them with the fonts of their style."""

    @wraps(split)
    def split_first_line(text: str, style: Any, context: Any, *args: Any, **kwargs: Any) -> tuple[Any, ...]:
        """Return what `split` does, from the lines that are kept where it is among them."""
        fonts = style.font_config
        if not isinstance(fonts, LineCachingFonts):
            return split(text, style, context, *args, **kwargs)
        has_decoration = style["text_decoration_line"] != "none"
        key = (text, has_decoration, args, tuple(kwargs.items()), _values(style))
        line = fonts.lines.get(key)
        if line is None:
            line = fonts.keep(key, split(text, style, context, *args, **kwargs))
        # A layout changes while its text is drawn.
        return copy(line[0]), *line[1:]

    return split_first_line


def install() -> None:
    """Have WeasyPrint split lines in this way, in the whole process."""
    for module in (inline, preferred):
        module.split_first_line = keep_lines(line_break.split_first_line)
