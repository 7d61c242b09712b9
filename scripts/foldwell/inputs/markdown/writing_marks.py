"""Places to write and boxes to tick: how they are typed, and the characters that stand for them in a text.

No font draws these characters: `rendering.templating` makes elements of them, which are drawn as line and
box.
"""

from __future__ import annotations

import re

from foldwell.inputs.markdown.addresses import MACHINE_TEXT

BLANK = "\N{FULLWIDTH LOW LINE}"
"""Stands for one underscore of a place to write: a run of them is one place, the longer the wider."""

WHOLE_LINE = "\N{DASHED LOW LINE}"
"""Stands for a place to write that is alone on its line, and as wide as that."""

BOX = "\N{BALLOT BOX}"
"""Stands for a box to tick."""

MARKS = re.compile(f"{BLANK}+|{WHOLE_LINE}|{BOX}")
"""Matches one place to write or box to tick in a text that `set_marks` returned."""

# A backslash before each underscore comes along from converters; ___words___ are bold italics.
RUN = r"(?:\\?_){3,}"
TYPED = re.compile(
    rf"(?P<code>{MACHINE_TEXT})"
    r"|(?P<words>(?<![\w\\])___(?=[^\W_])[^_\n]*(?<=[^\W_])___(?!\w))"
    rf"|(?P<lead>^[ \t]*(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+)?)(?P<line>{RUN}|{BLANK}+)[ \t]*$"
    rf"|(?P<run>{RUN})"
    r"|(?P<box>\[[ \t\u00a0]?\](?!\())",
    re.MULTILINE,
)


def set_marks(text: str) -> str:
    """Return text, plain or CommonMark, with a character for each box and each underscore to write on.

    Three underscores or more are a place to write, [ ] is a box. Addresses stay as they are. Idempotent.
    """
    return TYPED.sub(_set, text)


def spaced_marks(text: str) -> str:
    """Return a text with each mark as a word of its own, whatever it touches."""
    return MARKS.sub(lambda found: f" {found[0]} ", text)


def without_marks(text: str) -> str:
    """Return the words of a text without its marks."""
    return " ".join(MARKS.sub(" ", text).split())


def _set(found: re.Match[str]) -> str:
    if found["line"]:
        return found["lead"] + WHOLE_LINE
    if found["run"]:
        return BLANK * found["run"].count("_")
    return BOX if found["box"] else found[0]
