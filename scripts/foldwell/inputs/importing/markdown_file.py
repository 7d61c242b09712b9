"""Leaflets as Markdown: CommonMark with tables, read by way of HTML."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from foldwell.inputs.importing.content import Leaflet, SourceText, with_title
from foldwell.inputs.importing.html_blocks import HtmlReader
from foldwell.inputs.importing.web_page import ReadBeside, find_picture, parse_html, texts_in

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE = re.compile(r"^title:[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.MULTILINE)
CHECKED = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[[ xX]\](?=\s)", re.MULTILINE)

MAX_NESTING = 1_000
"""More lists inside of lists than Python can go down: what is deeper is refused, not left out."""


def read_markdown(text: str, read_beside: ReadBeside) -> Leaflet:
    """Return the leaflet of a Markdown file; a title in its front matter is that of the leaflet."""
    front = FRONT_MATTER.match(text)
    body = CHECKED.sub(r"\1☐", text[front.end() :] if front else text)
    html = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
        .enable(["table", "strikethrough"])
        .render(body)
    )
    root = parse_html(html)
    reader = HtmlReader(lambda address, alt: find_picture(address, alt, read_beside))
    blocks = reader.blocks(root)
    leaflet = Leaflet(blocks, tuple(map(SourceText, texts_in(root))), tuple(reader.lost))
    return _with_front_matter(leaflet, front[1]) if front else leaflet


def _with_front_matter(leaflet: Leaflet, text: str) -> Leaflet:
    title = TITLE.search(text)
    others = TITLE.sub("", text, count=1).split("\n")
    blocks = with_title(leaflet.blocks, title[2]) if title else leaflet.blocks
    if title and blocks is leaflet.blocks:
        others.insert(0, title[2])
    texts = (SourceText(line.strip(), "the lines before the text") for line in others if line.strip())
    return replace(leaflet, blocks=blocks, texts=(*leaflet.texts, *texts))
