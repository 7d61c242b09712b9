"""Leaflets as HTML, read without fetching or running anything."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import lxml.html
from lxml import etree

from foldwell.inputs.importing.content import Heading, Leaflet, Picture, SourceText, Span
from foldwell.inputs.importing.html_blocks import SKIPPED, Element, HtmlReader

ReadBeside = Callable[[str], "bytes | None"]
"""Returns the file of a name beside the leaflet, None if it is not there."""

DATA_ADDRESS = re.compile(r"data:image/([\w.+-]+);base64,", re.IGNORECASE)
REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
MAX_PARTS = 100
"""The most texts outside of the main part of a page that are looked at one by one."""


def read_web_page(html: str, read_beside: ReadBeside) -> Leaflet:
    """Return the leaflet of a web page: of its main part, if it says which that is."""
    root = parse_html(html)
    main = _main_part(root)
    reader = HtmlReader(lambda address, alt: find_picture(address, alt, read_beside))
    blocks = reader.blocks(main)
    title = " ".join((root.findtext(".//title") or "").split())
    if title and not any(isinstance(block, Heading) and block.level <= 1 for block in blocks):
        blocks = (Heading((Span(title),), 0), *blocks)
    outside = [SourceText(text, "outside of the text") for text in _outside(root, main)]
    inside = [SourceText(text) for text in texts_in(main)]
    return Leaflet(blocks, (*inside, *outside[:MAX_PARTS]), tuple(reader.lost))


def parse_html(html: str) -> Element:
    """Return the root of a page; nothing is fetched, and comments are left out."""
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    # As bytes: lxml refuses text that states an encoding of its own.
    data = f"<!DOCTYPE html>{html}".encode("utf-8", "replace")
    return lxml.html.document_fromstring(data, parser=parser)


def find_picture(address: str, alt: str, read_beside: ReadBeside) -> Picture | str:
    """Return the picture at an address in a page, or in words why it was not kept."""
    if found := DATA_ADDRESS.match(address):
        try:
            data = base64.b64decode(address[found.end() :], validate=False)
        except (binascii.Error, ValueError):
            return "a picture inside the page, which is damaged"
        return Picture(f"a {found[1].upper()} picture", data, alt)
    if REMOTE.match(address) or not address.strip():
        return f"the picture at '{address[:80]}', which is not fetched" if address.strip() else "a picture"
    name = unquote(re.split("[?#]", address)[0])
    beside = read_beside(name)
    return (
        Picture(name, beside, alt) if beside else f"the picture '{name[:80]}', which is not beside the file"
    )


def texts_in(element: Element) -> Iterator[str]:
    """Yield the words of an element, joined as they are shown: what follows a block begins anew."""
    text = "".join(_shown(element))
    yield from (" ".join(line.split()) for line in text.split("\0") if line.strip())


def _shown(element: Element) -> Iterator[str]:
    inline = element.tag in _JOINED
    yield "" if inline else "\0"
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag.lower() not in SKIPPED and child.get("hidden") is None:
            yield from _shown(child)
        yield child.tail or ""
    yield "" if inline else "\0"


def _main_part(root: Element) -> Element:
    for path in (".//main", ".//article", ".//*[@role='main']"):
        found = root.findall(path)
        if len(found) == 1 and "".join(map(str, found[0].itertext())).strip():
            return found[0]
    body = root.find(".//body")
    return root if body is None else body


def _outside(root: Element, main: Element) -> Iterator[str]:
    """Yield the words of a page that stand outside of its main part, or in a menu."""
    within = set(main.iter())
    for element in root.iter(etree.Element):
        tag = str(element.tag).lower()
        if tag in ("script", "style", "template", "title", "option"):
            continue
        skipped = any(str(above.tag).lower() in SKIPPED for above in (element, *element.iterancestors()))
        if element not in within or skipped:
            words = " ".join((element.text or "").split())
            if words and not any(
                str(above.tag).lower() in ("script", "style") for above in element.iterancestors()
            ):
                yield words


_JOINED = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"),
        *("i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr", "input", "label"),
    )
)
"""Elements whose words stand in the line of those before and after them."""
