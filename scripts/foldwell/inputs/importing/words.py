"""Words of an old leaflet as they are written in an article: CommonMark, one line of it, or plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foldwell.inputs import markdown
from foldwell.inputs.importing.content import Span, Words, plain
from foldwell.inputs.markdown.addresses import names_another
from foldwell.inputs.markdown.allowed_syntax import ADDRESS
from foldwell.inputs.markdown.call_numbers import ALONE
from foldwell.inputs.parsing.hidden_characters import HIDDEN, REPLACEMENT_CHARACTER, SOFT

BOXES = re.compile(r"\[[ \u00a0xX]?\]|[□☐◻❑❏▢⬜☑☒]")
LEADERS = re.compile(r"_{3,}|\.{5,}|(?:\. ?){6,}|…{2,}|(?:…\.*){2,}")
SIGNS = re.compile(
    "[\u2300-\u23ff\u2500-\u260f\u2611-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0e\ufe0f\u200d\u20e3\ue000-\uf8ff]"
)
"""Signs of fonts for signs alone: emoji, dingbats, the symbols of Word."""

MIN_BLANK, MAX_BLANK = 4, 24
MAX_WORD = 45
LONG_WORD = re.compile(rf"(?<![\w@:/.-])[^\W_]{{{MAX_WORD},}}(?![\w@:/.-]*[@/])")

REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u2007]"), " "),
    (re.compile("`"), "'"),
    (re.compile(r"[\[{]"), "("),
    (re.compile(r"[\]}]"), ")"),
    (re.compile(r"\*{2,}"), "*"),
    (re.compile(r"~{2,}"), "~"),
    (re.compile(r"={2,}"), "="),
    (re.compile(r"\+{2,}(?=\S)"), "+"),
    (re.compile(r"-{3,}"), "–"),
    (re.compile(r"(?<![\w:/]):(?=[a-z][a-z0-9_+-]+:(?!\w))"), ": "),
    (re.compile(r"\\"), "/"),
    (re.compile(r"&(?=#?\w+;)"), "& "),
    (re.compile(r"(?<=[~^])(?=\S)|(?<=\S)(?=[~^])"), " "),
    (re.compile(r"\${2,}"), "$"),
    (re.compile(r"\$(?=[^$\s][^$]*\$)"), "$ "),
)
"""What would be taken for a mark of CommonMark or another program, and what it becomes."""

OTHER_STARTS = re.compile(r"^(?:(?:[:!?=]+|[•·▪▫◦‣⁃●○■➢➤►▶❖]|o(?= {2}))\s*(?=\s|$)|[•·▪▫◦‣⁃●○■➢➤►▶❖]|\s)+")
"""Matches what begins a box or a list of another program where it begins a line."""

LIST_MARK = re.compile(r"^\s*(?:[-+*]|\d+[.)]|#{1,6})\s+")

LINE_STARTS = re.compile(r"^(?:[-+>#|]|\d{1,9}[.)](?=\s|$))")
"""Matches what begins a list, a heading, a quotation or a table where it begins a line."""


class Writer:
    """Writes words into an article.

    `numbers` has the name of each number of the country that is called by its name: {emergency} for 999.
    """

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self._numbers = numbers

    def prose(self, words: Words, in_table: bool = False) -> str:
        """Return words as a paragraph of CommonMark, or as the cell of a table: bold words, links, blanks."""
        attempts = (self._commonmark(words, keep) for keep in (("bold", "links"), ("links",), ()))
        text = next(filter(_is_sound, attempts), "") or letters_only(self._commonmark(words, ()))
        return " ".join(_without_long_words(text.replace("|", r"\|") if in_table else text).split())

    def line(self, words: Words) -> str:
        """Return words as one line of plain text, with blanks, text and numbers by their names."""
        text = self._by_name(self._set_marks(self.clean(plain(words))))
        return self._without_marks(text)

    def heading(self, words: Words) -> str:
        """Return words as a heading or a name: plain text without places to write and numbers to call."""
        text = self.clean(BOXES.sub("", LEADERS.sub(" ", plain(words))))
        return self._without_marks(text).strip()

    def clean(self, text: str) -> str:
        """Return text without what cannot be printed or would be taken for a mark."""
        text = BOXES.sub("☐", SOFT.sub("", HIDDEN.sub(" ", text))).replace(REPLACEMENT_CHARACTER, " ")
        text = SIGNS.sub(" ", text)
        for pattern, instead in REPLACED:
            text = pattern.sub(instead, text)
        return re.sub(r"[^\S\n]+", " ", text)

    def _without_marks(self, text: str) -> str:
        if markdown.plain_text_problems(text):
            text = re.sub(r"<(?=[\w/!?])", "< ", text.replace("*", ""))
            text = re.sub(r"(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])", "", text)
            text = re.sub(r"^[#\s]+", "", text)
        return _without_long_words(OTHER_STARTS.sub("", " ".join(text.split())))

    def _commonmark(self, words: Words, keep: Sequence[str]) -> str:
        pieces = [self._span(span, keep) for span in words if span.text]
        text = " ".join("".join(pieces).split())
        text = OTHER_STARTS.sub("", text)
        start = LINE_STARTS.match(text)
        if start:
            text = f"{start[0][:-1]}\\{start[0][-1]}{text[start.end() :]}"
        return text

    def _span(self, span: Span, keep: Sequence[str]) -> str:
        text = self._escaped(self.clean(span.text), is_link="links" in keep and _is_link(span))
        core = text.strip()
        if not core:
            return " "
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if "links" in keep and _is_link(span):
            core = f"[{core}]({written_address(span)})"
        if span.bold and "bold" in keep:
            core = f"**{core}**"
        return f"{before}{core}{after}"

    def _escaped(self, text: str, is_link: bool) -> str:
        text = re.sub(r"\*", r"\\*", text)
        text = re.sub(r"<(?=[\w/!?])", r"\\<", text)
        text = re.sub(r"(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])", r"\\_", text)
        return text if is_link else self._by_name(self._set_marks(text))

    def _set_marks(self, text: str) -> str:
        def blank(found: re.Match[str]) -> str:
            return f" {'_' * min(MAX_BLANK, max(MIN_BLANK, len(found[0])))} "

        return LEADERS.sub(blank, text).replace("☐", "[ ] ")

    def _by_name(self, text: str) -> str:
        for number, name in self._numbers.items():
            text = re.sub(ALONE.format(number), f"{{{name}}}", text)
        return re.sub(r"(?<=\}):(?=[a-z])", ": ", text)


def sound_text(text: str) -> str:
    """Return a text as it is, or as paragraphs without lists and headings if it cannot be printed."""
    if not markdown.syntax_problems(text):
        return text
    lines = (LIST_MARK.sub("", line) for line in text.split("\n") if line.strip())
    parts = (line if _is_sound(line) else letters_only(line) for line in lines)
    return "\n\n".join(part for part in parts if part.strip(" -–"))


def letters_only(text: str) -> str:
    """Return text without any sign that could be a mark of CommonMark or another program."""
    letters = re.sub(r"[^\w\s.,;()?'\"%&£€°µ/–-]|_|^[\W\d]+", " ", text)
    return _without_long_words(" ".join(letters.split()))


def _without_long_words(text: str) -> str:
    """Return text with a place to break in each word that fits on no line."""
    parts = re.compile(f".{{{MAX_WORD - 5}}}")
    return LONG_WORD.sub(
        lambda found: parts.sub(lambda part: f"{part[0]}- ", found[0]).removesuffix("- "), text
    )


def _is_sound(text: str) -> bool:
    return not markdown.syntax_problems(text) and not markdown.line_problems(text)


def _is_link(span: Span) -> bool:
    address = written_address(span)
    return bool(ADDRESS.fullmatch(address)) and not (
        address.lower().startswith("tel:") or names_another(span.text, address) or LEADERS.search(span.text)
    )


def written_address(span: Span) -> str:
    """Return the address of a span with the characters escaped that CommonMark would end it at."""
    escaped = span.address.strip().replace(" ", "%20")
    return escaped.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
