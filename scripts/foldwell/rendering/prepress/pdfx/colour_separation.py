"""Convert every colour of a PDF file to CMYK: in drawings, gradients, pictures and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from foldwell.rendering.prepress.pdfx.cmyk import CmykConverter
from foldwell.rendering.prepress.pdfx.overprint import Instruction, add_states, overprint_black_text

RGB, CMYK, GREY = Name.DeviceRGB, Name.DeviceCMYK, Name.DeviceGray

ContentItem = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Operands = list[Any]

RGB_OPERATORS: Mapping[str, str] = MappingProxyType({"rg": "k", "RG": "K"})
SPACE_OPERATORS = ("cs", "CS")
TONE_OPERATORS = ("sc", "SC", "scn", "SCN")
TAG_OPERATORS = ("BDC", "BMC", "EMC", "DP", "MP")
"""Operators of marked content, which a press does not need."""


class UnprintableError(ValueError):
    """A file has a colour space that no template of ours produces."""


def separate(pdf: pikepdf.Pdf, converter: CmykConverter) -> None:
    """Convert every colour of a file in place; raises UnprintableError for an unknown colour space."""
    for item in [part for container in pdf.objects for part in _nested_objects(container)]:
        for matches, convert in SEPARATORS:
            if matches(item):
                convert(item, converter)


def _nested_objects(container: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a dictionary or stream and its direct entries, but no indirect objects."""
    inner = container.values() if isinstance(container, Dictionary | Stream) else ()
    if isinstance(container, Dictionary | Stream):
        yield container
    for part in container if isinstance(container, Array) else inner:
        if isinstance(part, Array | Dictionary) and not part.is_indirect:
            yield from _nested_objects(part)


def _separate_stream(form: pikepdf.Object, converter: CmykConverter) -> None:
    """Rewrite the content of a form or a pattern, and drop its named colour spaces."""
    converted = _converted_instructions(pikepdf.parse_content_stream(form), converter)
    form.write(pikepdf.unparse_content_stream(list(overprint_black_text(converted))))
    if "/Resources" not in form:
        form["/Resources"] = Dictionary()
    add_states(form.Resources)
    if "/ColorSpace" in form.Resources:
        del form.Resources["/ColorSpace"]


def _converted_instructions(
    instructions: Iterable[ContentItem], converter: CmykConverter
) -> Iterator[Instruction]:
    """Yield instructions with their colours in inks, without the marks of the structure."""
    for instruction in instructions:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            raise UnprintableError("a picture inside a drawing")
        operands, name = list(instruction.operands), str(instruction.operator)
        if name in TAG_OPERATORS:
            continue
        if name in RGB_OPERATORS:
            yield _converted_operands(operands, converter), Operator(RGB_OPERATORS[name])
        elif name in SPACE_OPERATORS:
            yield [_target_space(operands[0])], instruction.operator
        elif name in TONE_OPERATORS and len(operands) == len("rgb"):
            yield _converted_operands(operands, converter), instruction.operator
        else:
            yield operands, instruction.operator


def _converted_operands(colour: Iterable[pikepdf.Object], converter: CmykConverter) -> Operands:
    red, green, blue = (round(float(part) * 255) for part in colour)
    return [round(ink, 4) for ink in converter.convert((red, green, blue))]


def _target_space(space: pikepdf.Object) -> Name:
    """Return the colour space to print in."""
    known = {RGB: CMYK, CMYK: CMYK, GREY: GREY, Name.Pattern: Name.Pattern}
    if not isinstance(space, Name) or space not in known:
        raise UnprintableError(f"colours of the kind {space}")
    return known[space]


def _separate_shading(shading: pikepdf.Object, converter: CmykConverter) -> None:
    if _target_space(shading.ColorSpace) == CMYK:
        _separate_gradient(shading.Function, converter)
        shading.ColorSpace = CMYK


def _separate_gradient(function: pikepdf.Object, converter: CmykConverter) -> None:
    """Convert the end colours of a gradient and of its parts (functions 2 and 3 of ISO 32000-1, 7.10)."""
    for part in function.get("/Functions", ()):
        _separate_gradient(part, converter)
    for end in ("/C0", "/C1"):
        if len(function.get(end, ())) == len("rgb"):
            function[end] = Array(_converted_operands(function[end], converter))


def _separate_image(image: Any, converter: CmykConverter) -> None:
    """Convert a picture and keep its transparency."""
    # Grey is black ink already, or a soft mask, which must stay grey (ISO 32000-1, 11.6.5.3); a stencil
    # mask has no colour space at all (8.9.6.2).
    if image.get("/ColorSpace") in (GREY, None):
        return
    pixels = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    image.write(converter.picture(pixels).tobytes())
    image.ColorSpace, image.BitsPerComponent = CMYK, 8
    # /Decode has a pair of numbers for each component, and there is one more now (ISO 32000-1, 8.9.5.2).
    for key in ("/Decode", "/Intent", "/Interpolate"):
        if key in image:
            del image[key]


def _separate_group(item: pikepdf.Object, _: CmykConverter) -> None:
    if item.Group.get("/CS") == RGB:
        item.Group.CS = CMYK


def _has_value(key: str, *values: object) -> Callable[[pikepdf.Object], bool]:
    return lambda item: isinstance(item, Stream) and item.get(key) in values


SEPARATORS: tuple[
    tuple[Callable[[pikepdf.Object], bool], Callable[[pikepdf.Object, CmykConverter], None]], ...
] = (
    (_has_value("/Subtype", Name.Form), _separate_stream),
    (_has_value("/PatternType", 1), _separate_stream),
    (lambda item: "/ShadingType" in item, _separate_shading),
    (_has_value("/Subtype", Name.Image), _separate_image),
    (lambda item: "/Group" in item, _separate_group),
)
