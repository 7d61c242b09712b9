"""The blocks that docs/writing-articles.md shows: their YAML, and the picture of what they become."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "writing-articles.md"
EXAMPLE = re.compile(
    r"^(?P<blocks>    blocks:\n(?:(?:     .*)?\n)+)"
    r"!\[[^\]]+\]\(\.\./\.github/pictures/(?P<picture>[\w-]+)\.png\)$",
    re.MULTILINE,
)
ARTICLE = """\
language: en-GB
title: Blocks
audience: For whoever writes
version: "1.0"
published: 2026-11-22
review_by: 2028-11-22
author: Patient information editor
sections:
  - id: example
    heading: Example
{blocks}care: {{none: An example.}}
sources: none
"""


def examples() -> Mapping[str, str]:
    """Return an article for each example of blocks on the page, by the name of its picture."""
    text = PAGE.read_text(encoding="utf-8")
    return {found["picture"]: ARTICLE.format(blocks=found["blocks"]) for found in EXAMPLE.finditer(text)}
