"""Lettering of drawings, drawn as outlines in the font that it asks for or the nearest that there is."""

from foldwell.assets.images.svg.lettering.outlines import outline_lettering

__all__ = ["outline_lettering"]
