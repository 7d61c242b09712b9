"""Find what somebody meant to fill in: [Name], {{name}}, merge fields, the sample words of Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foldwell.assets.ooxml.names import W
from foldwell.assets.ooxml.sections import HeaderFooter
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.letterhead.content_checks import Findings
from foldwell.rendering.docx.letterhead.fields import PLACEHOLDER_FIELDS, field_kind, fields

PLACEHOLDER = re.compile(
    r"\{\{[^{}]{1,60}\}\}|\$\{[^{}]{1,60}\}|«[^«»]{1,60}»|<<[^<>]{1,60}>>"
    r"|\[[a-z][^\[\]\d]{1,40}\]|<[a-z][a-z _-]{1,40}>"
    r"|lorem ipsum|click (?:or tap )?here to enter text",
    re.IGNORECASE,
)
HINT = "in Word, put your own words there, or delete it"


def placeholder_notes(stories: Iterable[HeaderFooter]) -> Findings:
    """Yield the placeholders that are left in headers and footers, each with its place."""
    for story in stories:
        texts = tuple(dict.fromkeys(_placeholders(story.root)))
        for found in texts:
            yield f"{story.label} still says {found}, which is printed as it stands", HINT
        for code in fields(story.root):
            name = " ".join(code.split()[1:2]).strip('"')
            if field_kind(code) in PLACEHOLDER_FIELDS and not any(name in text for text in texts):
                yield f"{story.label} waits for a mail merge to fill in '{name}'", HINT


def _placeholders(root: Xml) -> Iterator[str]:
    """Yield the placeholders of each paragraph, whose runs may divide one anywhere."""
    for paragraph in root.iter(f"{W}p"):
        text = "".join(item.text or "" for item in paragraph.iter(f"{W}t"))
        yield from (found[0] for found in PLACEHOLDER.finditer(text))
