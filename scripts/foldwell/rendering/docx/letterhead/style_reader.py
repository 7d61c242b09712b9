"""Read the styles of a letterhead: size, colour, weight, spacing and borders, checked against rules.

Only properties set by a style itself count, not those inherited from Normal, which every Word file has at 11
pt, nor the stock styles of new files, which nobody chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from foldwell.assets.colour import BODY_CONTRAST, TEXT_CONTRAST, WHITE, contrast
from foldwell.assets.ooxml.names import OFF_VALUES, W, local_name, value
from foldwell.assets.ooxml.styles import is_default, style_name, styles_by_id, with_bases
from foldwell.assets.xml_reader import Xml

MIN_SIZE = 12.0
REQUIRED_CONTRAST: Mapping[str, float] = MappingProxyType(
    {
        "Heading 1": TEXT_CONTRAST,
        "Heading 2": TEXT_CONTRAST,
        "Heading 3": TEXT_CONTRAST,
        "Body Text": BODY_CONTRAST,
        "Caption": TEXT_CONTRAST,
    }
)
"""The styles in which a letterhead has a say, and the contrast that each needs (WCAG 2.2)."""

STOCK_STYLES: Mapping[str, frozenset[tuple[float, str]]] = MappingProxyType(
    {
        "Heading 1": frozenset(
            {(14, "365F91"), (16, "2E74B5"), (16, "2F5496"), (20, "0F4761"), (18, ""), (20, "")}
        ),
        "Heading 2": frozenset(
            {(13, "4F81BD"), (13, "2E74B5"), (13, "2F5496"), (16, "0F4761"), (16, "")}
        ),
        "Heading 3": frozenset(
            {(0, "4F81BD"), (12, "1F4D78"), (12, "1F3763"), (14, "0F4761"), (14, ""), (14, "434343")}
        ),
        "Body Text": frozenset({(0, "")}),
        "Caption": frozenset({(9, "4F81BD"), (9, "44546A"), (9, "1F497D"), (9, "0E2841"), (12, "")}),
    }
)  # fmt: skip
"""Size in pt (0 if unset) and colour of headings and captions in new files of Word, Writer and Docs."""

LEFT_ALIGNED = frozenset({"", "left", "start"})
MODIFY_HINT = "in Word, click the style with the right button, Modify"


@dataclass(frozen=True, slots=True)
class StyleProperties:
    """The run and paragraph properties of a style, by name."""

    properties: Mapping[str, Xml]

    def attribute(self, name: str, attribute: str = "val") -> str:
        """Return what a property says, empty where it is absent."""
        return value(self.properties.get(name), attribute)

    def is_on(self, name: str) -> bool:
        """Return whether a property that is on or off is on."""
        return name in self.properties and self.attribute(name) not in OFF_VALUES

    def subset(self, *names: str) -> StyleProperties:
        """Return what these properties say, and nothing else."""
        return StyleProperties({name: self.properties[name] for name in names if name in self.properties})

    @property
    def points(self) -> float:
        """The type size in points, 0 if it is not set."""
        return float(self.attribute("sz") or 0) / 2

    @property
    def colour(self) -> str:
        """The colour of text as RRGGBB, empty if it is not set."""
        return _colour(self.attribute("color"))

    @property
    def background(self) -> str:
        """The background of the text as #RRGGBB, white if it is not set."""
        return (
            f"#{_colour(self.attribute('shd', 'fill'))}" if _colour(self.attribute("shd", "fill")) else WHITE
        )


@dataclass(frozen=True, slots=True)
class LetterheadStyles:
    """The style properties of a letterhead by style name, and the faults of those that are left out."""

    styles: Mapping[str, StyleProperties]
    faults: tuple[tuple[str, tuple[str, str]], ...]


def read_styles(styles: Xml | None) -> LetterheadStyles:
    """Return the styles that differ from stock ones and break no rule, and the faults of the others."""
    by_id = styles_by_id(styles)
    by_name = {style_name(item).casefold(): item for item in by_id.values()}
    plain_text = _plain_text(styles, by_id.values())
    selected = {}
    for name in REQUIRED_CONTRAST:
        stated = _inherited_properties(by_name.get(name.casefold()), by_id)
        properties = StyleProperties(
            {key: item for key, item in stated.items() if _serialise(item) != plain_text.get(key)}
        )
        if properties.properties and (properties.points, properties.colour) not in STOCK_STYLES[name]:
            selected[name] = properties
    faults = tuple(
        (name, (f"{what}: the handout has its own letters there", hint))
        for name, properties in selected.items()
        for what, hint in _faults(name, properties)
    )
    faulty = {name for name, _ in faults}
    kept = {name: properties for name, properties in selected.items() if name not in faulty}
    return LetterheadStyles(MappingProxyType(kept), faults)


def _inherited_properties(style: Xml | None, by_id: Mapping[str, Xml]) -> dict[str, Xml]:
    """Return what a style, and those that it is based on short of the default, say."""
    chain = list(takewhile(lambda item: not is_default(item), with_bases(style, by_id)))
    return {local_name(item): item for style in reversed(chain) for item in _properties(style)}


def _plain_text(styles: Xml | None, found: Iterable[Xml]) -> dict[str, str]:
    """Return the properties of plain text: some programs repeat them in every style without meaning."""
    defaults = styles.iterfind(f"{W}docDefaults/*/*/*") if styles is not None else ()
    normal = [style for style in found if value(style, "type") == "paragraph" and is_default(style)]
    stated = (*defaults, *(item for style in normal for item in _properties(style)))
    return {local_name(item): _serialise(item) for item in stated}


def _properties(style: Xml) -> Iterator[Xml]:
    yield from style.iterfind(f"{W}pPr/*")
    yield from style.iterfind(f"{W}rPr/*")


def _serialise(item: Xml) -> str:
    return repr(sorted(item.items()))


def _faults(name: str, properties: StyleProperties) -> Iterator[tuple[str, str]]:
    style = f"its style '{name}'"
    if 0 < properties.points < MIN_SIZE:
        yield f"{style} is {properties.points:g} pt", f"make it {MIN_SIZE:g} pt or larger: {MODIFY_HINT}"
    if properties.attribute("jc") not in LEFT_ALIGNED:
        yield (
            f"{style} is not left aligned",
            f"lines that begin at one edge are easier to read: {MODIFY_HINT}",
        )
    for key, word in (("i", "italic"), ("caps", "in capitals"), ("smallCaps", "in small capitals")):
        if properties.is_on(key):
            yield f"{style} is {word}", f"that is hard to read: {MODIFY_HINT}"
    if properties.is_on("vanish"):
        yield f"{style} is hidden", MODIFY_HINT
    if properties.colour or properties.background != WHITE:
        reached = contrast(f"#{properties.colour or '000000'}", properties.background)
        if reached < REQUIRED_CONTRAST[name]:
            what = f"{style} has the colour #{properties.colour}, a contrast of {reached:.2f} to 1"
            yield what, f"choose a darker one: it needs {REQUIRED_CONTRAST[name]:g} to 1; {MODIFY_HINT}"


def _colour(value: str) -> str:
    return value.upper() if re.fullmatch("[0-9A-Fa-f]{6}", value) else ""
