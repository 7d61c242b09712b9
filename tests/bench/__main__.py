"""Measure foldwell beside its peers, all in one run, as ratios: make bench. It never fails for being slow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from matter import ARTICLE, PRACTICE, ROOT, build, markdown, project, shipped, web_pages
from rich.console import Console
from timed import cost, in_turns
from watched import medians, saves

RUNS = 5
PACKS, CARDS, FEW, SAVES = (
    int(os.environ.get(name) or most)
    for name, most in (("PACKS", 100), ("CARDS", 300), ("FEW", 30), ("SAVES", 3))
)
"""Whole packs of a batch; cards of a long one, and of a short one; saves of each kind."""

HEAD = "what", "foldwell", "beside it", "ratio", "aim"

HERE = Path(__file__).parent
SCREEN, ERRORS = (
    Console(highlight=False, markup=False, stderr=away, soft_wrap=True) for away in (False, True)
)


@dataclass(frozen=True)
class Row:
    """A measurement: ours, what it is compared with, their ratio, and the most that it is to be."""

    what: str
    ours: str
    other: str
    ratio: str
    aim: str


def main() -> None:
    """Print the table, as README has it."""
    before = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        rows = []
        for row in measured(Path(folder).resolve()):
            ERRORS.print(row.what, row.ours, row.other, row.ratio, sep="; ")
            rows.append(row)
    cells = [(row.what, row.ours, row.other, row.ratio, row.aim) for row in rows]
    for line in (HEAD, ["---"] * len(HEAD), *cells):
        SCREEN.print(f"| {' | '.join(line)} |")
    SCREEN.print(f"\nLoad {before:.1f} to {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


def measured(folder: Path) -> Iterator[Row]:
    """Measure one thing after another."""
    many, cards = project(folder / "many", PACKS), project(folder / "cards", CARDS)
    pages = web_pages(folder / "pages")
    yield from cold(folder, pages["leaflet"])
    yield from watch(folder / "watched")
    yield from batch(folder, many, pages)
    yield nothing_to_do(many, f"nothing to do: {PACKS} whole packs", "--all", aim="-")
    yield one_pack(many)
    yield two_processes(many, min(PACKS, 12))
    yield proof(many)
    yield memory(cards)
    yield nothing_to_do(cards, f"nothing to do: {CARDS} packs (cards)", "--all", "--only", "card", aim="1 s")


def weasyprint(page: Path) -> list[str]:
    """Return WeasyPrint's own command for a page."""
    return [str(Path(sys.executable).with_name("weasyprint")), str(page), str(page.with_suffix(".pdf"))]


def ratio(ours: float, other: float) -> str:
    """Return how many times the other ours is."""
    return f"{ours / other:.2f}"


def cold(folder: Path, leaflet: Path) -> Iterator[Row]:
    """Measure one whole pack with nothing loaded yet beside the leaflet alone: the time, and the work."""
    words = build(
        ROOT, "--practice", PRACTICE, "--article", ARTICLE, "--force", "--out", str(folder / "cold")
    )
    ours, theirs = in_turns(RUNS, words, weasyprint(leaflet))
    for what, one, other in (("to wait", ours.wall, theirs.wall), ("of work", ours.work, theirs.work)):
        said = f"{one:.2f} s {what}", f"{other:.2f} s: weasyprint, leaflet alone"
        yield Row("one pack, nothing loaded", *said, ratio(one, other), "2")


def watch(folder: Path) -> Iterator[Row]:
    """Measure how long it takes from a save to the finished pack, for each kind of save and for all."""
    found = saves(shipped(folder), SAVES)
    for what, seconds in medians(found).items():
        yield Row(f"watch: {what}", f"{seconds:.2f} s from save to pack", "-", "-", "-")
    every = [second for seconds in found.values() for second in seconds]
    yield Row(f"watch: all {len(every)} saves", f"{median(every):.2f} s from save to pack", "-", "-", "0.4 s")


def batch(folder: Path, many: Path, pages: dict[str, Path]) -> Iterator[Row]:
    """Measure the work of a pack in a batch, beside pandoc with Typst, and beside WeasyPrint's command."""
    ours = cost(build(many, "--all", "--jobs", "1")).work / PACKS
    said = f"{ours:.2f} s of work a pack"
    rounds = min(PACKS, 20)
    texts = folder / "texts"
    markdown(texts)
    typst = cost([sys.executable, str(HERE / "peers.py"), str(rounds), str(texts)]).work / rounds
    yield Row(f"batch of {PACKS} packs", said, f"{typst:.2f} s: pandoc 3 + Typst", ratio(ours, typst), "1")
    singly = sum(one.work for one in in_turns(RUNS, *map(weasyprint, pages.values())))
    said = said, f"{singly:.2f} s: weasyprint, a command a PDF"
    yield Row(f"batch of {PACKS} packs", *said, ratio(ours, singly), "0.17")


def nothing_to_do(root: Path, what: str, *words: str, aim: str) -> Row:
    """Measure how long it takes to see that packs are up to date, start-up included."""
    [ours] = in_turns(RUNS, build(root, *words))
    return Row(what, f"{ours.wall:.2f} s ({ours.work:.2f} s of work)", "-", "-", aim)


def one_pack(root: Path) -> Row:
    """Measure how long it takes to see that one pack is up to date."""
    return nothing_to_do(
        root, "nothing to do: one pack", "--practice", "p000", "--article", ARTICLE, aim="0.2 s"
    )


def two_processes(root: Path, count: int) -> Row:
    """Measure how much sooner two processes have done what one does."""
    chosen = root.with_name("two")
    shutil.copytree(root, chosen, ignore=shutil.ignore_patterns("build"))
    for path in sorted((chosen / "content/practices").glob("p*"))[count:]:
        shutil.rmtree(path)
    one, two = in_turns(3, *(build(chosen, "--all", "--force", "--jobs", number) for number in "12"))
    said = f"{two.wall:.1f} s with two processes", f"{one.wall:.1f} s with one"
    return Row(f"{count} packs", *said, f"{one.wall / two.wall:.2f} times as fast", "1.7")


def proof(root: Path) -> Row:
    """Measure which part of a pack's work the proof is."""
    words = [sys.executable, str(HERE / "share.py"), str(root), "10"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    return Row("proof", f"{said} % of a pack's work", "-", "-", "20 %")


def memory(root: Path) -> Row:
    """Measure the memory of the largest process after many packs, beside that after few."""
    few = cost(build(root, "--practice", f"p0[0-{FEW // 10 - 1}]?", "--only", "card", "--jobs", "1")).memory
    most = cost(build(root, "--all", "--force", "--only", "card", "--jobs", "1")).memory
    said = f"{most:.0f} MB after {CARDS} packs", f"{few:.0f} MB after {FEW}"
    return Row("memory of a process, cards", *said, ratio(most, few), "1.2")


if __name__ == "__main__":
    main()
