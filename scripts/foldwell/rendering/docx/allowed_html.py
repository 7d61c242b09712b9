"""The subset of HTML that has a Word style: the children and attributes allowed for each element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Rule:
    """The content and attributes allowed for an element."""

    children: frozenset[str] = frozenset()
    holds_text: bool = False
    classes: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


INLINE = _names("strong a br span img input sub sup")
FIELDS = frozenset({"blank", "blank line", "tick"})
TEXT = _names("p ul ol table")
GROUP = "kept"
"""The class of a section whose boxes stand on one page."""

BOXED = _names("h3 p ul ol")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "html": Rule(_names("head body"), required=_names("lang")),
        "head": Rule(_names("title meta")),
        "title": Rule(holds_text=True),
        "meta": Rule(required=_names("name content")),
        "body": Rule(_names("header footer section div h1 h2 h3") | TEXT),
        "header": Rule(_names("p")),
        "footer": Rule(_names("p")),
        "section": Rule(
            _names("section div h1 h2 h3") | TEXT,
            classes=_names("highlight same-day emergency zone-green zone-amber zone-red") | {GROUP},
        ),
        "div": Rule(TEXT, classes=_names("keypoint contact service unbroken")),
        "h1": Rule(INLINE, holds_text=True),
        "h2": Rule(INLINE, holds_text=True, classes=_names("page")),
        "h3": Rule(INLINE, holds_text=True),
        "p": Rule(
            INLINE,
            holds_text=True,
            classes=_names("wordmark lead draft meta label phone evidence figure caption closing"),
        ),
        "ul": Rule(_names("li"), classes=_names("unbroken")),
        "ol": Rule(_names("li"), classes=_names("unbroken unbroken-items"), optional=_names("start")),
        "li": Rule(_names("p ul ol"), classes=_names("ticked")),
        "table": Rule(_names("thead tbody"), classes=_names("diary")),
        "thead": Rule(_names("tr")),
        "tbody": Rule(_names("tr")),
        "tr": Rule(_names("th td")),
        "th": Rule(_names("p"), optional=_names("scope")),
        "td": Rule(_names("p ul ol")),
        "strong": Rule(INLINE, holds_text=True),
        "a": Rule(_names("strong br sub sup"), holds_text=True, required=_names("href")),
        "span": Rule(INLINE, holds_text=True, classes=_names("right pages address whole")),
        "img": Rule(required=_names("src alt"), optional=_names("width height role")),
        "input": Rule(required=_names("type name title"), optional=_names("size style"), classes=FIELDS),
        "sub": Rule(holds_text=True),
        "sup": Rule(holds_text=True),
        "br": Rule(),
    }
)

DECORATIVE = "presentation"
"""The role of a picture that says nothing, whose alt text is empty (WAI-ARIA 1.2)."""

MAX_LIST_DEPTH = 3
MEASURE = r"[1-9][0-9]{0,2}(\.[0-9]+)?"
NUMBERS = MappingProxyType(
    {"start": r"[0-9]{1,4}", "size": r"[0-9]{1,4}", "width": MEASURE, "height": MEASURE}
)
