"""The yardstick: one render of a fixed text of ten sections by WeasyPrint alone, in a warm process.

All figures are multiples of what it costs in the same run, so that machines can be compared. Change nothing
in it: what was measured before would mean something else.
"""

from __future__ import annotations

import sys

import rendercv_fonts

from bench.cost import Cost, add_time, collect_costs, median_cost, print_costs

SENTENCES = (
    "A short walk in the morning wakes the body and clears the head.",
    "Drink a glass of water first, and wear shoes that do not rub.",
    "If the path is steep, take small steps and rest when you need to.",
    "Most people find that ten minutes are enough to begin with.",
    "After a week, add five minutes, and look at how you feel the day after.",
)
PARAGRAPH = " ".join(SENTENCES)
LIST = "".join(f"<li>{sentence}</li>" for sentence in SENTENCES)
SECTION = (
    f"<section><h2>A heading of five words</h2><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><ul>{LIST}</ul></section>"
)
FONT = next(folder for folder in rendercv_fonts.paths_to_font_folders if folder.name == "Source Sans 3")
STYLE = """
@font-face { font-family: Yard; src: url(SourceSans3-Regular.ttf) }
@font-face { font-family: Yard; font-weight: 700; src: url(SourceSans3-Bold.ttf) }
@page { size: 100mm 210mm; margin: 10mm }
body { font-family: Yard; font-size: 12pt; line-height: 1.3 }
section { break-inside: auto; margin-bottom: 6mm }
h2 { font-size: 15pt; color: #0a5564; break-after: avoid }
ul { background: #e7eef0; border-left: 1.4mm solid #0a5564; padding: 3mm 3mm 3mm 8mm }
p, li { orphans: 2; widows: 2 }
"""
PAGE = f'<html lang="en"><title>Yardstick</title><style>{STYLE}</style><body>{SECTION * 10}</body></html>'


def measure_yardstick(renders: int) -> Cost:
    """Return what one render costs now."""
    (found,) = collect_costs("yardstick", str(renders))
    return found


def main() -> None:
    """Tell the median of so many renders, after a first one that loads what all need."""
    import weasyprint  # noqa: PLC0415  only this process draws

    costs: list[Cost] = []
    for _ in range(int(sys.argv[1]) + 1):
        with add_time(costs):
            weasyprint.HTML(string=PAGE, base_url=f"{FONT}/").write_pdf()
    print_costs(median_cost(costs[1:]))


if __name__ == "__main__":
    main()
