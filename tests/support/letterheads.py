"""Letterheads as a practice would make them in Word, and ways to spoil one."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
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
            file.writestr(ZipInfo(name), text, ZIP_DEFLATED)
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
