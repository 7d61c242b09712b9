"""Leaflets as HTML, read without fetching or running anything."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import lxml.html
from lxml import etree

from foldwell.inputs.importing.content import Leaflet, Picture, SourceText, with_title
from foldwell.inputs.importing.html_blocks import HtmlReader
from foldwell.inputs.importing.html_elements import INLINE, Element, is_skipped

ReadBeside = Callable[[str], "bytes | None"]
"""Returns the file of a name beside the leaflet, None if it is not there."""

DATA_ADDRESS = re.compile(r"data:image/([\w.+-]+);base64,", re.IGNORECASE)
REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
MAX_PARTS = 100
"""The most lines outside of the main part of a page that are looked at one by one; others are counted."""

JOINED = INLINE | {"img", "input"}
"""Elements whose words stand in the line of those before and after them."""

WORDLESS = frozenset({"script", "style", "template", "title"})
END = "\0"
"""Stands where one line of a page ends and another begins."""


def read_web_page(html: str, read_beside: ReadBeside) -> Leaflet:
    """Return the leaflet of a web page: of its main part, if it says which that is."""
    root = parse_html(html)
    main = _main_part(root)
    reader = HtmlReader(lambda address, alt: find_picture(address, alt, read_beside))
    blocks = with_title(reader.blocks(main), " ".join((root.findtext(".//title") or "").split()))
    outside = [SourceText(text, "outside of the text") for text in _outside(root, main)]
    inside = [SourceText(text) for text in texts_in(main)]
    more = len(outside) - MAX_PARTS
    others = [f"{more} more line{'s' * (more > 1)} outside of the text"] if more > 0 else []
    return Leaflet(blocks, (*inside, *outside[:MAX_PARTS]), (*reader.lost, *others))


def parse_html(html: str) -> Element:
    """Return the root of a page; nothing is fetched, and comments are left out.

    Raises RecursionError for a page with more elements inside of others than libxml2 reads.
    """
    # Without `huge_tree`, libxml2 leaves out whatever follows the 256th element that was never closed.
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    # As bytes: lxml refuses text that states an encoding of its own.
    data = f"<!DOCTYPE html>{html}".encode("utf-8", "replace")
    root = lxml.html.document_fromstring(data, parser=parser)
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise RecursionError
    return root


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
    yield from _lines("".join(_shown(element)))


def _shown(element: Element) -> Iterator[str]:
    end = "" if element.tag in JOINED else END
    yield end
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        if not is_skipped(child):
            yield from _shown(child)
        yield child.tail or ""
    yield end


def _main_part(root: Element) -> Element:
    for path in (".//main", ".//article", ".//*[@role='main']"):
        found = root.findall(path)
        if len(found) == 1 and "".join(map(str, found[0].itertext())).strip():
            return found[0]
    body = root.find(".//body")
    return root if body is None else body


def _outside(root: Element, main: Element) -> Iterator[str]:
    """Yield the words of a page that stand outside of its main part, or are not shown in it."""
    yield from _lines("".join(_not_shown(root, main, within=False)))


def _not_shown(element: Element, main: Element, within: bool) -> Iterator[str]:
    if element.tag in WORDLESS:
        return
    within = element is main or (within and not is_skipped(element))
    end = "" if element.tag in JOINED and not within else END
    yield end
    yield "" if within else element.text or ""
    for child in element.iterchildren(etree.Element):
        yield from _not_shown(child, main, within)
        yield "" if within else child.tail or ""
    yield end


def _lines(text: str) -> Iterator[str]:
    yield from (" ".join(line.split()) for line in text.split(END) if line.strip())
