"""Tables of the templates and stylesheets: their blocks, and the values that they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, nodes

from docs.regions import RegionError, format_code, format_table, wrap_list
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.project import design_file

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
ENDING = ".html.j2"

HOLDS: Mapping[str, str] = MappingProxyType(
    {
        "blocks": "a block of a section, as it is printed",
        "card": "the card",
        "care": "the care boxes, as they are printed",
        "contact": "how to reach the practice",
        "summary": "the main message before the first section",
        "contents-list": "the sections of a long leaflet, with their pages",
        "figure": "a drawing with its caption",
        "handout": "the Word handout, care boxes and contact too",
        "handout-blocks": "a block of a section, in Word",
        "handout-figure": "a drawing with its caption, in Word",
        "highlight": "heading and lines of a highlighted box",
        "imprint": "version, dates, author",
        "large-print": "the large-print edition",
        "leaflet": "the leaflet, on paper and on the screen",
        "qr": "the QR code alone",
        "questions": "the questions a patient can ask",
        "review": "who reviewed it, or that it is a draft",
        "section": "one section, as it is printed",
        "sources": "the sources in full",
        "zone": "heading and lines of a zone of an action plan",
    }
)
"""What each template with blocks is there for."""


def tabulate_blocks() -> Iterator[str]:
    """Yield the table of templates with their blocks, and the documents that each is used in."""
    trees = {
        path.name.removesuffix(ENDING): Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for path in sorted(TEMPLATES.glob(f"*{ENDING}"))
    }
    users = {name: sorted(set(_find_users(name, trees))) for name in trees}
    rows = (
        (
            format_code(f"{name}{ENDING}"),
            _describe_content(name),
            ", ".join(_name_blocks(tree)),
            ", ".join(users[name]) or "-",
        )
        for name, tree in trees.items()
        if any(tree.find_all(nodes.Block))
    )
    yield from format_table(("template", "what it holds", "its blocks", "included by"), rows)


def _describe_content(name: str) -> str:
    if name not in HOLDS:
        raise RegionError(f"say in HOLDS of scripts/docs/templates.py what {name}{ENDING} holds")
    return HOLDS[name]


def tabulate_stylesheets() -> Iterator[str]:
    """Yield the table of stylesheets: what each is for, the folds that have it, and what it imports."""
    folds = {
        sheet: [fold for fold, layout in FOLD_LAYOUTS.items() if sheet in (layout.stylesheet, layout.press)]
        for sheet in sorted(path.name for path in TEMPLATES.glob("*.css"))
    }
    rows = (
        (
            format_code(sheet),
            _read_purpose(sheet),
            ", ".join(map(format_code, names)) or "-",
            _read_imports(sheet) or "-",
        )
        for sheet, names in folds.items()
    )
    yield from format_table(("stylesheet", "what it is for", "folds", "builds on"), rows)


def _read_purpose(sheet: str) -> str:
    """Return the first sentence of the comment that a stylesheet begins with."""
    found = re.match(r"/\*\s*(.+?[.:;])\s", (TEMPLATES / sheet).read_text(encoding="utf-8"), re.DOTALL)
    if not found:
        raise RegionError(f"let {sheet} begin with a comment that says what it is for")
    return " ".join(found[1].rstrip(".:;").split())


def _read_imports(sheet: str) -> str:
    names = re.findall(r'@import "([^"]+)"', (TEMPLATES / sheet).read_text(encoding="utf-8"))
    return ", ".join(map(format_code, names))


def tabulate_designs() -> Iterator[str]:
    """Yield the table of the designs, as each describes itself."""
    names = design_file.designs(ROOT)
    rows = ((format_code(name), design_file.load_design(ROOT, name, "").description) for name in names)
    yield from format_table(("design", "what it looks like"), rows)


def list_css_properties() -> Iterator[str]:
    """Yield the CSS custom properties that the stylesheets read, those of designs among them."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.css")))
    found = {name for text in texts for name in re.findall(r"var\((--[a-z-]+)", text)}
    yield from wrap_list(map(format_code, sorted(found)))


def _name_blocks(tree: nodes.Node) -> Iterator[str]:
    """Yield each outermost block, and in brackets those that stand in it."""
    inner = {block.name for outer in tree.find_all(nodes.Block) for block in _find_inner_blocks(outer)}
    for block in tree.find_all(nodes.Block):
        if block.name not in inner:
            within = ", ".join(format_code(one.name) for one in _find_inner_blocks(block))
            yield format_code(block.name) + (f" (in it {within})" if within else "")


def _find_inner_blocks(block: nodes.Block) -> list[nodes.Block]:
    return [found for node in block.body for found in _find_blocks(node)]


def _find_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    if isinstance(node, nodes.Block):
        yield node
    yield from node.find_all(nodes.Block)


def _find_users(name: str, trees: Mapping[str, nodes.Template]) -> Iterator[str]:
    """Yield the templates that include one, by way of others too, and that no other includes."""
    direct = [parent for parent, tree in trees.items() if f"{name}{ENDING}" in _find_includes(tree)]
    for parent in direct:
        above = list(_find_users(parent, trees))
        yield from above or [parent]


def _find_includes(tree: nodes.Template) -> set[str]:
    return {str(node.template.as_const()) for node in tree.find_all(nodes.Include)}
