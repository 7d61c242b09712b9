"""Preflight: read a press file back: page boxes, inks, rules, pictures and metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import hypot
from types import MappingProxyType
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from foldwell.model.units import MM_PER_PT, PT_PER_INCH
from foldwell.proofing.inspection.pdf.content_stream import Operation, operations

Rectangle = tuple[float, float, float, float]

PRINTABLE_SPACES = ("/DeviceCMYK", "/DeviceGray", "/Pattern")
"""The colour spaces that a press prints, besides that of the marks."""

INK_OPERATORS: Mapping[str, int] = MappingProxyType({"k": 4, "K": 4, "g": 1, "G": 1})
STROKE_OPERATORS = ("S", "s", "B", "B*", "b", "b*")

SHOW_OPERATORS = ("Tj", "TJ", "'", '"')
FILL_OPERATORS = ("f", "F", "f*", "B", "B*", "b", "b*", "sh")
BLACK = (0.0, 0.0, 0.0, 1.0)

PDFX = b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"


@dataclass(frozen=True, slots=True)
class Boxes:
    """The media box, the bleed box and the trim box of a page, in mm."""

    media: Rectangle
    bleed: Rectangle
    trim: Rectangle


@dataclass(frozen=True, slots=True)
class PressContents:
    """The contents of a press file: `boxes` for each page, and what a press cannot print as `faults`.

    `max_ink` is the maximum total ink of any place, from 0 to 4; `thinnest_rule` is in points and
    `lowest_resolution` in pixels per inch, both infinite if there are none. `profile` is the
    colour profile of the output intent, empty if there is none.
    """

    boxes: tuple[Boxes, ...]
    max_ink: float
    thinnest_rule: float
    lowest_resolution: float
    faults: tuple[str, ...]
    profile: bytes


def inspect_press_file(data: bytes) -> PressContents:
    """Return the contents of a press file; raises PdfError when it cannot be opened."""
    with pikepdf.open(BytesIO(data)) as pdf:
        all_operations = list(operations(pdf))
        return PressContents(
            boxes=tuple(
                Boxes(*map(_in_mm, (page.mediabox, page.bleedbox, page.trimbox))) for page in pdf.pages
            ),
            max_ink=max((*map(_ink, all_operations), *map(_picture_ink, _pictures(pdf))), default=0.0),
            thinnest_rule=min(map(_rule, all_operations), default=float("inf")),
            lowest_resolution=min(map(_density, all_operations), default=float("inf")),
            profile=_profile(pdf),
            faults=tuple(
                dict.fromkeys(
                    (*(fault for find in FAULTS for fault in find(pdf)), *_overprint_faults(all_operations))
                )
            ),
        )


def _overprint_faults(all_operations: Iterable[Operation]) -> Iterator[str]:
    """Yield the faults of text that knocks a gap in what is under it, or is lost on it."""
    for operation in all_operations:
        if operation.name in SHOW_OPERATORS:
            is_black = operation.state.fill == BLACK
            if is_black and not operation.state.overprint:
                yield "has black text that does not overprint"
            elif not is_black and operation.state.overprint:
                yield "has text that overprints and is not black"
        elif operation.name in FILL_OPERATORS and operation.state.overprint:
            yield "has a shape that overprints"


def _in_mm(box: pikepdf.Array) -> Rectangle:
    left, bottom, right, top = (round(float(edge) * MM_PER_PT, 3) for edge in box)
    return left, bottom, right, top


def _ink(operation: Operation) -> float:
    """Return the total ink of an operation; marks in the colour All are not counted."""
    if operation.name in INK_OPERATORS or (
        operation.name in ("sc", "SC", "scn", "SCN") and len(operation.operands) == len("cmyk")
    ):
        amounts = [float(part) for part in operation.operands]
        return sum(amounts) if len(amounts) > 1 else 1 - amounts[0]
    return 0.0


def _rule(operation: Operation) -> float:
    """Return the thickness of a line or a filled rectangle in points; infinite for anything else."""
    if operation.name in STROKE_OPERATORS:
        return operation.state.line * operation.scale
    if operation.name == "re":
        sides = [abs(float(side)) * operation.scale for side in operation.operands[2:]]
        return min((side for side in sides if side), default=float("inf"))
    return float("inf")


def _density(operation: Operation) -> float:
    """Return the effective resolution of a picture in pixels per inch; infinite for anything else."""
    if operation.name != "Do":
        return float("inf")
    image, matrix = operation.resources.XObject[str(operation.operands[0])], operation.state.matrix
    if image.get("/Subtype") != "/Image":
        return float("inf")
    across = int(image.Width) / (hypot(matrix.a, matrix.b) / PT_PER_INCH)
    return min(across, int(image.Height) / (hypot(matrix.c, matrix.d) / PT_PER_INCH))


def _pictures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            yield item


def _picture_ink(image: pikepdf.Stream) -> float:
    """Return the most ink of any pixel: the mean of the four inks, four times."""
    if image.get("/ColorSpace") != "/DeviceCMYK":
        return 0.0
    pixels = Image.frombytes("CMYK", (int(image.Width), int(image.Height)), image.read_bytes())
    cyan, magenta, yellow, black = pixels.split()
    pairs = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    _, maximum = ImageChops.add(*pairs, scale=2).getextrema()
    return 4 * int(maximum) / 255  # type: ignore[arg-type]  # one band, so a number


def _unprintable_colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield each kind of colour that no press prints, wherever the file names or uses it."""
    for item in pdf.objects:
        yield from (f"has colours of the kind {space}" for space in _named_spaces(item))
        if isinstance(item, pikepdf.Stream) and _has_content(item):
            yield from _used_spaces(item)
    for page in pdf.pages:
        yield from _used_spaces(page.obj)


def _has_content(item: pikepdf.Object) -> bool:
    return item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1


def _named_spaces(item: pikepdf.Object) -> Iterator[str]:
    """Yield the names of unprintable colour spaces in an object and its entries."""
    for key, part in _entries(item):
        if key in ("/ColorSpace", "/CS"):
            spaces = part.values() if isinstance(part, pikepdf.Dictionary) else (part,)
            yield from (name for space in spaces for name in _kind(space))
        elif isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _named_spaces(part)


def _entries(item: pikepdf.Object) -> Iterator[tuple[str, Any]]:
    """Yield the entries of an object, with their keys if they have any."""
    if isinstance(item, pikepdf.Array):
        yield from (("", part) for part in item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from item.items()


def _kind(space: pikepdf.Object) -> Iterator[str]:
    """Yield the name of a colour space unless a press prints it."""
    if isinstance(space, pikepdf.Array):
        marks = space[0] == "/Separation" and space[1] == "/All" and space[2] == "/DeviceCMYK"
        if not marks:
            yield str(space[0])
    elif str(space) not in PRINTABLE_SPACES:
        yield str(space)


def _used_spaces(stream: pikepdf.Object) -> Iterator[str]:
    """Yield what the instructions of a drawing use that no press prints."""
    for instruction in pikepdf.parse_content_stream(stream, "rg RG cs CS BI"):
        name = str(instruction.operator)
        if name in ("rg", "RG"):
            yield "has colours of the kind /DeviceRGB"
        elif name in ("cs", "CS") and str(instruction.operands[0]) not in (*PRINTABLE_SPACES, "/All"):
            yield f"has colours of the kind {instruction.operands[0]}"
        elif name == "INLINE IMAGE":
            yield "has a picture inside a drawing"


def _profile(pdf: pikepdf.Pdf) -> bytes:
    """Return the colour profile of the first output intent for a press, or nothing."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.S == "/GTS_PDFX"]
    stream = intents[0].get("/DestOutputProfile") if intents else None
    return stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""


def _output_intent_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what is wrong with the way a file says how it is meant to be printed (ISO 15930-7, 6.2.2)."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.S == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"has {len(intents)} output intents for a press instead of one"
        return
    stream = intents[0].get("/DestOutputProfile", pikepdf.Dictionary())
    # Class and colour space from byte 12, the signature of every profile at 36 (ICC.1, 7.2).
    header = _profile(pdf)[:40]
    if header[12:20] != b"prtrCMYK" or header[36:40] != b"acsp" or stream.get("/N") != len("cmyk"):
        yield "has an output intent without the profile of a press with four inks"
    if not intents[0].get("/OutputConditionIdentifier"):
        yield "has an output intent that does not name its printing condition"


def _metadata_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a file does not say of itself, or says and must not (ISO 15930-7, 6.1 to 6.9)."""
    metadata = pdf.Root.get("/Metadata")
    xmp = metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""
    stated = {
        "does not say that it is PDF/X-4": PDFX in xmp,
        "is not of version 1.6 of PDF": pdf.pdf_version == "1.6",
        "does not say that its colours are not trapped": pdf.docinfo.get("/Trapped") == "/False",
        "has no identity": "/ID" in pdf.trailer,
        "is encrypted": not pdf.is_encrypted,
        "has instructions that act": not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys()),
    }
    yield from (what for what, right in stated.items() if not right)


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield each page that has links or other annotations."""
    for number, page in enumerate(pdf.pages, start=1):
        if len(page.obj.get("/Annots", ())):
            yield f"has links or notes on side {number}"


FAULTS: tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...] = (
    _unprintable_colours,
    _output_intent_problems,
    _metadata_problems,
    _annotations,
)
