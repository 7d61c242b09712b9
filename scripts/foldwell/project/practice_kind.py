"""Note a pack whose article is for other kinds of practice."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.errors import Problem
from foldwell.inputs import parsing
from foldwell.model import Article, Practice
from foldwell.model.practice import is_meant_for


def other_kind(source: parsing.Source, article: Article, practice: Practice) -> Iterator[Problem]:
    """Yield a note if an article is not for the practice's kind: `make leaflets` leaves that pack out."""
    if is_meant_for(article.kinds, practice.kind):
        return
    meant = f"is for {', '.join(article.kinds)}" if article.kinds else "does not say that it is for a vet"
    what = f"the article {meant}, and the practice is of the kind '{practice.kind}'"
    hint = "make leaflets leaves it out; correct 'kinds' here, or 'kind' in practice.yaml, if that is wrong"
    yield Problem(source.where(("kinds",)), what, hint)
