"""What WeasyPrint alone makes of our own HTML in a warm process, without tags, fit, Word file or proof."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from bench.cost import Cost, add_time, collect_costs, median_cost, print_costs
from bench.project import ARTICLE

LAYOUTS: Mapping[str, str] = {
    "leaflet": "leaflet.html.j2",
    "large-print": "large-print.html.j2",
    "card": "card.html.j2",
}
"""The layouts of a pack, and their templates."""

MADE = "leaflet-screen", "large-print", "card"
"""The documents that are laid out in them."""


def measure_bare_loop(folder: Path) -> Cost:
    """Return what the three PDFs of a pack cost, the median of all folders of pages but the first."""
    (found,) = collect_costs("bare", *map(str, sorted(folder.iterdir())))
    return found


def write_web_pages(root: Path, practice: str, folder: Path) -> dict[str, Path]:
    """Write each layout of a pack as HTML with its files, as WeasyPrint takes it; return the pages' paths."""
    from foldwell.project import loading  # noqa: PLC0415  where nothing is drawn, this is not needed
    from foldwell.rendering.pdf import layout  # noqa: PLC0415  where nothing is drawn, this is not needed
    from foldwell.rendering.pdf.resource_fetcher import BASE  # noqa: PLC0415
    from foldwell.workflows import build_pack  # noqa: PLC0415  where nothing is drawn, this is not needed

    last: dict[str, tuple[str, Mapping[str, bytes]]] = {}
    lay_out = layout.lay_out

    def noted(
        html: str, name: str, files: Mapping[str, bytes], inspect: layout.Inspect | None = None
    ) -> layout.LayoutResult:
        last[name] = html, files
        return lay_out(html, name, files, inspect)

    layout.lay_out = noted
    try:
        build_pack.build_documents(loading.load_context(root, practice, ARTICLE), MADE)
    finally:
        layout.lay_out = lay_out
    # Fonts too are to be found from the page.
    found = {
        name: (last[template][0].replace(BASE, ""), last[template][1]) for name, template in LAYOUTS.items()
    }
    return {name: write_page(*page, folder / name) for name, page in found.items()}


def write_page(html: str, files: Mapping[str, bytes], folder: Path) -> Path:
    """Write a page into a folder with its files, pictograms among them; return the page's path."""
    from foldwell.project import pictograms  # noqa: PLC0415  where nothing is drawn, this is not needed

    sheets = b"".join(files[name] for name in files if name.endswith(".css")).decode()
    drawn = {found[0]: files[found[0]] for found in pictograms.PATH.finditer(html + sheets)}
    page = html.replace("url(/", "url(").encode()
    for name, data in {"page.html": page, **files, **drawn}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "page.html"


def main() -> None:
    """Tell what the pages of one folder after another cost."""
    import weasyprint  # noqa: PLC0415  only this process draws

    costs: list[Cost] = []
    for folder in map(Path, sys.argv[1:]):
        with add_time(costs):
            for name in LAYOUTS:
                weasyprint.HTML(folder / name / "page.html").write_pdf()
    print_costs(median_cost(costs[1:]))


if __name__ == "__main__":
    main()
