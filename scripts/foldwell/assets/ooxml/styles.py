"""The styles of a Word file, and what they are based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.assets.ooxml.names import OFF_VALUES, W, value
from foldwell.assets.xml_reader import Xml


def styles_by_id(root: Xml | None) -> dict[str, Xml]:
    """Return the styles of a styles part by their ids."""
    return {value(style, "styleId"): style for style in root.iter(f"{W}style")} if root is not None else {}


def style_name(style: Xml) -> str:
    """Return the name of a style."""
    return value(style.find(f"{W}name"))


def is_default(style: Xml) -> bool:
    """Return whether a style is that of everything of its type that names none."""
    return value(style, "default") not in {"", *OFF_VALUES}


def with_bases(style: Xml | None, by_id: Mapping[str, Xml]) -> Iterator[Xml]:
    """Yield a style, then each that it is based on; a damaged file may have them in a circle."""
    seen: set[str] = set()
    while style is not None and (identity := value(style, "styleId")) not in seen:
        yield style
        seen.add(identity)
        style = by_id.get(value(style.find(f"{W}basedOn")))
