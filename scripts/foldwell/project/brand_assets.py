"""Load a brand's logos and fonts from the folder of the brand file, and check that they are fit for print."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from foldwell.assets import colour, images
from foldwell.errors import Diagnostics, Location, Problem
from foldwell.inputs import parsing, validation
from foldwell.model import LOGO_SIZES, Brand, LogoSize

Logos = Mapping[LogoSize, images.Picture]
ReadImage = Callable[[str, Location], images.Picture | None]

LOGO_BOX: Mapping[LogoSize, tuple[float, float]] = MappingProxyType(
    {"small": (44, 11), "medium": (70, 15), "large": (130, 24)}
)
"""The box in mm that a logo is fitted into: on the card, in a header, on a cover."""

MIN_PPI, GOOD_PPI = 150, 300
"""The resolution that a logo is printed at least with, smaller if need be, and the recommended one."""

LOWEST_PPI = 40
"""The resolution in its box below which a logo would become too small to be seen."""


def contrast_problems(
    brand_source: parsing.Source, adjustments: tuple[colour.AdjustedColour, ...], strict: bool
) -> Iterator[Problem]:
    """Yield what is wrong with each colour that had to be adjusted, and the colour that is printed instead.

    A `strict` brand is told to write that colour itself.
    """
    keys = {
        adjustment: validation.colour_keys(brand_source, adjustment.role)
        for adjustment in adjustments
        if adjustment.changed
    }
    for adjustment, position in sorted(keys.items(), key=lambda pair: brand_source.sort_key(pair[1])):
        *group, field = map(str, position)
        cure = f'write "{adjustment.used}"' if strict else f"printed as {adjustment.used}"
        yield Problem(
            brand_source.where(position),
            f"{', '.join(group)}: '{field}' {adjustment.problem}",
            f"{cure}, the nearest shade that passes",
        )


def logos(brand_source: parsing.Source, brand: Brand, read: ReadImage) -> dict[LogoSize, images.Picture]:
    """Return the logo of each size in the brand's colours; empty if `read` does not find one of them."""
    found: dict[LogoSize, images.Picture] = {}
    for size in LOGO_SIZES:
        keys = validation.logo_keys(brand_source, size)
        folder = Path(brand_source.origin(keys).name).parent
        named = brand.logo_for(size)
        if named and (logo := read(f"{folder}/{named.path}", brand_source.where(keys))):
            found[size] = images.recoloured(logo, brand, brand.base.family)
    return found if len(found) == len(LOGO_SIZES) else {}


def low_resolution_logos(brand_source: parsing.Source, found: Logos) -> Diagnostics:
    """Return problems, corrections and notes of logos with a low resolution.

    A logo with too few pixels for its box is printed smaller; one with hardly any is refused.
    """
    worst: dict[tuple[Location, str], float] = {}
    for size, logo in found.items():
        key = brand_source.where(validation.logo_keys(brand_source, size)), logo.name
        worst[key] = min(worst.get(key, math.inf), images.resolution(logo, *LOGO_BOX[size]))
    hint = f"{GOOD_PPI} are best: export it larger, or as SVG"
    soft: dict[str, list[Problem]] = {"problems": [], "corrections": [], "notes": []}
    for (where, name), ppi in worst.items():
        what = f"the logo {name} has only {ppi:.0f} pixels an inch where it is printed largest"
        if ppi < LOWEST_PPI:
            soft["problems"].append(Problem(where, what, hint))
        elif ppi < MIN_PPI:
            soft["corrections"].append(Problem(where, f"{what}, so it is printed smaller", hint))
        elif ppi < GOOD_PPI:
            soft["notes"].append(Problem(where, what, hint))
    return Diagnostics(**{kind: tuple(problems) for kind, problems in soft.items()})
