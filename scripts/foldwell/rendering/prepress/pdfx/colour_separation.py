"""Put every colour of a PDF file into the inks of a press: in drawings, gradients, pictures and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from foldwell.rendering.prepress.pdfx.cmyk import Inks

RGB, CMYK, GREY = Name.DeviceRGB, Name.DeviceCMYK, Name.DeviceGray

Given = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Operands = list[Any]
Instruction = tuple[Operands, Operator]

FILLS: Mapping[str, str] = MappingProxyType({"rg": "k", "RG": "K"})
SPACES = ("cs", "CS")
TONES = ("sc", "SC", "scn", "SCN")
TAGS = ("BDC", "BMC", "EMC", "DP", "MP")
"""Marks of the structure, which a press has no use for."""


class UnprintableError(ValueError):
    """A file has colours of a kind that no template of ours makes."""


def separate(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Put every colour of a file into `inks`, in place; raises UnprintableError for one it does not know."""
    for made in [part for whole in pdf.objects for part in _parts(whole)]:
        for fits, work in KINDS:
            if fits(made):
                work(made, inks)


def _parts(whole: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a dictionary or stream and those that stand in it, but none that it only refers to."""
    inner = whole.values() if isinstance(whole, Dictionary | Stream) else ()
    if isinstance(whole, Dictionary | Stream):
        yield whole
    for part in whole if isinstance(whole, Array) else inner:
        if isinstance(part, Array | Dictionary) and not part.is_indirect:
            yield from _parts(part)


def _drawing(form: pikepdf.Object, inks: Inks) -> None:
    """Rewrite the instructions of a form or a pattern, and forget the colour spaces that it named."""
    form.write(pikepdf.unparse_content_stream(list(_printed(pikepdf.parse_content_stream(form), inks))))
    resources = form.get("/Resources", Dictionary())
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]


def _printed(given: Iterable[Given], inks: Inks) -> Iterator[Instruction]:
    """Yield instructions with their colours in inks, without the marks of the structure."""
    for instruction in given:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            raise UnprintableError("a picture inside a drawing")
        operands, name = list(instruction.operands), str(instruction.operator)
        if name in TAGS:
            continue
        if name in FILLS:
            yield _inked(operands, inks), Operator(FILLS[name])
        elif name in SPACES:
            yield [_space(operands[0])], instruction.operator
        elif name in TONES and len(operands) == len("rgb"):
            yield _inked(operands, inks), instruction.operator
        else:
            yield operands, instruction.operator


def _inked(colour: Iterable[pikepdf.Object], inks: Inks) -> Operands:
    red, green, blue = (round(float(part) * 255) for part in colour)
    return [round(ink, 4) for ink in inks.of((red, green, blue))]


def _space(space: pikepdf.Object) -> Name:
    """Return the colour space to print in."""
    known = {RGB: CMYK, CMYK: CMYK, GREY: GREY, Name.Pattern: Name.Pattern}
    if not isinstance(space, Name) or space not in known:
        raise UnprintableError(f"colours of the kind {space}")
    return known[space]


def _shading(shading: pikepdf.Object, inks: Inks) -> None:
    if _space(shading.ColorSpace) == CMYK:
        _gradient(shading.Function, inks)
        shading.ColorSpace = CMYK


def _gradient(function: pikepdf.Object, inks: Inks) -> None:
    """Put the ends of a gradient and of its parts into inks (functions 2 and 3 of ISO 32000-1, 7.10)."""
    for part in function.get("/Functions", ()):
        _gradient(part, inks)
    for end in ("/C0", "/C1"):
        if len(function.get(end, ())) == len("rgb"):
            function[end] = Array(_inked(function[end], inks))


def _picture(image: Any, inks: Inks) -> None:
    """Put a picture into inks; where it is clear, it stays so."""
    if image.get("/ColorSpace") in (GREY, None):
        return
    pixels = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    image.write(inks.picture(pixels).tobytes())
    image.ColorSpace, image.BitsPerComponent = CMYK, 8
    for key in ("/Decode", "/Intent", "/Interpolate"):
        if key in image:
            del image[key]


def _group(made: pikepdf.Object, _: Inks) -> None:
    if made.Group.get("/CS") == RGB:
        made.Group.CS = CMYK


def _is(key: str, *values: object) -> Callable[[pikepdf.Object], bool]:
    return lambda made: isinstance(made, Stream) and made.get(key) in values


KINDS: tuple[tuple[Callable[[pikepdf.Object], bool], Callable[[pikepdf.Object, Inks], None]], ...] = (
    (_is("/Subtype", Name.Form), _drawing),
    (_is("/PatternType", 1), _drawing),
    (lambda made: "/ShadingType" in made, _shading),
    (_is("/Subtype", Name.Image), _picture),
    (lambda made: "/Group" in made, _group),
)
