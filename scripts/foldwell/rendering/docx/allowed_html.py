"""The subset of HTML that has a Word style: the children and attributes allowed for each element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Rule:
    """The content and attributes allowed for an element."""

    children: frozenset[str] = frozenset()
    words: bool = False
    classes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


INLINE = _set("strong a br span img")
TEXT = _set("p ul ol table")
BOXED = _set("h3 p ul ol")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "html": Rule(_set("head body"), needs=_set("lang")),
        "head": Rule(_set("title meta")),
        "title": Rule(words=True),
        "meta": Rule(needs=_set("name content")),
        "body": Rule(_set("header footer section div h1 h2 h3") | TEXT),
        "header": Rule(_set("p")),
        "footer": Rule(_set("p")),
        "section": Rule(_set("section div h1 h2 h3") | TEXT, classes=_set("highlight same-day emergency")),
        "div": Rule(_set("p"), classes=_set("keypoint contact")),
        "h1": Rule(INLINE, words=True),
        "h2": Rule(INLINE, words=True, classes=_set("page")),
        "h3": Rule(INLINE, words=True),
        "p": Rule(
            INLINE, words=True, classes=_set("lead draft meta label phone evidence figure caption closing")
        ),
        "ul": Rule(_set("li")),
        "ol": Rule(_set("li"), may=_set("start")),
        "li": Rule(_set("p ul ol")),
        "table": Rule(_set("thead tbody"), classes=_set("diary")),
        "thead": Rule(_set("tr")),
        "tbody": Rule(_set("tr")),
        "tr": Rule(_set("th td")),
        "th": Rule(_set("p"), may=_set("scope")),
        "td": Rule(_set("p ul ol")),
        "strong": Rule(INLINE, words=True),
        "a": Rule(_set("strong br"), words=True, needs=_set("href")),
        "span": Rule(INLINE, words=True, classes=_set("right pages address whole")),
        "img": Rule(needs=_set("src alt"), may=_set("width height")),
        "br": Rule(),
    }
)

DEEPEST = 3
NUMBERS = MappingProxyType(
    {"start": r"[0-9]{1,4}", "width": r"[1-9][0-9]{0,2}(\.[0-9]+)?", "height": r"[1-9][0-9]{0,2}(\.[0-9]+)?"}
)
