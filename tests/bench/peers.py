"""What pandoc and Typst do for one pack after another, in a process of its own: peers.py COUNT FOLDER."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PAGES = {
    "leaflet": "#set page(width: 297mm, height: 210mm, margin: 8mm, columns: 3)\n#set text(size: 12pt)\n",
    "large-print": '#set page(paper: "a4", margin: 20mm)\n#set text(size: 18pt)\n',
    "card": '#set page(paper: "a5", margin: 10mm)\n#set text(size: 12pt)\n',
}
"""How Typst sets each layout: size, columns and type, and no more."""

# What pandoc's own template for Typst defines and a bare document lacks.
DEFINED = "#let horizontalrule = line(length: 100%)\n"


def main() -> None:
    """Make a PDF of each layout and a DOCX, so many times."""
    import pypandoc  # noqa: PLC0415
    import typst  # noqa: PLC0415

    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    pandoc = pypandoc.get_pandoc_path()
    for number in range(count):
        for name, looks in PAGES.items():
            words = [pandoc, str(folder / f"{name}.md"), "--to", "typst"]
            text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
            (folder / f"{name}.typ").write_text(
                f"{DEFINED}{looks}Practice {number}\n\n{text}", encoding="utf-8"
            )
            typst.compile(str(folder / f"{name}.typ"), output=str(folder / f"{name}.pdf"))
        words = [pandoc, str(folder / "handout.md"), "--output", str(folder / "handout.docx")]
        subprocess.run(words, check=True)


if __name__ == "__main__":
    main()
