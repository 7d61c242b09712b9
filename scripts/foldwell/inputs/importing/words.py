"""Words of an old leaflet as they are written in an article: CommonMark, one line of it, or plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foldwell.inputs import markdown
from foldwell.inputs.importing.content import BREAK, Span, Words, plain
from foldwell.inputs.markdown.addresses import names_another, states_address
from foldwell.inputs.markdown.allowed_syntax import ADDRESS
from foldwell.inputs.markdown.call_numbers import ALONE
from foldwell.inputs.parsing.hidden_characters import HIDDEN, REPLACEMENT_CHARACTER, SOFT

BOXES = re.compile(r"\[[ \u00a0xX]?\]|[□☐◻❑❏▢⬜☑☒]")
LEADERS = re.compile(r"_{3,}|\.{5,}|(?:\. ?){6,}|…{2,}|(?:…\.*){2,}")
SIGNS = re.compile(
    "[\u2600-\u2610\u2613-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0e\ufe0f\u200d\u20e3\ue000-\uf8ff]"
)
"""Signs of fonts for signs alone: emoji, dingbats, the symbols of Word."""

MIN_BLANK, MAX_BLANK = 4, 24
MAX_WORD = 45
LONG_WORD = re.compile(rf"[^\W_]{{{MAX_WORD},}}")

REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u2007]"), " "),
    (re.compile("`"), "'"),
    (re.compile(r"[\[{]"), "("),
    (re.compile(r"[\]}]"), ")"),
    (re.compile(r"\*{2,}"), "*"),
    (re.compile(r"~{2,}"), "~"),
    (re.compile(r"={2,}"), "="),
    (re.compile(r"\+{2,}(?=\S)"), "+"),
    (re.compile(r"\\"), "/"),
    (re.compile(r"&(?=#?\w+;)"), "& "),
    (re.compile(r"(?<=[~^])(?=\S)|(?<=\S)(?=[~^])"), " "),
    (re.compile(r"^\s*(?::+|!{3}|\?{3})\s+"), ""),
    (re.compile(r"\$(?=[^$\s][^$]*\$)"), "$ "),
)
"""What would be taken for a mark of CommonMark or another program, and what it becomes."""

LINE_STARTS = re.compile(r"^(?:[-+>#|]|\d{1,9}[.)](?=\s|$))")
"""Matches what begins a list, a heading, a quotation or a table where it begins a line."""


class Writer:
    """Writes words into an article; remembers the links and signs that could not be kept.

    `numbers` has the name of each number of the country that is called by its name: {emergency} for 999.
    """

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self._numbers = numbers
        self.addresses: dict[str, str] = {}
        self.signs: set[str] = set()

    def prose(self, words: Words, in_table: bool = False) -> str:
        """Return words as a paragraph of CommonMark, or as the cell of a table: bold words, links, blanks."""
        for keep in (("bold", "links"), ("links",), ()):
            text = self._commonmark(words, keep)
            if in_table:
                text = text.replace("|", r"\|").replace("\\\\|", r"\|")
            if not markdown.syntax_problems(text) and not markdown.line_problems(text):
                break
        self._note_addresses(words, text)
        return text

    def line(self, words: Words) -> str:
        """Return words as one line of plain text, with blanks, boxes and numbers by their names."""
        text = self._by_name(self._set_marks(self.clean(plain(words))))
        self._note_addresses(words, text)
        return self._without_marks(text)

    def heading(self, words: Words) -> str:
        """Return words as a heading or a name: plain text without places to write and numbers to call."""
        text = self.clean(BOXES.sub("", LEADERS.sub(" ", plain(words))))
        self._note_addresses(words, text)
        return self._without_marks(text).strip()

    def clean(self, text: str) -> str:
        """Return text without what cannot be printed or would be taken for a mark."""
        self.signs |= {sign for sign in SIGNS.findall(text) if sign.isprintable() or sign >= "\ue000"}
        text = SIGNS.sub(" ", SOFT.sub("", HIDDEN.sub(" ", text))).replace(REPLACEMENT_CHARACTER, " ")
        boxes = BOXES.sub("☐", text)
        for pattern, instead in REPLACED:
            boxes = pattern.sub(instead, boxes)
        boxes = LONG_WORD.sub(lambda found: f"{found[0][:MAX_WORD]}- {found[0][MAX_WORD:]}", boxes)
        return re.sub(r"[^\S\n]+", " ", boxes)

    def _without_marks(self, text: str) -> str:
        if markdown.plain_text_problems(text):
            text = re.sub(r"<(?=[\w/!?])", "< ", text.replace("*", ""))
            text = re.sub(r"(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])", "", text)
        return " ".join(text.split())

    def _commonmark(self, words: Words, keep: Sequence[str]) -> str:
        pieces = [self._span(span, keep) for span in words if span.text]
        text = re.sub(r"[^\S\n]+", " ", "".join(pieces)).replace(BREAK, " ").strip()
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
            core = f"[{core}]({_address(span)})"
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

        return LEADERS.sub(blank, text).replace("☐", "[ ]")

    def _by_name(self, text: str) -> str:
        for number, name in self._numbers.items():
            text = re.sub(ALONE.format(number), f"{{{name}}}", text)
        return text

    def _note_addresses(self, words: Words, text: str) -> None:
        """Remember each address that a link of the words has and the text written of them has not."""
        for span in words:
            address = span.address
            stated = address in text or states_address(text, address) or _address(span) in text
            if address and not stated and not address.startswith(("#", "picture:")):
                self.addresses.setdefault(address, " ".join(span.text.split()))


def _is_link(span: Span) -> bool:
    address = _address(span)
    return bool(ADDRESS.fullmatch(address)) and not (
        address.lower().startswith("tel:") or names_another(span.text, address) or LEADERS.search(span.text)
    )


def _address(span: Span) -> str:
    """Return the address of a span with the characters escaped that CommonMark would end it at."""
    escaped = span.address.strip().replace(" ", "%20")
    return escaped.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
