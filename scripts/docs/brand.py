"""The table of every key of a brand file, and what becomes of it in the PDFs and in the Word handout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pydantic.fields import FieldInfo

from docs.fields import Keys, find_fields, format_colour_default
from docs.regions import format_code, format_table
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER
from foldwell.inputs.validation.brand_file import BrandFile

NOTED = "noted"
NOWHERE = (NOTED, NOTED)
EVERYWHERE = ("all", "all")

# What becomes of a key, and of all keys below it that have no row of their own: in the PDFs, in Word.
OUTCOMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "meta": ("noted, if it is not in practice.yaml", "noted, if it is not in practice.yaml"),
        "meta.name": ("read aloud for a logo without alt text", "read aloud for a logo without alt text"),
        "logo": ("cover, card", "header"),
        "logo.alt": ("read aloud", "read aloud"),
        "logo.images.alt": ("read aloud", "read aloud"),
        "logo.light.alt": ("read aloud", "read aloud"),
        "logo.small": ("card", "-"),
        "logo.medium": ("-", "header"),
        "logo.large": ("covers", "-"),
        "color": EVERYWHERE,
        "color.palette": ("where a name is used", "where a name is used"),
        "color.primary": ("cover, headings, rules, tints", "headings, rules, tints"),
        "color.secondary": ("figures", "figures, evidence"),
        "color.foreground": ("text", "text"),
        "color.background": ("paper, words on colour", "words on colour"),
        "color.danger": ("emergency box", "emergency box"),
        "color.link": ("links", "links"),
        "typography": EVERYWHERE,
        "typography.fonts": ("embedded", "embedded"),
        "typography.base": ("text", "text"),
        "typography.headings": ("headings", "headings"),
        "typography.link": ("links", "links"),
        "defaults": ("noted, but for foldwell's own", "noted, but for foldwell's own"),
        "defaults.foldwell": EVERYWHERE,
    }
)


def tabulate_keys() -> Iterator[str]:
    """Yield the table of every key of brand.yml, used or not."""
    head = ("key", "what to write", "if left out", "in the PDFs", "in Word")
    yield from format_table(head, (_format_row(path, field) for path, field in find_fields(BrandFile)))


def _format_row(path: Keys, field: FieldInfo) -> tuple[str, ...]:
    outcome = NOWHERE if field.description == UNUSED_ON_PAPER else find_outcome(path)
    written = "anything" if field.description == UNUSED_ON_PAPER else field.description or ""
    return format_code(".".join(path)), written, format_colour_default(path, field), *outcome


def find_outcome(path: Keys) -> tuple[str, str]:
    """Return what becomes of a key: the row of its own, or of the nearest group above it."""
    ends = range(len(path), 0, -1)
    return next(OUTCOMES[above] for end in ends if (above := ".".join(path[:end])) in OUTCOMES)
