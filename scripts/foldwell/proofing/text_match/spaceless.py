"""Compare texts of which only one has spaces in some places: at line ends, between cells, at bold words."""

from __future__ import annotations


def without_spaces(*texts: str) -> str:
    """Return texts joined, without any white space."""
    return "".join("".join(texts).split())
