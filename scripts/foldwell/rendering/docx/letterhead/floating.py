"""The drawings that float on a page: where they are, and how large. Lengths in mm.

New ones are DrawingML anchors (ECMA-376-1, 20.4.2.3), old ones VML shapes with a style (ECMA-376-4, 19.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foldwell.assets.ooxml.names import MC, WP, A, R, W
from foldwell.assets.xml_reader import Xml
from foldwell.model.units import MM_PER_EMU, MM_PER_INCH, MM_PER_PT, PX_PER_MM

VML = "{urn:schemas-microsoft-com:vml}"
VML_UNITS = {
    "pt": MM_PER_PT,
    "in": MM_PER_INCH,
    "mm": 1.0,
    "cm": 10.0,
    "px": 1 / PX_PER_MM,
    "": 1 / PX_PER_MM,
}
VML_FRAMES = {"text": "paragraph", "line": "paragraph", "char": "column", "margin": "margin", "page": "page"}
"""What a position of a VML shape is relative to, by the name that an anchor has for it."""


@dataclass(frozen=True, slots=True)
class Position:
    """What a position is relative to, its offset from there, and its alignment ("" if the offset counts)."""

    relative: str
    offset: float
    alignment: str = ""

    def start(self, frame: tuple[float, float], size: float) -> float:
        """Return where something of a size begins in a frame, from its start to its end."""
        if self.alignment in ("bottom", "right", "outside"):
            return frame[1] - size
        if self.alignment == "center":
            return (frame[0] + frame[1] - size) / 2
        return frame[0] if self.alignment else frame[0] + self.offset


@dataclass(frozen=True, slots=True)
class FloatingDrawing:
    """A drawing that floats; `relation` leads to its picture, "" if it is made of shapes."""

    width: float
    height: float
    across: Position
    down: Position
    relation: str


def floating_drawings(root: Xml) -> Iterator[FloatingDrawing]:
    """Yield the drawings that float in a header or footer, but for those that only older programs show."""
    for anchor in anchors(root):
        yield _anchored(anchor)
    for picture in root.iter(f"{W}pict"):
        if not _is_fallback(picture):
            yield from filter(None, map(_vml_drawing, picture))


def anchors(root: Xml) -> Iterator[Xml]:
    """Yield the anchors of drawings that Word shows."""
    yield from (anchor for anchor in root.iter(f"{WP}anchor") if not _is_fallback(anchor))


def _is_fallback(element: Xml) -> bool:
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None


def _anchored(anchor: Xml) -> FloatingDrawing:
    width, height = extent(anchor)
    blip = next(anchor.iter(f"{A}blip"), None)
    relation = blip.get(f"{R}embed", "") if blip is not None else ""
    return FloatingDrawing(width, height, _position(anchor, "H"), _position(anchor, "V"), relation)


def extent(drawing: Xml) -> tuple[float, float]:
    """Return the width and height of a drawing, in its line or floating."""
    found = drawing.find(f"{WP}extent")
    return (emu(found.get("cx")), emu(found.get("cy"))) if found is not None else (0.0, 0.0)


def emu(text: str | None) -> float:
    """Return a length in EMU as mm, 0 if it is no number."""
    try:
        return float(text or 0) * MM_PER_EMU
    except ValueError:
        return 0.0


def _position(anchor: Xml, axis: str) -> Position:
    position = anchor.find(f"{WP}position{axis}")
    if position is None:
        return Position("page", 0.0)
    offset = emu(position.findtext(f"{WP}posOffset"))
    return Position(position.get("relativeFrom", ""), offset, position.findtext(f"{WP}align") or "")


def _vml_drawing(shape: Xml) -> FloatingDrawing | None:
    """Return a VML shape that floats, None for any other element."""
    pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
    style = {name.strip().lower(): text.strip().lower() for name, _, text in pairs}
    if style.get("position") != "absolute" or not str(shape.tag).startswith(VML):
        return None
    data = next(shape.iter(f"{VML}imagedata"), None)
    relation = data.get(f"{R}id", "") if data is not None and shape.tag != f"{VML}group" else ""
    return FloatingDrawing(
        _vml_length(style.get("width")),
        _vml_length(style.get("height")),
        _vml_position(style, "horizontal", "margin-left", "left"),
        _vml_position(style, "vertical", "margin-top", "top"),
        relation,
    )


def _vml_position(style: dict[str, str], axis: str, margin: str, side: str) -> Position:
    relative = style.get(f"mso-position-{axis}-relative", "text")
    alignment = style.get(f"mso-position-{axis}", "absolute")
    offset = _vml_length(style.get(margin)) + _vml_length(style.get(side))
    return Position(VML_FRAMES.get(relative, relative), offset, "" if alignment == "absolute" else alignment)


def _vml_length(text: str | None) -> float:
    found = re.fullmatch(r"(-?\d*\.?\d+)([a-z]*)", text or "")
    return float(found[1]) * VML_UNITS.get(found[2], 0.0) if found else 0.0
