"""What a kind of document shows of an article and its practice, and what is expected of it for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from foldwell.project.loading import BuildContext
from foldwell.proofing import standing_content
from foldwell.proofing.expectations import Expectation, ExpectedTexts
from foldwell.proofing.expected_marks import number_links, without_marks

Content = Literal[
    "sections", "key points", "figures", "care boxes", "review", "imprint", "contact", "numbers"
]
"""The body of every section, each key point, the article's figures, its care boxes, the draft line with the
dates, the rest of the imprint, the practice's contact block, and each number to call beside its purpose."""

FULL_TEXT: frozenset[Content] = frozenset(
    {"sections", "figures", "care boxes", "review", "imprint", "contact"}
)
"""What a document shows that has all of an article."""

Groups = Callable[[BuildContext], tuple[ExpectedTexts, ...]]

SHARED: Mapping[Content, Groups] = MappingProxyType(
    {
        "care boxes": standing_content.care,
        "contact": lambda context: (
            standing_content.contact(context),
            *standing_content.contacts(context),
        ),
        "review": standing_content.review,
        "imprint": standing_content.imprint,
        "numbers": lambda context: (
            standing_content.practice_and_phone(context),
            *standing_content.numbers(context),
        ),
    }
)
"""What reads the same in each document that shows it; how sections, key points and figures are shown is a
document's own."""

CONTIGUOUS: frozenset[Content] = frozenset({"care boxes", "numbers"})
"""What nothing may be mixed into, nor into any contact."""


def expect_content(expectation: Expectation, shows: frozenset[Content], context: BuildContext) -> Expectation:
    """Return the expectation of a document with that of what it `shows`, and of the numbers in its texts."""
    shared = {content: groups(context) for content, groups in SHARED.items() if content in shows}
    contiguous = (group for content, groups in shared.items() if content in CONTIGUOUS for group in groups)
    contacts = standing_content.contacts(context) if "contact" in shows else ()
    complete = replace(
        expectation,
        unordered=(*expectation.unordered, *(group for groups in shared.values() for group in groups)),
        contiguous=(*expectation.contiguous, *contiguous, *contacts),
        unbroken=(*expectation.unbroken, *((standing_content.in_one(contact),) for contact in contacts)),
    )
    if not complete.has_annotations:
        return without_marks(complete)
    return replace(complete, required_links=complete.required_links | number_links(complete, context))
