"""Tables of the rules that documents are held to: checks, scores, contrast, cards, fonts, text."""

from __future__ import annotations

from collections.abc import Iterator

from docs.regions import escape, format_code, format_table, wrap_list
from foldwell.assets import fonts
from foldwell.assets.colour import CONTRAST_REQUIREMENTS
from foldwell.documents.cards.size import FOLDED, MAX_PANELS, SMALL_CARD_WORDS
from foldwell.documents.verification import CHECKS
from foldwell.inputs.markdown.allowed_syntax import REFUSED
from foldwell.inputs.markdown.other_notations import ALL_NOTATIONS, RUN_ON
from foldwell.inputs.readability.findings import GATES, MAX_SENTENCE_WORDS
from foldwell.model import CARDS, PAPERS, CardFormat, Size
from foldwell.rendering.docx.allowed_html import RULES
from foldwell.rendering.prepress import step_and_repeat

BACKGROUNDS = {
    "white": "white paper",
    "background": "the background",
    "tint": "the tint of the primary colour",
    "danger tint": "the tint of the danger colour",
    "black": "black",
}
"""What the names of backgrounds stand for."""


def list_checks() -> Iterator[str]:
    """Yield the list of what every document is checked for, in the words of each check."""
    yield from (f"- {' '.join((check.__doc__ or '').split(chr(10) * 2)[0].split())}" for check in CHECKS)


def tabulate_reading_scores() -> Iterator[str]:
    """Yield the table of reading scores with their aims and limits."""
    rows = [
        (gate.name, f"{'at least' if gate.more_is_better else 'at most'} {gate.target:g}", f"{gate.limit:g}")
        for gate in GATES
    ]
    longest = ("words in the longest sentence", f"at most {MAX_SENTENCE_WORDS}", f"{MAX_SENTENCE_WORDS}")
    yield from format_table(("measured", "aim", "fails past"), (*rows, longest))


def tabulate_contrast() -> Iterator[str]:
    """Yield the table of the contrast that each colour needs, and with what."""
    rows = (
        (format_code(role), f"{required:g}:1", ", ".join(BACKGROUNDS[name] for name in backgrounds))
        for role, required, backgrounds in CONTRAST_REQUIREMENTS
    )
    yield from format_table(("colour", "least contrast", "with each of"), rows)


def tabulate_cards() -> Iterator[str]:
    """Yield the table of cards: their size, the most words on a side, how many are on a sheet."""
    small = {str(name): most for name, most in SMALL_CARD_WORDS.items()}
    head = ("card", "size in mm", "most words on a side", *(f"cards on {paper}" for paper in PAPERS))
    rows = (
        (
            format_code(name),
            f"{size[0]:g} x {size[1]:g}",
            str(small.get(name, "-")),
            *(_count_cards(name, paper) for paper in PAPERS.values()),
        )
        for name, size in CARDS.items()
    )
    yield from format_table(head, rows)


def _count_cards(name: str, paper: Size) -> str:
    """Return how many cards a sheet holds: of folded ones, those of the most panels and of two sides."""
    panels = range(1, MAX_PANELS + 1) if name in FOLDED else (1,)
    grids = [step_and_repeat.grid(paper, CARDS[name], CardFormat(2 * count, count)) for count in panels]
    counts = sorted({len(grid.copies) for grid in grids})
    return " to ".join(map(str, (counts[0], *counts[1:][-1:])))


def list_families() -> Iterator[str]:
    """Yield the names of the supplied font families."""
    yield from wrap_list(fonts.bundled_families())


def list_refused_markdown() -> Iterator[str]:
    """Yield the list of what a body or detail may not have, and what to do instead."""
    yield from (f"- {escape(text.removeprefix('has '))}" for text in dict.fromkeys(REFUSED.values()))


def list_other_notations() -> Iterator[str]:
    """Yield the list of marks of other programs that no text may have, and what to do instead."""
    named = (what.replace(", {0}", "").replace("{0}", "marks") for _, what in ALL_NOTATIONS)
    yield from (f"- {escape(text.removeprefix('has '))}" for text in dict.fromkeys((*named, RUN_ON)))


def tabulate_handout_elements() -> Iterator[str]:
    """Yield the table of the HTML elements that the handout's template may use."""
    rows = (
        (
            format_code(f"<{name}>"),
            ", ".join(map(format_code, sorted(rule.classes))) or "-",
            ", ".join(map(format_code, sorted(rule.required))) or "-",
        )
        for name, rule in RULES.items()
    )
    yield from format_table(("element", "its classes", "must have"), rows)
