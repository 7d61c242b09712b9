"""The card: one page to keep, or two, or a strip to fold, with what its article says to carry along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.documents import article_link
from foldwell.documents.cards.pages import TEMPLATE
from foldwell.documents.cards.plan import planned
from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

FILE = "card.pdf"


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the pages of the card in reading order as a tagged PDF.

    Raises InputError when there is nothing for it, and with the excess if it is too full.
    """
    return layout.write(planned(context).result, TEMPLATE)


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of the card's QR code."""
    yield from article_link.check(context, FILE, built["card"])
