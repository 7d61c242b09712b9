"""All that is measured, one thing after another; each says what one of it costs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import get_args

from bench.bare import measure_bare_loop, write_web_pages
from bench.checkout import create_checkout
from bench.cost import measure_in_turns, run_measured, sum_costs
from bench.figure import Figure, format_times
from bench.peers import are_installed, measure_peers
from bench.project import ARTICLE, build_command, copy_shipped, create_project, practice_id
from bench.saves import measure_saves
from bench.sizes import Sizes
from bench.warm import measure_warm
from foldwell.documents.registry import DOCUMENTS
from foldwell.model import FoldName

LIGHT = [sys.executable, "-c", "import click, yaml"]
"""What no command of ours can be quicker than, by much."""

LEAFLET = ("leaflet-screen", "leaflet")
FIRST = ("--practice", practice_id(0), "--article", ARTICLE)
SELECTED = 10


@dataclass(frozen=True)
class Bench:
    """How much is measured, and a folder for it."""

    sizes: Sizes
    folder: Path

    @property
    def few_practices(self) -> Path:
        """A project of a few practices, and one more to warm up with."""
        return self.create_project_of(self.sizes.each + 1)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that every pack has; what a press needs is not there on a fresh checkout."""
        return tuple(name for name in DOCUMENTS if name != "press")

    def create_project_of(self, count: int) -> Path:
        """Return a project of so many practices, made when it is first asked for."""
        folder = self.folder / f"first-{count}"
        return folder if folder.exists() else create_project(folder, count)


def measure_one_pack(bench: Bench) -> Iterator[Figure]:
    """Measure a whole pack with nothing loaded, beside WeasyPrint's own command for the leaflet alone."""
    pages = write_web_pages(bench.few_practices, practice_id(0), bench.folder / "alone")
    pack = build_command(bench.few_practices, *FIRST, "--force", "--out", str(bench.folder / "cold"))
    command = [str(Path(sys.executable).with_name("weasyprint"))]
    singly = [[*command, str(page), str(page.with_suffix(".pdf"))] for page in pages.values()]
    ours, leaflet, *others = measure_in_turns(bench.sizes.runs, pack, *singly)
    work, wait = format_times(ours.work, leaflet.work), format_times(ours.wall, leaflet.wall)
    text = f"{work} the work and {wait} the wait of the next"
    yield Figure.from_cost("one pack, nothing loaded", ours, text)
    yield Figure.from_cost("`weasyprint` command, the leaflet's PDF alone", leaflet)
    every = [leaflet, *others]
    total = sum_costs(every)
    yield Figure("`weasyprint` command, once for each of the three PDFs", total.work, total.wall)


def measure_documents(bench: Bench) -> Iterator[Figure]:
    """Measure each document alone, with those that it needs, with nothing loaded and warm."""
    cold = [build_command(bench.few_practices, *FIRST, "--force", only=[name]) for name in bench.documents]
    for name, found in zip(bench.documents, measure_in_turns(bench.sizes.runs, *cold), strict=True):
        needs = " and ".join(DOCUMENTS[name].needs)
        yield Figure.from_cost(f"{name} alone, nothing loaded", found, f"with {needs}" if needs else "")
    for name in bench.documents:
        yield Figure.from_cost(f"{name} alone, warm", measure_warm(bench.few_practices, name)[0])


def measure_folds(bench: Bench) -> Iterator[Figure]:
    """Measure the leaflet in every fold, warm."""
    for fold in get_args(FoldName):
        root = create_project(bench.folder / fold, bench.sizes.each + 1, fold=fold)
        yield Figure.from_cost(f"leaflet, fold {fold}, warm", measure_warm(root, *LEAFLET)[0])


def measure_batch(bench: Bench) -> Iterator[Figure]:
    """Measure a pack of a batch beside its PDFs in a warm loop of WeasyPrint, and the part of its proof."""
    packs = bench.sizes.packs
    words = build_command(bench.create_project_of(packs), "--all", "--force", "--jobs", "1")
    ours = run_measured(words, f"{packs} of {packs} packs made") / packs
    for number in range(bench.sizes.each + 1):
        write_web_pages(
            bench.few_practices, practice_id(number), bench.folder / "pages" / practice_id(number)
        )
    theirs = measure_bare_loop(bench.folder / "pages")
    text = f"{format_times(ours.work, theirs.work)} the work of the next line"
    yield Figure.from_cost(f"a pack of a batch of {packs}, one process", ours, text)
    yield Figure.from_cost("warm WeasyPrint loop, our HTML, the three PDFs of a pack", theirs)
    pack, proof = measure_warm(bench.few_practices)
    yield Figure.from_cost("proof of a pack, warm", proof, f"{proof.work / pack.work:.0%} of its work")


def measure_processes(bench: Bench) -> Iterator[Figure]:
    """Measure how much sooner two processes have made a batch than one."""
    packs, root = bench.sizes.packs, bench.create_project_of(bench.sizes.packs)
    words = (build_command(root, "--all", "--force", "--jobs", jobs) for jobs in "12")
    one_process, two_processes = measure_in_turns(max(1, bench.sizes.runs // 2), *words)
    text = f"{format_times(one_process.wall, two_processes.wall)} as fast as one process"
    yield Figure.from_cost(f"a pack of a batch of {packs}, two processes", two_processes / packs, text)


def measure_memory(bench: Bench) -> Iterator[Figure]:
    """Measure the memory of the process that makes whole packs, after few and after many."""
    few, most = (
        run_measured(build_command(bench.create_project_of(count), "--all", "--force", "--jobs", "1")).memory
        for count in (bench.sizes.few, bench.sizes.most)
    )
    text = f"{most:.0f} MB after {bench.sizes.most} whole packs, {few:.0f} MB after {bench.sizes.few}"
    yield Figure("memory of a process", beside=text)


def measure_nothing_to_do(bench: Bench) -> Iterator[Figure]:
    """Measure how long it takes to see that packs are up to date, start-up included."""
    count = bench.sizes.checkout
    root = create_checkout(bench.folder / "checkout", count)
    command = build_command(root, *FIRST)
    some = build_command(root, "--practice", f"{practice_id(0)[:-1]}?")
    every = build_command(root, "--all")
    selected = min(SELECTED, count)
    run_measured(command, "is up to date")
    run_measured(some, f"0 of {selected} packs made, {selected} up to date")
    run_measured(every, f"0 of {count} packs made, {count} up to date")
    alone, light, few = measure_in_turns(bench.sizes.runs, command, LIGHT, some)
    yield Figure.from_cost(
        "nothing to do: one pack", alone, f"{format_times(alone.work, light.work)} the work of the next line"
    )
    yield Figure.from_cost("`python -c 'import click, yaml'`", light)
    yield Figure.from_cost(f"nothing to do: {selected} packs selected of {count:,}", few)
    yield Figure.from_cost(
        f"nothing to do: {count:,} packs", measure_in_turns(max(1, bench.sizes.runs // 2), every)[0]
    )


def measure_watch(bench: Bench) -> Iterator[Figure]:
    """Measure how long it takes from a save to the finished pack, for each kind of save."""
    found = measure_saves(copy_shipped(bench.folder / "watched"), bench.sizes.saves)
    for what, seconds in found.items():
        yield Figure(f"watch, from save to pack: {what}", wall=median(seconds))


def measure_other_tools(bench: Bench) -> Iterator[Figure]:
    """Measure pandoc and Typst with the same words."""
    what = "pandoc + Typst, three PDFs and a DOCX, no brand, fit, tags or proof"
    if are_installed():
        yield Figure.from_cost(what, measure_peers(bench.folder / "texts", max(1, bench.sizes.packs // 2)))
    else:
        yield Figure(what, beside="not installed")


MEASUREMENTS: tuple[Callable[[Bench], Iterator[Figure]], ...] = (
    measure_one_pack, measure_documents, measure_folds, measure_batch, measure_processes, measure_memory,
    measure_nothing_to_do, measure_watch, measure_other_tools,
)  # fmt: skip
