"""Write the tables in README and docs/ anew: make docs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docs.regions import RegionError, regenerate
from docs.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]


def find_pages(root: Path) -> tuple[Path, ...]:
    """Return the pages that are written for a reader, as they lie in a checkout."""
    return (*sorted(root.glob("*.md")), *sorted((root / "docs").glob("*.md")))


def main() -> None:
    """Rewrite each page whose tables have changed, and name it; exit with 1 for a page with a broken mark."""
    failed = False
    for page in find_pages(ROOT):
        text = page.read_text(encoding="utf-8")
        try:
            new = regenerate(text, TABLES)
        except RegionError as error:
            click.echo(f"{page.relative_to(ROOT)}:{error}", err=True)
            failed = True
            continue
        if new != text:
            page.write_text(new, encoding="utf-8")
            click.echo(f"{page.relative_to(ROOT)}: written")
    sys.exit(failed)


if __name__ == "__main__":
    main()
