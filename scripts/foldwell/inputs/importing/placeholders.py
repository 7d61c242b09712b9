"""What an article needs and an old leaflet does not say: the placeholders that stand in its place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from foldwell.inputs.importing.content import Entry


class Placeholder(NamedTuple):
    """The words that stand in the place of a value, and the comment above it."""

    text: str
    comment: str


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "title": Placeholder("[Title: what is it about?]", "At most 60 characters."),
        "audience": Placeholder("[Audience: whom is this leaflet for?]", "One line on the cover."),
        "summary": Placeholder(
            "[Summary: what is it about, in a sentence?]", "For whoever searches a file; it is not printed."
        ),
        "keywords": Placeholder("[Search words: which?]", "Words to find it by."),
        "author": Placeholder("[Author: whose leaflet is it?]", "The role of its owner or author."),
        "heading": Placeholder("[Heading: what is this part about?]", "A heading that a reader would ask."),
        "body": Placeholder("[Text: what belongs here?]", "The file had a heading without words below it."),
        "key_point": Placeholder(
            "[Key point: what should a reader keep in mind?]",
            "One sentence for the card, at most 110 characters.",
        ),
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
        "questions": Placeholder(
            "[Questions: what could a reader ask?]", "One to eight questions to take along."
        ),
        "fact": Placeholder(
            "[Fact: what do these sources say?]", "The fact in a few words; it is not printed."
        ),
        "source": Placeholder("[Title: where do the facts come from?]", "A guideline, a study, a book."),
        "organisation": Placeholder("[Publisher: who published it?]", "Who published it."),
        "short": Placeholder("[Short name: such as NICE, 2025]", "A short name, printed on the leaflet."),
    }
)
"""Every placeholder by the name of what it stands for.

A field that becomes optional loses its row here, and is then left out where a leaflet does not have it.
"""

COMMENTS: Mapping[str, str] = MappingProxyType(
    {placeholder.text: placeholder.comment for placeholder in PLACEHOLDERS.values()}
)
"""The comment above each placeholder, by its words."""


def stand_in(name: str, as_list: bool = False) -> Entry:
    """Return the field `name` with its placeholder; nothing where the table has none: it is optional."""
    if name not in PLACEHOLDERS:
        return {}
    return {name: [placeholder(name)] if as_list else placeholder(name)}


def placeholder(name: str) -> str:
    """Return the words that stand for a missing value."""
    return PLACEHOLDERS[name].text
