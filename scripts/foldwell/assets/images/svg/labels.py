"""The text in a drawing, which a finished document shows beside that of the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from foldwell.assets.images.image import SVG, Picture
from foldwell.assets.images.svg.element import NAMESPACE
from foldwell.assets.xml_reader import parse_xml


@lru_cache(maxsize=64)
def text_labels(picture: Picture) -> tuple[str, ...]:
    """Return the labels of a drawing, and the lines of those that have several; a PNG has none."""
    return tuple(dict.fromkeys(_labels(picture))) if picture.mime == SVG else ()


def _labels(picture: Picture) -> Iterator[str]:
    for label in parse_xml(picture.data).iter(f"{{{NAMESPACE}}}text"):
        lines = [str(line) for line in label.itertext()]
        for text in ("".join(lines), *lines):
            if words := text.split():
                yield " ".join(words)
