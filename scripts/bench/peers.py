"""What pandoc and Typst need for the same words, without brand, fit, tags or proof: peers.py COUNT FOLDER."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from bench.cost import Cost, run_measured
from bench.project import ARTICLE, PRACTICE, ROOT

PAGES: Mapping[str, str] = {
    "leaflet": "#set page(width: 297mm, height: 210mm, margin: 8mm, columns: 3)\n#set text(size: 12pt)\n",
    "large-print": '#set page(paper: "a4", margin: 20mm)\n#set text(size: 18pt)\n',
    "card": '#set page(paper: "a5", margin: 10mm)\n#set text(size: 12pt)\n',
}
"""How Typst sets each layout: size, columns and type, and no more."""

# What pandoc's own template for Typst defines and a bare document lacks.
DEFINED = "#let horizontalrule = line(length: 100%)\n"


def are_installed() -> bool:
    """Return whether both are installed: make bench installs them."""
    return all(map(find_spec, ("pypandoc", "typst")))


def measure_peers(folder: Path, rounds: int) -> Cost:
    """Return what three PDFs and a DOCX cost with pandoc and Typst, of so many rounds in one process."""
    folder.mkdir()
    for name, parts in _list_texts().items():
        (folder / f"{name}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return run_measured([sys.executable, "-m", "bench.peers", str(rounds), str(folder)]) / rounds


def _list_texts() -> Mapping[str, list[str]]:
    """Return the words of each layout, and of the handout, as Markdown, which pandoc takes."""
    from foldwell.project import loading  # noqa: PLC0415  where nothing is drawn, this is not needed

    article = loading.load_context(ROOT, PRACTICE, ARTICLE).article
    short = [f"# {article.title}", article.subject]
    whole = [*short]
    for section in article.sections:
        shown = section.highlight.items if section.highlight else ()
        both = [f"## {section.heading}", section.body or "", _format_list(shown), f"**{section.key_point}**"]
        short += both
        whole += [*both, section.detail or ""]
    points = [f"# {article.title}", _format_list(section.key_point or "" for section in article.sections)]
    care = [_format_list(box.when) for box in article.care.boxes.values()]
    asked = _format_list(article.questions)
    sources = _format_list(f"{source.organisation}: {source.title}" for source in article.sources)
    leaflet, handout = [*short, *care, asked], [*whole, *care, asked, sources]
    return {"leaflet": leaflet, "large-print": [*handout], "card": [*points, *care], "handout": handout}


def _format_list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def main() -> None:
    """Make a PDF of each layout and a DOCX, so many times."""
    import pypandoc  # noqa: PLC0415  what is compared is only in a bench
    import typst  # noqa: PLC0415

    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    pandoc = pypandoc.get_pandoc_path()
    for number in range(count):
        for name, looks in PAGES.items():
            words = [pandoc, str(folder / f"{name}.md"), "--to", "typst"]
            text = subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603
            page = folder / f"{name}.typ"
            page.write_text(f"{DEFINED}{looks}Practice {number}\n\n{text}", encoding="utf-8")
            typst.compile(str(page), output=str(page.with_suffix(".pdf")))
        handout = [pandoc, str(folder / "handout.md"), "--output", str(folder / "handout.docx")]
        subprocess.run(handout, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
