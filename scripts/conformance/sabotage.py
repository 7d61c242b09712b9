"""Ways to break a finished file, to see that whoever should notice does: the reference tool, the proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from zipfile import ZipFile

import pikepdf
from pikepdf import Array, Name

Damage = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Sabotage:
    """A way to break a file; what its proof says then, and how the tool's complaint begins, if it has one."""

    damage: Damage
    proof: str
    tool: str = ""


def _damage_pdf(change: Callable[[pikepdf.Pdf], None]) -> Damage:
    def damage(data: bytes) -> bytes:
        with pikepdf.open(BytesIO(data)) as pdf:
            change(pdf)
            out = BytesIO()
            pdf.save(out, deterministic_id=True)
        return out.getvalue()

    return damage


def _find_elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of a kind."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item:
            yield item


def _remove_key(kind: str, key: str) -> Damage:
    """Take a key from every element of a kind."""

    def change(pdf: pikepdf.Pdf) -> None:
        for element in _find_elements(pdf, kind):
            del element[key]

    return _damage_pdf(change)


def _remove_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        del about["dc:title"]


def _hide_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def _remove_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        del about["pdfuaid:part"]


def _remove_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _remove_mark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def _skip_level(pdf: pikepdf.Pdf) -> None:
    for heading in _find_elements(pdf, "/H2"):
        heading.S = Name("/H4")


def _remove_item_body(pdf: pikepdf.Pdf) -> None:
    for body in _find_elements(pdf, "/LBody"):
        body.S = Name("/P")


def _misplace_item(pdf: pikepdf.Pdf) -> None:
    for figure in _find_elements(pdf, "/Figure"):
        figure.A.BBox = Array([0, 0, 9999, 9999])


def _mute_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            if note.Subtype == Name.Link:
                del note["/Contents"]


def _remove_links(pdf: pikepdf.Pdf) -> None:
    for link in _find_elements(pdf, "/Link"):
        link.S = Name("/Span")


def _remove_tab_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Tabs"]


def _remove_scope(pdf: pikepdf.Pdf) -> None:
    for cell in [*_find_elements(pdf, "/TH"), *_find_elements(pdf, "/TD")]:
        for key in ("/Scope", "/Headers"):
            if key in cell.A:
                del cell.A[key]


def _leave_out_fonts(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


PDF: Mapping[str, Sabotage] = MappingProxyType(
    {
        "fonts left out": Sabotage(_damage_pdf(_leave_out_fonts), "does not carry the font", "poppler"),
        "picture without words": Sabotage(_remove_key("/Figure", "/Alt"), "picture without words", "7.3-1"),
        "picture elsewhere": Sabotage(_damage_pdf(_misplace_item), "place is not on its page"),
        "no title": Sabotage(_damage_pdf(_remove_title), "title", "7.1-9"),
        "title not shown": Sabotage(_damage_pdf(_hide_title), "does not show its title", "7.1-10"),
        "no claim": Sabotage(_damage_pdf(_remove_claim), "does not claim PDF/UA-1", "5-1"),
        "no language": Sabotage(_damage_pdf(_remove_language), "says its language is ''", "7.2"),
        "not marked as tagged": Sabotage(
            _damage_pdf(_remove_mark), "does not say that it is tagged", "6.2-1"
        ),
        "heading level skipped": Sabotage(_damage_pdf(_skip_level), "level 1 to one of level 4", "7.4.2-1"),
        "item without body": Sabotage(_damage_pdf(_remove_item_body), "has P directly in LI", "7.2-20"),
        "links say nothing": Sabotage(_damage_pdf(_mute_links), "a link that says nothing", "7.18.5-2"),
        "links that are none": Sabotage(_damage_pdf(_remove_links), "a link inside Span instead of Link"),
        "no order of links": Sabotage(_damage_pdf(_remove_tab_order), "in which order its links", "7.18.3-1"),
        "heading cell without scope": Sabotage(_damage_pdf(_remove_scope), "row or a column", "7.5-1"),
    }
)


def _damage_word(pattern: str, new: str, part: str = "word/document.xml") -> Damage:
    """Replace the first match of a pattern in a part of a Word file."""

    def damage(data: bytes) -> bytes:
        out = BytesIO()
        with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
            for entry in source.infolist():
                text = source.read(entry)
                if entry.filename == part:
                    text = re.sub(pattern.encode(), new.encode(), text, count=1, flags=re.DOTALL)
                target.writestr(entry, text)
        return out.getvalue()

    return damage


STYLE = '<w:pStyle w:val="{}"/>'
CORE = "docProps/core.xml"

WORD: Mapping[str, Sabotage] = MappingProxyType(
    {
        "out of its place": Sabotage(
            _damage_word("<w:body>", "<w:body><w:tc/>"), "does not end with a paragraph", "Sch_"
        ),
        "second title": Sabotage(
            _damage_word(STYLE.format("Heading2"), STYLE.format("Heading1")), "has 2 headings of level 1"
        ),
        "heading level skipped": Sabotage(
            _damage_word(STYLE.format("Heading2"), STYLE.format("Heading3")), "level 1 to one of level 3"
        ),
        "typed list": Sabotage(
            _damage_word(
                STYLE.format("ListBullet") + "(.*?)<w:t([^>]*)>", STYLE.format("BodyText") + r"\1<w:t\2>- "
            ),
            "belongs to no real list",
        ),
        "picture without words": Sabotage(
            _damage_word(' descr="[^"]+"', ""), "without words that stand for it"
        ),
        "heading row not marked": Sabotage(_damage_word("<w:tblHeader/>", ""), "does not mark its first row"),
        "merged cells": Sabotage(
            _damage_word("<w:tcPr>(<w:tcW[^>]*/>)", r'<w:tcPr>\1<w:gridSpan w:val="1"/>'), "merged cells"
        ),
        "empty paragraph": Sabotage(
            _damage_word("<w:body>", "<w:body><w:p/>"), "an empty paragraph to make space"
        ),
        "no language": Sabotage(
            _damage_word("<w:lang [^>]*/>", "", "word/styles.xml"), "says its language is ''"
        ),
        "no title": Sabotage(_damage_word("<dc:title>.*?</dc:title>", "", CORE), "does not say its title"),
        "no author": Sabotage(
            _damage_word("<dc:creator>.*?</dc:creator>", "", CORE), "does not say its author"
        ),
        "open cell": Sabotage(
            _damage_word("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"), "does not end with a paragraph"
        ),
    }
)


def _damage_html(old: str, new: str) -> Damage:
    return lambda data: re.sub(old, new, data.decode(), count=1).encode()


HTML: Mapping[str, Sabotage] = MappingProxyType(
    {
        "no language": Sabotage(_damage_html(' lang="[^"]+"', ""), "", "html-has-lang"),
        "picture without words": Sabotage(_damage_html(' alt="[^"]+"', ""), "", "image-alt"),
        "pale words": Sabotage(_damage_html("color: #1a1a1a", "color: #b0b0b0"), "", "color-contrast"),
        "picture not drawn": Sabotage(
            _damage_html("data:image/png;base64,iVBOR", "data:image/png;base64,x"), "", "pictures"
        ),
    }
)
