"""Inputs that nobody would write on purpose: each is printed whole, or refused in words at the door."""

import re
from dataclasses import replace

import pytest

from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.workflows import build_pack


def retold(context, changes):
    """Return the context with words of its article replaced, as if they had been written so."""
    article = parsing.parse("\n".join(context.source.lines), context.source.name)
    tree = article.value
    for keys, text in changes.items():
        *path, last = keys
        place = tree
        for key in path:
            place = place[key]
        place[last] = text
    source = replace(article, value=tree)
    return replace(context, article=validation.validate_article(source), source=source)


def anchored(*names):
    """Return the changes that give the first sections these ids, and have the care boxes follow the first."""
    return {("sections", at, "id"): name for at, name in enumerate(names)} | {("care", "after"): names[0]}


def test_a_section_may_be_called_like_a_place_of_ours(contexts):
    context = retold(contexts["riverside"], anchored("end", "foot", "cover-end", "questions"))
    assert verify(context, build_pack.build_documents(context, ("card",))) == ()


def test_no_place_of_ours_can_be_the_id_of_a_section(contexts):
    templates = {
        name: text for name, text in contexts["riverside"].templates.items() if name != "report.html.j2"
    }
    ids = [name for text in templates.values() for name in re.findall(r'\bid="([^"{]*)"', text)]
    assert len(ids) >= 5
    assert all(name.startswith("_") for name in ids)


UNSEEN = {"a soft hyphen": "\u00ad", "no width": "\u200b\u200d", "an accent alone": " \u0301"}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_words_that_print_nothing_are_as_good_as_none(contexts, text):
    with pytest.raises(InputError, match=r":3: 'title' is empty"):
        retold(contexts["riverside"], {("title",): text})
