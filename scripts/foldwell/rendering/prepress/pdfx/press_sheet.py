"""Place laid-out pages on the sides of a sheet for a press: with bleed, marks, boxes and an output intent.

PDF/X-4 (ISO 15930-7) is followed as far as it can be checked without a preflight tool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from foldwell.assets.icc_profile import PressProfile
from foldwell.model import Paper
from foldwell.model.units import PT_PER_MM
from foldwell.rendering import pdf_writer
from foldwell.rendering.prepress.imposition import Sheet, Slot
from foldwell.rendering.prepress.pdfx.cmyk import CmykConverter
from foldwell.rendering.prepress.pdfx.colour_separation import separate

BLEEDS: Mapping[Paper, float] = MappingProxyType({"A4": 3.0, "Letter": 3.175})
"""The bleed in mm: 3 mm, or an eighth of an inch."""

BLEED_GAP, MARK_LENGTH, OUTER_MARGIN = 1.0, 6.0, 2.0
"""Outside the bleed, in mm: a gap, then a mark, then an outer margin."""

MARK_WIDTH = 0.5
"""The line width of a mark, in pt."""

FOLD_DASHES = "[3 2] 0 d"
"""The dash pattern that sets a fold mark apart from a trim mark, in pt."""

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>foldwell</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class PressSheet:
    """A sheet with bleed and marks around it; lengths in mm."""

    sheet: Sheet
    bleed: float

    @property
    def margin(self) -> float:
        """How far the trimmed edge is from the edge of the page."""
        return self.bleed + BLEED_GAP + MARK_LENGTH + OUTER_MARGIN

    @property
    def size(self) -> tuple[float, float]:
        """The (width, height) of the page."""
        return self.sheet.width + 2 * self.margin, self.sheet.height + 2 * self.margin

    def outer_edges(self, slot: Slot) -> tuple[bool, bool, bool, bool]:
        """Return which edges of a slot are edges of the sheet: left, bottom, right, top."""
        return (
            slot.x <= 0,
            slot.y + slot.height >= self.sheet.height,
            slot.x + slot.width >= self.sheet.width,
            slot.y <= 0,
        )

    def edges(self, beyond: float) -> tuple[float, float, float, float]:
        """Return the left, bottom, right and top of what is so many mm larger than the trimmed sheet."""
        edge = self.margin - beyond
        return edge, edge, self.size[0] - edge, self.size[1] - edge

    def box(self, beyond: float) -> Array:
        """Return the same edges in pt, as a box of a page."""
        return Array([round(edge * PT_PER_MM, 3) for edge in self.edges(beyond)])


def impose(pages: bytes, press_sheet: PressSheet, converter: CmykConverter, title: str, day: date) -> bytes:
    """Place the pages of a PDF on the sides of a sheet, in inks, with bleed and marks, as PDF/X-4.

    What a page draws beyond its edge becomes bleed where that is an edge of the sheet, and is cut off at a
    fold. Raises ValueError when the number of pages is not the number of slots.
    """
    with pikepdf.open(BytesIO(pages)) as source, pikepdf.new() as target:
        if len(source.pages) != len(press_sheet.sheet.slots):
            raise ValueError(f"{len(source.pages)} pages for {len(press_sheet.sheet.slots)} slots")
        registration = target.make_indirect(_registration())
        for side in range(len(press_sheet.sheet.sides)):
            _add_side(source, target, press_sheet, side)
            target.pages[-1].Resources.ColorSpace = Dictionary(All=registration)
        separate(target, converter)
        target.Root.Lang = source.Root.Lang
        _set_output_intent(target, converter.profile)
        _set_metadata(target, title, day, sha256(pages).hexdigest())
        # PDF/X-4 is a subset of PDF 1.6 (ISO 15930-7).
        return pdf_writer.to_bytes(target, version="1.6")


def _add_side(source: pikepdf.Pdf, target: pikepdf.Pdf, press_sheet: PressSheet, side: int) -> None:
    """Add one side to the target: pages in their slots, then the marks."""
    forms, drawing = Dictionary(), []
    for slot in press_sheet.sheet.sides[side]:
        name = f"/Panel{slot.page}"
        forms[name] = target.copy_foreign(_page_form(source.pages[slot.page - 1], press_sheet.bleed))
        drawing.append(_placed(name, slot, press_sheet))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=press_sheet.box(press_sheet.margin),
        BleedBox=press_sheet.box(press_sheet.bleed),
        TrimBox=press_sheet.box(0),
        Resources=Dictionary(XObject=forms),
        Contents=target.make_stream("\n".join((*drawing, *_marks(press_sheet, side))).encode()),
    )
    target.pages.append(pikepdf.Page(page))


def _page_form(page: pikepdf.Page, bleed: float) -> pikepdf.Object:
    """Return a page as a form XObject without tags, including what it draws beyond its edges."""
    left, bottom, right, top = map(float, page.mediabox)
    overhang = bleed * PT_PER_MM
    # qpdf cuts a form at the trim box, whatever the media box is (qpdf/qpdf#559).
    page.mediabox = page.trimbox = Array(
        [left - overhang, bottom - overhang, right + overhang, top + overhang]
    )
    form = page.as_form_xobject()
    if "/StructParents" in form:
        del form["/StructParents"]
    return form


def _placed(name: str, slot: Slot, press_sheet: PressSheet) -> str:
    """Return the instructions that draw a page in its slot, with bleed at the edges of the sheet alone."""
    left, bottom, right, top = (press_sheet.bleed * outer for outer in press_sheet.outer_edges(slot))
    x, y = press_sheet.margin + slot.x, press_sheet.margin + press_sheet.sheet.height - slot.y - slot.height
    area = (x - left, y - bottom, left + slot.width + right, bottom + slot.height + top)
    clip = " ".join(f"{length * PT_PER_MM:.4f}" for length in area)
    return f"q {clip} re W n 1 0 0 1 {x * PT_PER_MM:.4f} {y * PT_PER_MM:.4f} cm {name} Do Q"


def _marks(press_sheet: PressSheet, side: int) -> Iterator[str]:
    """Yield the instructions that draw trim marks at the corners and dashed marks at the folds of a side."""
    width, height = press_sheet.size
    columns, rows = (
        (press_sheet.margin, width - press_sheet.margin),
        (press_sheet.margin, height - press_sheet.margin),
    )
    folds = [press_sheet.margin + fold for fold in press_sheet.sheet.folds(side)]
    yield f"q /All CS 1 SCN {MARK_WIDTH:g} w"
    yield from (_line(x, start, x, start + MARK_LENGTH) for x in columns for start in _mark_starts(height))
    yield from (_line(start, y, start + MARK_LENGTH, y) for y in rows for start in _mark_starts(width))
    yield FOLD_DASHES
    yield from (_line(x, start, x, start + MARK_LENGTH) for x in folds for start in _mark_starts(height))
    yield "Q"


def _mark_starts(length: float) -> tuple[float, float]:
    """Return where the marks at both ends of a length begin."""
    return OUTER_MARGIN, length - OUTER_MARGIN - MARK_LENGTH


def _line(*ends: float) -> str:
    x, y, to_x, to_y = (f"{end * PT_PER_MM:.4f}" for end in ends)
    return f"{x} {y} m {to_x} {to_y} l S"


def _registration() -> Array:
    """Return the colour that is printed by every ink, in which marks are drawn (ISO 32000-1, 8.6.6.4)."""
    full_tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 1, 1])
    return Array([Name.Separation, Name("/All"), Name.DeviceCMYK, full_tint])


def _set_output_intent(pdf: pikepdf.Pdf, profile: PressProfile) -> None:
    """Set how the file is meant to be printed (ISO 15930-7, 6.2.2)."""
    intent = pdf.make_stream(profile.data, N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String(profile.condition),
                RegistryName=String("http://www.color.org"),
                Info=String(profile.name),
                DestOutputProfile=intent,
            )
        ]
    )


def _set_metadata(pdf: pikepdf.Pdf, title: str, day: date, digest: str) -> None:
    """Set the metadata that PDF/X-4 requires."""
    # Not a random one: equal pages give equal bytes.
    identity = uuid5(NAMESPACE_URL, digest)
    xmp = XMP.format(title=escape(title), day=day.isoformat(), id=identity).encode()
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)
    created = f"D:{day:%Y%m%d}000000Z"
    facts = {"Title": title, "Producer": "foldwell", "CreationDate": created, "ModDate": created}
    for key, value in facts.items():
        pdf.docinfo[f"/{key}"] = value
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
