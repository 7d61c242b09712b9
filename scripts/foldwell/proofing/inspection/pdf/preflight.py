"""A file for a press, read back: its boxes, its inks, its rules and pictures, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import hypot
from types import MappingProxyType
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from foldwell.proofing.inspection.pdf.content_stream import Drawn, drawn

Rectangle = tuple[float, float, float, float]

SPACES = ("/DeviceCMYK", "/DeviceGray", "/Pattern")
"""The kinds of colour a press prints, besides the one in which marks are drawn."""

INKS: Mapping[str, int] = MappingProxyType({"k": 4, "K": 4, "g": 1, "G": 1})
STROKES = ("S", "s", "B", "B*", "b", "b*")

PER_MM = 25.4 / 72
PER_INCH = 72

PDFX = b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"


@dataclass(frozen=True, slots=True)
class Boxes:
    """The page, the page to the end of its bleed, and what is left when it is trimmed, in mm."""

    media: Rectangle
    bleed: Rectangle
    trim: Rectangle


@dataclass(frozen=True, slots=True)
class Print:
    """What a press will find in a file: one of `boxes` for each page, and what it cannot print, as `faults`.

    `ink` is the most that any one place takes of all inks together, from 0 to 4; `thinnest` is the least rule
    in points and `coarsest` the picture with the fewest pixels an inch, both infinite where there are none.
    """

    boxes: tuple[Boxes, ...]
    ink: float
    thinnest: float
    coarsest: float
    faults: tuple[str, ...]


def for_press(data: bytes) -> Print:
    """Return what a press finds in a PDF file; raises PdfError when it cannot be opened."""
    with pikepdf.open(BytesIO(data)) as pdf:
        everything = list(drawn(pdf))
        return Print(
            boxes=tuple(
                Boxes(*map(_in_mm, (page.mediabox, page.bleedbox, page.trimbox))) for page in pdf.pages
            ),
            ink=max((*map(_ink, everything), *map(_picture_ink, _pictures(pdf))), default=0.0),
            thinnest=min(map(_rule, everything), default=float("inf")),
            coarsest=min(map(_density, everything), default=float("inf")),
            faults=tuple(dict.fromkeys(fault for find in FAULTS for fault in find(pdf))),
        )


def _in_mm(box: pikepdf.Array) -> Rectangle:
    left, bottom, right, top = (round(float(edge) * PER_MM, 3) for edge in box)
    return left, bottom, right, top


def _ink(one: Drawn) -> float:
    """Return how much ink an instruction asks for; marks, in the colour of all inks, are not counted."""
    if one.name in INKS or (one.name in ("sc", "SC", "scn", "SCN") and len(one.operands) == len("cmyk")):
        amounts = [float(part) for part in one.operands]
        return sum(amounts) if len(amounts) > 1 else 1 - amounts[0]
    return 0.0


def _rule(one: Drawn) -> float:
    """Return how thick a line or a filled rectangle is, in points; infinite for anything else."""
    if one.name in STROKES:
        return one.state.line * one.scale
    if one.name == "re":
        sides = [abs(float(side)) * one.scale for side in one.operands[2:]]
        return min((side for side in sides if side), default=float("inf"))
    return float("inf")


def _density(one: Drawn) -> float:
    """Return the pixels an inch of a picture as it lands on the page; infinite for anything else."""
    if one.name != "Do":
        return float("inf")
    image, matrix = one.resources.XObject[str(one.operands[0])], one.state.matrix
    if image.get("/Subtype") != "/Image":
        return float("inf")
    across = int(image.Width) / (hypot(matrix.a, matrix.b) / PER_INCH)
    return min(across, int(image.Height) / (hypot(matrix.c, matrix.d) / PER_INCH))


def _pictures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for made in pdf.objects:
        if isinstance(made, pikepdf.Stream) and made.get("/Subtype") == "/Image":
            yield made


def _picture_ink(image: pikepdf.Stream) -> float:
    """Return the most ink of any pixel: the mean of the four inks, four times."""
    if image.get("/ColorSpace") != "/DeviceCMYK":
        return 0.0
    pixels = Image.frombytes("CMYK", (int(image.Width), int(image.Height)), image.read_bytes())
    cyan, magenta, yellow, black = pixels.split()
    pairs = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    _, most = ImageChops.add(*pairs, scale=2).getextrema()
    return 4 * int(most) / 255  # type: ignore[arg-type]  # one band, so a number


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield each kind of colour that no press prints, wherever the file names or uses it."""
    for made in pdf.objects:
        yield from (f"has colours of the kind {space}" for space in _named(made))
        if isinstance(made, pikepdf.Stream) and _is_drawing(made):
            yield from _used(made)
    for page in pdf.pages:
        yield from _used(page.obj)


def _is_drawing(made: pikepdf.Object) -> bool:
    return made.get("/Subtype") == "/Form" or made.get("/PatternType") == 1


def _named(made: pikepdf.Object) -> Iterator[str]:
    """Yield the names of colour spaces in an object, and in what stands in it, that no press prints."""
    for key, part in _inside(made):
        if key in ("/ColorSpace", "/CS"):
            spaces = part.values() if isinstance(part, pikepdf.Dictionary) else (part,)
            yield from (name for space in spaces for name in _kind(space))
        elif isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _named(part)


def _inside(made: pikepdf.Object) -> Iterator[tuple[str, Any]]:
    """Yield what stands in an object, with its key if it has one."""
    if isinstance(made, pikepdf.Array):
        yield from (("", part) for part in made)
    elif isinstance(made, pikepdf.Dictionary | pikepdf.Stream):
        yield from made.items()


def _kind(space: pikepdf.Object) -> Iterator[str]:
    """Yield the name of a colour space unless a press prints it."""
    if isinstance(space, pikepdf.Array):
        marks = space[0] == "/Separation" and space[1] == "/All" and space[2] == "/DeviceCMYK"
        if not marks:
            yield str(space[0])
    elif str(space) not in SPACES:
        yield str(space)


def _used(stream: pikepdf.Object) -> Iterator[str]:
    """Yield what the instructions of a drawing use that no press prints."""
    for instruction in pikepdf.parse_content_stream(stream, "rg RG cs CS BI"):
        name = str(instruction.operator)
        if name in ("rg", "RG"):
            yield "has colours of the kind /DeviceRGB"
        elif name in ("cs", "CS") and str(instruction.operands[0]) not in (*SPACES, "/All"):
            yield f"has colours of the kind {instruction.operands[0]}"
        elif name == "INLINE IMAGE":
            yield "has a picture inside a drawing"


def _intents(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what is wrong with the way a file says how it is meant to be printed (ISO 15930-7, 6.2.2)."""
    intents = [one for one in pdf.Root.get("/OutputIntents", ()) if one.S == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"has {len(intents)} output intents for a press instead of one"
        return
    stream = intents[0].get("/DestOutputProfile", pikepdf.Dictionary())
    header = stream.read_bytes()[:40] if isinstance(stream, pikepdf.Stream) else b""
    if header[12:20] != b"prtrCMYK" or header[36:40] != b"acsp" or stream.get("/N") != len("cmyk"):
        yield "has an output intent without the profile of a press with four inks"
    if not intents[0].get("/OutputConditionIdentifier"):
        yield "has an output intent that does not name its printing condition"


def _about(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a file does not say of itself, or says and must not (ISO 15930-7, 6.1 to 6.9)."""
    metadata = pdf.Root.get("/Metadata")
    xmp = metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""
    said = {
        "does not say that it is PDF/X-4": PDFX in xmp,
        "is not of version 1.6 of PDF": pdf.pdf_version == "1.6",
        "does not say that its colours are not trapped": pdf.docinfo.get("/Trapped") == "/False",
        "has no identity": "/ID" in pdf.trailer,
        "is encrypted": not pdf.is_encrypted,
        "has instructions that act": not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys()),
    }
    yield from (what for what, right in said.items() if not right)


def _notes(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield each page that has links or other annotations."""
    for number, page in enumerate(pdf.pages, start=1):
        if len(page.obj.get("/Annots", ())):
            yield f"has links or notes on side {number}"


FAULTS: tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...] = (_colours, _intents, _about, _notes)
