"""What an article needs and an old leaflet does not say: the placeholders that stand in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Placeholder(NamedTuple):
    """The words that stand in the place of a value, and the comment above it."""

    text: str
    comment: str


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "title": Placeholder("[Title: what is it about?]", "At most 80 characters."),
        "audience": Placeholder("[Audience: whom is this leaflet for?]", "One line on the cover."),
        "author": Placeholder("[Author: whose leaflet is it?]", "The role of its owner or author."),
        "heading": Placeholder("[Heading: what is this part about?]", "A heading that a reader would ask."),
        "body": Placeholder("[Text: what belongs here?]", "The file had a heading without words below it."),
        "alt": Placeholder(
            "[Alt text: what does this picture show?]",
            "For people who cannot see it; at most 200 characters.",
        ),
        "same_day": Placeholder(
            "[Signs: what needs help the same day?]", "One to eight signs; a clinician decides which."
        ),
        "emergency": Placeholder(
            "[Signs: when is a life in danger?]", "One to eight signs; a clinician decides which."
        ),
        "source": Placeholder("[Title: where do the facts come from?]", "A guideline, a study, a book."),
        "organisation": Placeholder("[Publisher: who published it?]", "Who published it."),
    }
)
"""Every placeholder by the name of what it stands for; what an article may do without has none."""

OF_SKELETONS = {"Phone"}
"""The labels that only a new article has: an import keeps the numbers that it finds."""

LABELS = sorted({item.text[1:].partition(":")[0] for item in PLACEHOLDERS.values()} | OF_SKELETONS)
PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(map(re.escape, LABELS))}): [^\[\]\n]+\](?!\()")
"""Matches a placeholder such as [Alt text: what does this picture show?], but no other words in brackets."""

COMMENTS: Mapping[str, str] = MappingProxyType(
    {placeholder.text: placeholder.comment for placeholder in PLACEHOLDERS.values()}
)
"""The comment above each placeholder, by its words."""


def placeholder(name: str) -> str:
    """Return the words that stand for a missing value."""
    return PLACEHOLDERS[name].text
