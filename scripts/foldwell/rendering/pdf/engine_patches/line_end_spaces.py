"""Let a space hang over the end of its line (CSS Text 3), also where WeasyPrint breaks the line for it.

WeasyPrint 70 measures text before an element, such as "Your " before a bold word, with its last space. Where
the space alone has no room, it ends the line after the first word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import inf
from typing import Any

from weasyprint.layout import inline

SplitFirstLine = Callable[..., tuple[Any, ...]]
"""WeasyPrint's function that returns the first line of a text: layout, length, resume index, and sizes."""


def hang_spaces(split: SplitFirstLine) -> SplitFirstLine:
    """Return a function that splits lines as `split` does, but hangs a space over the end of its line."""

    @wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, *args: Any, **kwargs: Any
    ) -> tuple[Any, ...]:
        """Return what `split` does, or the whole text on the line if all but its last space fits there."""
        result = split(text, style, context, max_width, *args, **kwargs)
        _, length, resume_index, *_ = result
        may_be_cut = resume_index is not None and text.endswith(" ") and style["white_space"] == "normal"
        # Only a line of one word: a second look at each line would take time.
        if not may_be_cut or max_width is None or b" " in text.encode()[:length]:
            return result
        _, _, remaining, width, *_ = split(text.rstrip(" "), style, context, max_width, *args, **kwargs)
        fits = remaining is None and width <= max_width
        return split(text, style, context, inf, *args, **kwargs) if fits else result

    return split_first_line


def install() -> None:
    """Have WeasyPrint split lines in this way, in the whole process."""
    inline.split_first_line = hang_spaces(inline.split_first_line)
