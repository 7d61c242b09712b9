"""What an article allows: the lengths of its texts and lists that an import has to keep to."""

from __future__ import annotations

MAX_SHORT, MAX_LINE, MAX_PROSE = 60, 200, 6000
"""The longest heading, line and text, in characters."""

MAX_SECTIONS, MAX_BLOCKS = 20, 20
MAX_STEPS, MAX_LINES, MAX_FIELDS = 20, 16, 20
MAX_SIGNS, MAX_QUESTIONS, MAX_SOURCES = 8, 8, 30

FILLED_TEXT = 5000
"""A text that is longer than this begins a new one, so that none is too long for a block."""
