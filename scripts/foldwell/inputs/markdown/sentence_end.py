"""Where sentences end."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"[.!?:\u2026][\"'\u2019\u201d)\]]*\s*$")
"""Matches the end of a text that ends with its sentence, in quotes or brackets too."""
