"""What is measured: a project of many practices, and what others are given to make the same documents."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from foldwell import job, pages, pipeline
from foldwell.documents import DOCUMENTS

ROOT = Path(__file__).resolve().parents[2]
ARTICLE, PRACTICE = "restless-legs", "riverside"
TODAY = "2026-11-22"
MODELS = ("riverside", "northgate")

FOLDWELL = (sys.executable, "-c", "from foldwell.cli import main; main()")
HTML = {"leaflet": "leaflet.html.j2", "large-print": "large-print.html.j2", "card": "card.html.j2"}
"""The layouts of a pack, and their templates."""


def project(folder: Path, practices: int) -> Path:
    """Make a project with so many practices in `folder`: copies of two that we ship, in turns."""
    there = shipped(folder) / "content/practices"
    for path in (folder / "content/articles").glob("*.yaml"):
        if path.name != f"{ARTICLE}.yaml":
            path.unlink()
    for number in range(practices):
        shutil.copytree(there / MODELS[number % len(MODELS)], there / f"p{number:03}")
    for path in there.glob("[!p_]*"):
        shutil.rmtree(path)
    return folder


def shipped(folder: Path) -> Path:
    """Make a project in `folder` that is a copy of ours."""
    for part in ("content", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def command(root: Path, verb: str, *words: str) -> list[str]:
    """Return a command in a project."""
    return [*FOLDWELL, "--project", str(root), verb, "--today", TODAY, *words]


def build(root: Path, *words: str) -> list[str]:
    """Return the command that builds in a project."""
    return command(root, "build", *words)


def web_pages(folder: Path) -> dict[str, Path]:
    """Write each layout of the demo pack as HTML with its files, as WeasyPrint's own command takes it."""
    last: dict[str, tuple[str, dict[str, bytes]]] = {}
    lay_out = pages.lay_out

    def noted(html: str, name: str, files: dict[str, bytes]) -> pages.Laid:
        last[name] = html, files
        return lay_out(html, name, files)

    pages.lay_out = noted
    try:
        pipeline.make(job.gather(ROOT, PRACTICE, ARTICLE), tuple(DOCUMENTS))
    finally:
        pages.lay_out = lay_out
    return {name: written(*last[template], folder / name) for name, template in HTML.items()}


def written(html: str, files: dict[str, bytes], folder: Path) -> Path:
    """Write a page and its files into a folder; return the page's path."""
    for name, data in {"page.html": html.encode(), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "page.html"


def markdown(folder: Path) -> dict[str, Path]:
    """Write the words of each layout, and of the handout, as Markdown: what pandoc takes."""
    article = job.gather(ROOT, PRACTICE, ARTICLE).article
    short = [f"# {article.title}", article.summary]
    whole = [*short]
    for section in article.sections:
        shown = section.highlight.items if section.highlight else ()
        both = [f"## {section.heading}", section.body, listed(shown), f"**{section.key_point}**"]
        short += both
        whole += [*both, section.detail or ""]
    points = [f"# {article.title}", listed(section.key_point for section in article.sections)]
    care = [listed(article.care.same_day.when), listed(article.care.emergency.when)]
    asked, sources = (
        listed(article.questions),
        listed(f"{one.organisation}: {one.title}" for one in article.sources),
    )
    short, points, whole = [*short, *care, asked], [*points, *care], [*whole, *care, asked, sources]
    texts = {"leaflet": short, "large-print": whole, "card": points, "handout": whole}
    folder.mkdir()
    for name, parts in texts.items():
        (folder / f"{name}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return {name: folder / f"{name}.md" for name in texts}


def listed(items: Iterable[str]) -> str:
    """Return a list in Markdown."""
    return "\n".join(f"- {item}" for item in items)
