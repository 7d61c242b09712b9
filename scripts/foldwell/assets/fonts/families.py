"""Families by name: those supplied, and the one nearest to a family that is not.

`web_families.tsv` has for each of the best-known families its kind, and in thousandths of the em its x-height
and the mean advance of its characters, weighted by their frequency in English. The figures are those of
Capsize (https://github.com/seek-oss/capsize, @capsizecss/metrics 4.3.0), which measures fonts of Google and
of the common systems; those of Open Sauce Sans, which it lacks, were measured on the supplied file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from foldwell.assets.fonts.bundled import bundled_families
from foldwell.errors import closest
from foldwell.model import Family

Kind = Literal["sans", "serif"]

TABLE = "web_families.tsv"
DEFAULTS: Mapping[Kind, Family] = MappingProxyType({"sans": "Source Sans 3", "serif": "Gentium Book Plus"})
SERIF_GENERIC = ("serif", "ui-serif", "math")
SANS_GENERIC = (
    *("sans-serif", "ui-sans-serif", "system-ui", "-apple-system", "blinkmacsystemfont"),
    *("monospace", "ui-monospace", "ui-rounded", "cursive", "fantasy", "emoji"),
)
GENERIC: Mapping[str, Kind] = MappingProxyType(
    {**dict.fromkeys(SERIF_GENERIC, "serif"), **dict.fromkeys(SANS_GENERIC, "sans")}
)
"""The families that CSS names by their kind alone (CSS Fonts 4, 2.1.3), and what systems call their own."""

SANS_WORDS = frozenset({"sans", "grotesk", "grotesque", "gothic", "mono", "code", "rounded"})
SERIF_WORDS = frozenset(
    {"serif", "slab", "roman", "antiqua", "garamond", "caslon", "baskerville", "bodoni", "didot", "times"}
)
WEIGHT_WORDS = frozenset({"variable", "vf", "var", "pro", "std", "web", "mt", "ms", "lt", "regular", "book"})
"""Words of a name that tell versions of one family apart: `Source Sans Pro` is an older `Source Sans 3`."""

SPELLING = 0.84
"""How alike, from 0 to 1, a name must be to that of a supplied family to be taken for it."""

TOKEN = re.compile(r"[^A-Za-z0-9 -]+")
UNNAMED = "Brand Font"


@dataclass(frozen=True, slots=True)
class FamilyMetrics:
    """What a reader notices of a family: its kind, and its x-height and mean advance as parts of the em."""

    kind: Kind
    x_height: float
    advance: float

    def distance(self, other: FamilyMetrics) -> tuple[bool, float]:
        """Return a key that sorts by nearness: another kind is farther than any other measure."""
        measures = abs(self.x_height - other.x_height) + abs(self.advance - other.advance)
        return self.kind != other.kind, measures


@cache
def known_families() -> Mapping[str, FamilyMetrics]:
    """Return the metrics of known families, supplied or not, by their simplified names."""
    rows = (line.split("\t") for line in Path(__file__).with_name(TABLE).read_text("utf-8").splitlines())
    return {
        _simplified(name): FamilyMetrics(
            "serif" if kind == "serif" else "sans", int(x) / 1000, int(wide) / 1000
        )
        for name, kind, x, wide in rows
    }


def metrics_of(name: str) -> FamilyMetrics | None:
    """Return the metrics of a family by its name, if it is a known one."""
    return known_families().get(_simplified(name))


def supplied_family(name: str) -> Family | None:
    """Return the supplied family of this name; like CSS, whatever its capitals."""
    return {family.casefold(): family for family in bundled_families()}.get(name.casefold())


def misspelt_family(name: str) -> Family | None:
    """Return the supplied family that a name is an older or a wrong spelling of."""
    names = {_simplified(family): family for family in bundled_families()}
    simplified = _simplified(name)
    if simplified in names:
        return names[simplified]
    return None if metrics_of(name) else names.get(closest(simplified, names, SPELLING))


def nearest_families(metrics: FamilyMetrics) -> tuple[Family, ...]:
    """Return the supplied families, the one most like `metrics` first."""
    known = {family: metrics_of(family) for family in bundled_families()}
    measured = {family: found for family, found in known.items() if found}
    return tuple(sorted(measured, key=lambda family: metrics.distance(measured[family])))


def nearest_family(names: Iterable[str]) -> Family:
    """Return the supplied family most like the first known one of `names`, else the default of their kind."""
    asked = tuple(names)
    if metrics := next(filter(None, map(metrics_of, asked)), None):
        return nearest_families(metrics)[0]
    kinds = (*map(_stated_kind, asked), *(GENERIC.get(name.casefold()) for name in asked))
    return DEFAULTS[next(filter(None, kinds), "sans")]


def family_token(name: str) -> Family:
    """Return a name that can be written into stylesheets: Latin letters, digits, spaces and hyphens alone."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(TOKEN.sub(" ", plain).split()).lstrip("-")[:60].strip() or UNNAMED


def _stated_kind(name: str) -> Kind | None:
    """Return the kind that the words of a name state: slabs have serifs, code and rounded faces have none."""
    words = set(re.findall(r"[A-Z]?[a-z]+", name)) | set(name.casefold().split())
    words = {word.casefold() for word in words}
    if name.casefold() in GENERIC:
        return None
    return "sans" if words & SANS_WORDS else "serif" if words & SERIF_WORDS else None


def _simplified(name: str) -> str:
    """Return a name without capitals, spaces, numbers at its end and words for versions."""
    words = re.findall(r"[^\W_]+", name.casefold())
    kept = [word for word in words if word not in WEIGHT_WORDS] or words
    joined = "".join(kept)
    return joined.rstrip("0123456789") or joined
