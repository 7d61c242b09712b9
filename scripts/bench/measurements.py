"""All that is measured, one thing after another; each says what one of it costs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import get_args

from bench.bare import bare, web_pages
from bench.checkout import checkout
from bench.cost import cost, in_turns
from bench.figure import Figure, times
from bench.peers import peers, there
from bench.project import ARTICLE, build, name_of, project, shipped
from bench.saves import saves
from bench.sizes import Sizes
from bench.warm import warm
from foldwell.documents.registry import DOCUMENTS
from foldwell.model import Fold

LIGHT = [sys.executable, "-c", "import click, yaml"]
"""What no command of ours can be quicker than, by much."""

LEAFLET = ("leaflet-screen", "leaflet")
FIRST = ("--practice", name_of(0), "--article", ARTICLE)
SELECTED = 10


@dataclass(frozen=True)
class Bench:
    """How much is measured, and a folder for it."""

    sizes: Sizes
    folder: Path

    @property
    def some(self) -> Path:
        """A project of a few practices, and one more to warm up with."""
        return self.first(self.sizes.each + 1)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that every pack has; what a press needs is not there on a fresh checkout."""
        return tuple(name for name in DOCUMENTS if name != "press")

    def first(self, count: int) -> Path:
        """Return a project of so many practices, made when it is first asked for."""
        folder = self.folder / f"first-{count}"
        return folder if folder.exists() else project(folder, count)


def one_pack(bench: Bench) -> Iterator[Figure]:
    """Measure a whole pack with nothing loaded, beside WeasyPrint's own command for the leaflet alone."""
    pages = web_pages(bench.some, name_of(0), bench.folder / "alone")
    pack = build(bench.some, *FIRST, "--force", "--out", str(bench.folder / "cold"))
    command = [str(Path(sys.executable).with_name("weasyprint"))]
    singly = [[*command, str(page), str(page.with_suffix(".pdf"))] for page in pages.values()]
    ours, leaflet, *others = in_turns(bench.sizes.runs, pack, *singly)
    text = (
        f"{times(ours.work, leaflet.work)} the work and {times(ours.wall, leaflet.wall)} the wait of the next"
    )
    yield Figure.of("one pack, nothing loaded", ours, text)
    yield Figure.of("`weasyprint` command, the leaflet's PDF alone", leaflet)
    every = [leaflet, *others]
    work, wall = sum(item.work for item in every), sum(item.wall for item in every)
    yield Figure("`weasyprint` command, once for each of the three PDFs", work, wall)


def documents(bench: Bench) -> Iterator[Figure]:
    """Measure each document alone, with those that it needs, with nothing loaded and warm."""
    cold = [build(bench.some, *FIRST, "--force", only=[name]) for name in bench.documents]
    for name, found in zip(bench.documents, in_turns(bench.sizes.runs, *cold), strict=True):
        needs = " and ".join(DOCUMENTS[name].needs)
        yield Figure.of(f"{name} alone, nothing loaded", found, f"with {needs}" if needs else "")
    for name in bench.documents:
        yield Figure.of(f"{name} alone, warm", warm(bench.some, name)[0])


def folds(bench: Bench) -> Iterator[Figure]:
    """Measure the leaflet in every fold, warm."""
    for fold in get_args(Fold):
        root = project(bench.folder / fold, bench.sizes.each + 1, fold=fold)
        yield Figure.of(f"leaflet, fold {fold}, warm", warm(root, *LEAFLET)[0])


def batch(bench: Bench) -> Iterator[Figure]:
    """Measure a pack of a batch beside its PDFs in a warm loop of WeasyPrint, and the part of its proof."""
    packs = bench.sizes.packs
    words = build(bench.first(packs), "--all", "--force", "--jobs", "1")
    ours = cost(words, f"{packs} of {packs} packs made") / packs
    for number in range(bench.sizes.each + 1):
        web_pages(bench.some, name_of(number), bench.folder / "pages" / name_of(number))
    theirs = bare(bench.folder / "pages")
    text = f"{times(ours.work, theirs.work)} the work of the next line"
    yield Figure.of(f"a pack of a batch of {packs}, one process", ours, text)
    yield Figure.of("warm WeasyPrint loop, our HTML, the three PDFs of a pack", theirs)
    pack, proof = warm(bench.some)
    yield Figure.of("proof of a pack, warm", proof, f"{proof.work / pack.work:.0%} of its work")


def processes(bench: Bench) -> Iterator[Figure]:
    """Measure how much sooner two processes have made a batch than one."""
    packs, root = bench.sizes.packs, bench.first(bench.sizes.packs)
    words = (build(root, "--all", "--force", "--jobs", jobs) for jobs in "12")
    one_process, two_processes = in_turns(max(1, bench.sizes.runs // 2), *words)
    text = f"{times(one_process.wall, two_processes.wall)} as fast as one process"
    yield Figure.of(f"a pack of a batch of {packs}, two processes", two_processes / packs, text)


def memory(bench: Bench) -> Iterator[Figure]:
    """Measure the memory of the process that makes whole packs, after few and after many."""
    few, most = (
        cost(build(bench.first(count), "--all", "--force", "--jobs", "1")).memory
        for count in (bench.sizes.few, bench.sizes.most)
    )
    text = f"{most:.0f} MB after {bench.sizes.most} whole packs, {few:.0f} MB after {bench.sizes.few}"
    yield Figure("memory of a process", beside=text)


def nothing_to_do(bench: Bench) -> Iterator[Figure]:
    """Measure how long it takes to see that packs are up to date, start-up included."""
    count = bench.sizes.checkout
    root = checkout(bench.folder / "checkout", count)
    command = build(root, *FIRST)
    some = build(root, "--practice", f"{name_of(0)[:-1]}?")
    every = build(root, "--all")
    selected = min(SELECTED, count)
    cost(command, "is up to date")
    cost(some, f"0 of {selected} packs made, {selected} up to date")
    cost(every, f"0 of {count} packs made, {count} up to date")
    alone, light, few = in_turns(bench.sizes.runs, command, LIGHT, some)
    yield Figure.of(
        "nothing to do: one pack", alone, f"{times(alone.work, light.work)} the work of the next line"
    )
    yield Figure.of("`python -c 'import click, yaml'`", light)
    yield Figure.of(f"nothing to do: {selected} packs selected of {count:,}", few)
    yield Figure.of(f"nothing to do: {count:,} packs", in_turns(max(1, bench.sizes.runs // 2), every)[0])


def watched(bench: Bench) -> Iterator[Figure]:
    """Measure how long it takes from a save to the finished pack, for each kind of save."""
    found = saves(shipped(bench.folder / "watched"), bench.sizes.saves)
    for what, seconds in found.items():
        yield Figure(f"watch, from save to pack: {what}", wall=median(seconds))


def others(bench: Bench) -> Iterator[Figure]:
    """Measure pandoc and Typst with the same words."""
    what = "pandoc + Typst, three PDFs and a DOCX, no brand, fit, tags or proof"
    if there():
        yield Figure.of(what, peers(bench.folder / "texts", max(1, bench.sizes.packs // 2)))
    else:
        yield Figure(what, beside="not installed")


MEASUREMENTS: tuple[Callable[[Bench], Iterator[Figure]], ...] = (
    one_pack, documents, folds, batch, processes, memory, nothing_to_do, watched, others,
)  # fmt: skip
