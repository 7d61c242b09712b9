"""Letterheads as a practice would make them in Word, and ways to spoil one."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw

A4, LETTER = (210, 297), (215.9, 279.4)
Change = Callable[[Any], object]


def crest() -> bytes:
    """A picture for the header."""
    out, picture = BytesIO(), Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(picture).ellipse((20, 20, 280, 280), fill="#7a1f3d")
    picture.save(out, "PNG")
    return out.getvalue()


@cache
def letterhead(*changes: Change, paper: tuple[float, float] = A4) -> bytes:
    """A letterhead: a crest and a name in its header, the partners in its footer, a heading of its own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper[0]), Mm(paper[1])
    section.left_margin, section.right_margin = Mm(34), Mm(26)
    section.top_margin, section.bottom_margin = Mm(48), Mm(30)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(BytesIO(crest()), width=Mm(18))
    head.add_run("\tOakwood & Partners").font.size = Pt(20)
    head._p.find(".//" + qn("wp:docPr")).set("descr", "The crest of Oakwood")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("Partners: Dr A Oak, Dr B Ash").font.size = Pt(8)
    heading = document.styles["Heading 1"]
    heading.font.size, heading.font.color.rgb = Pt(26), RGBColor(0x7A, 0x1F, 0x3D)
    for change in changes:
        change(document)
    out = BytesIO()
    document.save(out)
    return zipped(members(out.getvalue()))


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a file by name."""
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A file of these parts, the same bytes at any time."""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(ZipInfo(name), text, ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()


def respelt(part: str, old: str, new: str, data: bytes | None = None) -> bytes:
    """A letterhead in which the first match of `old` in a part is replaced."""
    parts = members(data or letterhead())
    text, found = re.subn(old.encode(), new.encode(), parts[part], count=1)
    assert found, old
    return zipped({**parts, part: text})


def related(part: str, kind: str, target: str, external: bool = True, data: bytes | None = None) -> bytes:
    """A letterhead one part of which has a further relation."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    parts = members(data or letterhead())
    mode = ' TargetMode="External"' if external else ""
    base = "http://schemas.openxmlformats.org"
    type_ = f"{base}/officeDocument/2006/relationships/{kind}"
    relationship = f'<Relationship Id="x1" Type="{type_}" Target="{target}"{mode}/>'
    empty = f'<Relationships xmlns="{base}/package/2006/relationships"></Relationships>'.encode()
    text = parts.get(rels, empty).replace(b"</Relationships>", relationship.encode() + b"</Relationships>")
    return zipped({**parts, rels: text})


DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
STYLES, SETTINGS = "word/styles.xml", "word/settings.xml"


def paragraph(*inner: str) -> str:
    """A paragraph of a part, as XML."""
    return f"<w:p><w:r>{''.join(inner)}</w:r></w:p>"


def field(code: str, end: str = "end") -> bytes:
    """A letterhead with a field in its footer, whose code is in two runs."""
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{code[:4]}</w:instrText></w:r><w:r><w:instrText>{code[4:]}</w:instrText></w:r>"
    closed = run.format(end) if end else ""
    return respelt(FOOTER, "</w:p>", run.format("begin") + code + closed + "</w:p>")


def styled(name: str, **looks: object) -> bytes:
    """A letterhead in which somebody changed a style."""

    def change(document):
        for key, value in looks.items():
            if key == "rgb":
                document.styles[name].font.color.rgb = RGBColor.from_string(value)
            elif key == "alignment":
                document.styles[name].paragraph_format.alignment = value
            else:
                setattr(document.styles[name].font, key, value)

    return letterhead(change)


def words(document: Any) -> None:
    """Give a letterhead words between header and footer."""
    document.add_paragraph("Dear patient,")


def sections(document: Any) -> None:
    """Give a letterhead a second section."""
    document.add_section()


def pictured(document: Any) -> None:
    """Give a letterhead a picture between header and footer."""
    document.add_picture(BytesIO(crest()))


def margins(width: float) -> Change:
    """Give a letterhead equal side margins."""

    def change(document: Any) -> None:
        document.sections[0].left_margin = document.sections[0].right_margin = Mm(width)

    return change


broad, narrow, none = margins(60), margins(15), margins(0)


def wordy(document: Any) -> None:
    """Give a letterhead a letter in its header."""
    for _ in range(40):
        document.sections[0].header.add_paragraph("Dear patient, this is a letter.")


def floating(width: float, height: float, colour: str, top: float = 0) -> Change:
    """Let the crest float on the page from its left edge, in one colour."""

    def change(document: Any) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        out = BytesIO()
        Image.new("RGB", (21, 30), colour).save(out, "PNG")
        run.add_picture(out, width=Mm(width), height=Mm(height))
        inline = run._r.find(".//" + qn("wp:inline"))
        inline.find(qn("wp:docPr")).set("descr", "A flood of colour")
        anchor = parse_xml(
            f'<wp:anchor {nsdecls("wp")} behindDoc="1" relativeHeight="1" simplePos="0" locked="0" '
            'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page">'
            '<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page">'
            f"<wp:posOffset>{round(top * 36000)}</wp:posOffset></wp:positionV></wp:anchor>"
        )
        extent, *rest = inline
        anchor.extend((extent, parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"), *rest))
        inline.getparent().replace(inline, anchor)

    return change


def silent(document: Any) -> None:
    """Give a letterhead a crest without alt text."""
    del document.sections[0].header._element.find(".//" + qn("wp:docPr")).attrib["descr"]


def bare(document: Any) -> None:
    """Give a letterhead nothing in header and footer."""
    for side in (document.sections[0].header, document.sections[0].footer):
        side.paragraphs[0].clear()


def columns(document: Any) -> None:
    """Give a letterhead two columns."""
    document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")


def without(name: str) -> bytes:
    """A letterhead without one of its parts."""
    return zipped({key: text for key, text in members(letterhead()).items() if key != name})


def with_part(name: str, text: bytes) -> bytes:
    """A letterhead with a part, or another one in its place."""
    return zipped({**members(letterhead()), name: text})


def bomb() -> bytes:
    """A letterhead that unpacks to more than it may."""
    return with_part("word/media/bomb.png", bytes(61_000_000))


def with_picture(ending: str, data: bytes) -> bytes:
    """A letterhead whose header has a picture of a kind."""
    linked = related(HEADER, "image", f"media/other.{ending}", external=False)
    types = members(linked)["[Content_Types].xml"].replace(
        b"</Types>", f'<Default Extension="{ending}" ContentType="image/x-{ending}"/></Types>'.encode()
    )
    return zipped({**members(linked), f"word/media/other.{ending}": data, "[Content_Types].xml": types})


def enormous_png() -> bytes:
    """The head of a PNG of 100,000 by 100,000 pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return start + struct.pack(">I", 9) + b"IDAT" + bytes(99)


def emf(*kinds: int) -> bytes:
    """An EMF drawing with empty records of these kinds between its first and its last."""
    first = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return first + b"".join(struct.pack("<II", kind, 8) for kind in kinds) + struct.pack("<II", 14, 8)
