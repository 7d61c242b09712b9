"""What is kept is what would be made anew: it serves again only while all that it was made of is the same."""

from __future__ import annotations

import os
import weakref
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from support.commands import ARTICLE, linux
from support.pages import FILES, laid

from foldwell.documents.cards import plan
from foldwell.errors import InputError, UsageError
from foldwell.project import loading
from foldwell.rendering import cache
from foldwell.rendering.pdf import layout, resource_fetcher
from foldwell.workflows import build_pack, watch
from foldwell.workflows.batch import Batch, BuildTask, build_pack_task
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.workers import worker_process
from foldwell.workflows.workers.pool import WorkerPool
from foldwell.workflows.workers.worker_process import ResourceLimits

A, B = {"a": b"1"}, {"b": b"2"}


pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def keeping(fresh):
    """Keep layouts and files, as a process that watches does, until the test ends."""
    layout.set_cache_capacity()


def test_what_is_kept_serves_while_its_own_files_are_the_same_whatever_others_are():
    room = cache.DependencyCache(8)
    room.store("name", A, "result")
    assert room.find("name", A | B).result == "result"
    assert room.find("other", A) is None
    assert room.find("name", {"a": b"2"}) is None
    assert room.find("name", B) is None


def test_only_so_many_are_kept_and_those_asked_for_last_stay():
    room = cache.DependencyCache(2)
    for name in ("first", "second"):
        room.store(name, A, name)
    assert room.find("first", A)
    room.store("third", A, "third")
    assert [bool(room.find(name, A)) for name in ("first", "second", "third")] == [True, False, True]
    room.set_capacity(0)
    assert room.find("first", A) is None
    room.store("first", A, "first")
    assert room.find("first", A) is None


BODY = '<link rel=stylesheet href=a.css><h1>One</h1><img src=x.svg alt=x style="width: 9mm">'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
GIVEN = {
    "a.css": b'@import "b.css"; h1 { color: #000 }',
    "b.css": b"h1 { margin: 0 }",
    "other.css": b"h2 { margin: 0 }",
    "x.svg": SVG,
}


def is_kept(page):
    return page.document is None


def test_pages_are_not_laid_out_again_for_a_file_that_none_of_them_needed(keeping):
    first = laid(BODY, GIVEN)
    again = laid(BODY, {**GIVEN, "other.css": b"h2 { margin: 1mm }"})
    assert not is_kept(first)
    assert is_kept(again)
    assert (again.sizes, again.depths, again.anchors) == (first.sizes, first.depths, first.anchors)


@pytest.mark.parametrize("name", ["a.css", "b.css", "x.svg", "fonts/Lato-700.ttf"])
def test_pages_are_laid_out_again_for_each_file_that_they_need(keeping, name):
    laid(BODY, GIVEN)
    assert not is_kept(laid(BODY, {**GIVEN, name: {**GIVEN, **FILES}[name] + b" "}))
    assert is_kept(laid(BODY, GIVEN))


def test_nothing_is_kept_unless_asked_for():
    laid(BODY, GIVEN)
    assert not is_kept(laid(BODY, GIVEN))


def test_pages_that_were_kept_are_written_as_if_they_were_not(keeping):
    fresh = layout.write(laid(BODY, GIVEN), "page.html.j2")
    assert layout.write(laid(BODY, GIVEN), "page.html.j2") is fresh
    layout.WRITTEN.set_capacity(0)
    again = laid(BODY, GIVEN)
    assert is_kept(again)
    assert layout.write(again, "page.html.j2") == fresh


def test_what_the_engine_complained_about_is_reported_each_time(keeping):
    for _ in range(2):
        with pytest.raises(InputError, match="Ignored"):
            laid("<p>x</p>", style="p{colour:red}")
        with pytest.raises(InputError, match="alt"):
            layout.write(laid(BODY.replace("alt=x", ""), GIVEN), "page.html.j2")


CSS = (
    "templates/card.css",
    ".points li::marker { font-family: var(--headings-family); font-weight: 700 }",
    ".points li::marker { font-family: var(--headings-family); font-weight: 400 }",
)
SAVES = [
    CSS,
    ("templates/base.css", "h1, h2, h3 {", "h1, h2, h3 { word-spacing: 0.1pt;"),
    (f"content/articles/{ARTICLE}.yaml", "key_point: An urge", "key_point: A strong urge"),
    ("content/wording/en-GB.yaml", "emergency_call: Emergency", "emergency_call: In an emergency"),
    ("content/practices/riverside/_brand.yml", "#0a5564", "#0a5565"),
    ("content/practices/riverside/logo.svg", "</svg>", '<path d="M0 0h9v9z"/></svg>'),
    ("templates/card.html.j2", "</h1>", "!</h1>"),
]
"""Saves that the card shows, one on top of the other."""


def card(project):
    return build_pack.build_documents(loading.load_context(project, "riverside", ARTICLE), ("card",))["card"]


def fresh_card(project):
    # A plan has the pages that it was found with.
    plan.planned.clear()
    with pytest.MonkeyPatch.context() as patched:
        for module, name in (
            (layout, "LAYOUTS"),
            (layout, "WRITTEN"),
            (resource_fetcher, "STYLESHEET_CACHE"),
        ):
            patched.setattr(module, name, cache.DependencyCache())
        return card(project)


def test_the_bytes_after_any_save_are_those_of_a_process_that_kept_nothing(keeping, project, edit, tight):
    cards = [card(project)]
    for save in SAVES:
        edit(*save)
        cards.append(card(project))
        assert cards[-1] == fresh_card(project), save
    assert len(set(cards)) > len(SAVES)
    edit("templates/leaflet.css", "}", "} ")
    assert card(project) is cards[-1]


def test_a_stale_card_would_be_seen(keeping, project, edit, tight, monkeypatch):
    monkeypatch.setattr(cache.Entry, "is_valid", lambda entry, name, _: name == entry.name)
    before = card(project)
    edit(*CSS)
    assert card(project) == before != fresh_card(project)


class Noted:
    """An executor that does nothing, and notes what work it was to do."""

    def run(self, work, tasks):
        self.work = work
        yield from [(task, InputError()) for task in tasks]


def test_a_watched_build_keeps_its_layouts_and_a_single_one_does_not(project):
    noted, order = Noted(), BuildRequest("riverside", ARTICLE, today=date(2026, 11, 22))
    built = Batch(project, project / "build", noted, ResourceLimits())
    list(built.build([order]))
    assert noted.work is build_pack_task
    watch.WatchedPack(built, order).build()
    assert noted.work is watch.build_with_cache
    assert isinstance(
        watch.build_with_cache(BuildTask(project, replace(order, practice="nobody"))), UsageError
    )
    assert layout.LAYOUTS.capacity > 0


def pid(_):
    return os.getpid()


@pytest.fixture
def two():
    warm = WorkerPool(2, ResourceLimits())
    yield warm
    warm.close()


def test_a_task_goes_to_the_process_that_had_it_before(two):
    first = dict(two.run(pid, ["leaflet", "card"]))
    assert len(set(first.values())) == 2
    assert dict(two.run(pid, ["card", "leaflet"])) == first


def test_a_process_that_is_free_takes_what_another_had(two):
    for task in ("leaflet", "card"):
        list(two.run(pid, [task]))
    assert len(set(dict(two.run(pid, ["leaflet", "card"])).values())) == 2


class Ring:
    def __init__(self):
        self.ring = self


THERE = []


def ring(step):
    """Hold a ring, let it go, and say whether it is gone."""
    if step == "hold":
        THERE.append(Ring())
        THERE.append(weakref.ref(THERE[0]))
    if step == "let go":
        del THERE[0]
    return step == "look" and THERE[0]() is None


@linux
@pytest.mark.parametrize("stay", [True, False])
def test_a_process_that_stays_frees_what_outlived_a_task(monkeypatch, stay):
    # One that does not stay ends after a few tasks, and is quicker for not looking at such things again.
    monkeypatch.setattr(worker_process, "TASKS_BETWEEN_GC", 1)
    with closing(WorkerPool(1, ResourceLimits(), persistent=stay)) as warm:
        assert dict(warm.run(ring, ["hold", "let go", "look"]))["look"] is stay
