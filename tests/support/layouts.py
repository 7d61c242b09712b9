"""Documents as they are laid out, whether or not their words fill the paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from foldwell.documents.planning.layout_plan import LayoutPlan
from foldwell.documents.planning.leaflet_pages import TEMPLATE, LeafletPages
from foldwell.rendering.cache import DependencyCache
from foldwell.rendering.pdf import layout
from foldwell.workflows import build_pack

FOLDS = ("tri", "half", "none")


PRINTS = ("large-print", *FOLDS)


OWN = "content/practices/riverside/templates/base.css"


def printed(given, name):
    """A document as it is laid out, whether or not its words fill the paper: its name and its bytes."""
    if name == "large-print":
        return name, build_pack.build_documents(given, (name,))[name]
    pages = LeafletPages(given, given.fold)
    plan = LayoutPlan(pages.fold_layout.page_counts[0], pages.settings[-3], pages.fold_layout.drawing[0])
    return "leaflet-screen", layout.write(pages.lay_out(plan).result, TEMPLATE)


def looking(given, css):
    """The context for a practice with a stylesheet of its own."""
    return replace(given, templates={**given.templates, OWN: css})


@contextmanager
def none_kept() -> Iterator[None]:
    """Know no layout of before, and keep none, as a process that makes one pack."""
    with pytest.MonkeyPatch.context() as patched:
        for cached in ("LAYOUTS", "WRITTEN"):
            patched.setattr(layout, cached, DependencyCache())
        yield
