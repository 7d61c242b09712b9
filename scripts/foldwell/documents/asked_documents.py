"""Which documents a pack has not: what its article does not ask for, or has nothing for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import Location, Problem
from foldwell.model import DocumentChoice
from foldwell.project.loading import BuildContext

NAMES: Mapping[DocumentChoice, str] = MappingProxyType(
    {"leaflet": "leaflet", "large-print": "large print", "handout": "handout", "card": "card"}
)
"""What the documents that can be made are called in messages."""


def absent_documents(context: BuildContext) -> dict[str, Problem]:
    """Return the documents that the article does not ask for or has nothing for, with the reason.

    So are those made from them.
    """
    absent: dict[str, Problem] = {}
    for name, document in DOCUMENTS.items():
        source = next((need for need in document.needs if need in absent), "")
        asked = not_asked_for(context, document.asked_as)
        if reason := asked or document.nothing_for(context) or absent.get(source):
            absent[name] = reason
    return absent


def not_asked_for(context: BuildContext, choice: DocumentChoice | None) -> Problem | None:
    """Return why a pack has no such document, if its article asks for others alone.

    It is one problem for all that the article does not ask for.
    """
    asked = context.article.format.documents
    if choice is None or not asked or choice in asked:
        return None
    absent = " and ".join(f"no {name}" for key, name in NAMES.items() if key not in asked)
    what = f"the article asks for {', '.join(asked)}, so the pack has {absent}"
    return Problem(_where(context), what, "to have more, name it there")


def not_made_yet(context: BuildContext) -> Iterator[Problem]:
    """Yield a note on the web page that an article asks for: none is made yet."""
    if "web" in context.article.format.documents:
        yield Problem(_where(context), "the web page is not made yet", "everything else is")


def _where(context: BuildContext) -> Location:
    return context.source.where(("format", "documents"))
