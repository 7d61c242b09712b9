"""Old leaflets as an office has them in Word, with what a converter may lose, and ways to spoil one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw

from support.letterheads import members, zipped

Change = Callable[[Any], object]


def drawing() -> bytes:
    """A picture of a leaflet."""
    out, picture = BytesIO(), Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(picture).rectangle((40, 40, 360, 260), fill="#335577")
    picture.save(out, "PNG")
    return out.getvalue()


def word_leaflet(*changes: Change) -> bytes:
    """A leaflet with a title, three parts, a list of steps, a table, and a list of signs."""
    document = Document()
    document.add_paragraph("Sprained ankle – information for patients", style="Title")
    document.add_paragraph("What is it?", style="Heading 1")
    document.add_paragraph("A sprain is a torn ligament. Call 111 or ring 01632 960101.")
    document.add_paragraph("What to do", style="Heading 1")
    for step in ("Rest the foot.", "Cool it for ten minutes.", "Raise it."):
        document.add_paragraph(step, style="List Number")
    table = document.add_table(3, 3)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Week", "Walk", "Run", "1", "Indoors", "No", "2", "Outdoors", "No"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Call 999 if:", style="Heading 1")
    document.add_paragraph("the foot turns white", style="List Bullet")
    document.add_paragraph("you faint", style="List Bullet")
    for change in changes:
        change(document)
    out = BytesIO()
    document.save(out)
    return zipped(members(out.getvalue()))


def with_header(document: Any) -> None:
    """Give a leaflet a header with a number to call."""
    document.sections[0].header.paragraphs[0].text = "Fracture clinic 01632 960444"


def with_text_box(document: Any) -> None:
    """Give a leaflet a text box as Word has drawn them since 2010, without the old form beside it."""
    document.paragraphs[2]._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
            f" xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
            f" {nsdecls('wp')} {nsdecls('a')}><mc:AlternateContent><mc:Choice Requires='wps'>"
            "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
            "<w:p><w:r><w:t>Bring your crutches back</w:t></w:r></w:p>"
            "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            "</mc:Choice></mc:AlternateContent></w:r>"
        )
    )


def with_tracked_changes(document: Any) -> None:
    """Give a leaflet words that somebody deleted with tracking, and others that were inserted."""
    document.paragraphs[2]._p.extend(
        [
            parse_xml(
                f"<w:del {nsdecls('w')} w:id='1' w:author='A'>"
                "<w:r><w:delText>Stay in bed for a month.</w:delText></w:r></w:del>"
            ),
            parse_xml(
                f"<w:ins {nsdecls('w')} w:id='2' w:author='A'>"
                "<w:r><w:t xml:space='preserve'> Walk as soon as you can.</w:t></w:r></w:ins>"
            ),
        ]
    )


def with_picture(document: Any) -> None:
    """Give a leaflet a picture without an alt text."""
    document.paragraphs[2].add_run().add_picture(BytesIO(drawing()))


def with_macros(data: bytes) -> bytes:
    """Return a Word file with a part of macros."""
    return zipped({**members(data), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"})


def with_doctype(data: bytes) -> bytes:
    """Return a Word file whose text declares entities, each made of the one before."""
    parts = members(data)
    text = parts["word/document.xml"].decode()
    bomb = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    head, _, body = text.partition("?>")
    return zipped({**parts, "word/document.xml": f"{head}?>{bomb}{body}".encode()})
