"""The type of a document of a pack: how it is built, read back and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from foldwell.errors import Problem
from foldwell.model import DocumentChoice
from foldwell.project.loading import BuildContext
from foldwell.proofing.document_content import FULL_TEXT, Content, expect_content
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents

BuiltDocuments = Mapping[str, bytes]
Standard = Literal["", "PDF/UA-1", "Office Open XML"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a pack.

    `make` gets the context and the documents built before it, which include those it `needs`; `template` is
    the file that its words are set by, "" if they are placed as another document has them. What it `shows` of
    article and practice, all of them if nothing else is said, must be found in it; `expectation` has what is
    expected beside that. `check` finds the problems specific to this document. A document that is not
    `is_wanted` by a context is built only on request. `nothing_for` returns the reason if an article has
    nothing for it: then it is no document of the pack, nor is one made from it. So it is if the article asks
    for other documents than what it is `asked_as`. A file with a `standard` must be accessible: the proof
    checks that, and `make conformance` runs the standard's own checker.
    """

    file: str
    make: Callable[[BuildContext, BuiltDocuments], bytes]
    read: Callable[[bytes, BuildContext], DocumentContents]
    expectation: Callable[[BuildContext], Expectation]
    template: str = ""
    shows: frozenset[Content] = FULL_TEXT
    needs: tuple[str, ...] = ()
    check: Callable[[BuildContext, BuiltDocuments], Iterable[Problem]] = lambda _context, _made: ()
    standard: Standard = ""
    asked_as: DocumentChoice | None = None
    is_wanted: Callable[[BuildContext], bool] = lambda _context: True
    nothing_for: Callable[[BuildContext], Problem | None] = lambda _context: None

    def complete_expectation(self, context: BuildContext) -> Expectation:
        """Return all that is expected of the document: the proof holds it against nothing else."""
        return expect_content(self.expectation(context), self.shows, context)
