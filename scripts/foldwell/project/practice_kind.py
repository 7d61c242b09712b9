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
    kinds = ", ".join(f"'{kind}'" for kind in article.kinds)
    meant = f"is for practices of the kind {kinds}" if kinds else "does not name 'vet' under 'kinds'"
    what = f"the article {meant}, and the kind of this one is '{practice.kind}'"
    hint = "make leaflets leaves it out; correct 'kinds' here, or 'kind' in practice.yaml, if that is wrong"
    yield Problem(source.where(("kinds",)), what, hint)
