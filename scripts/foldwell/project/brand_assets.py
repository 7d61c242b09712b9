"""Load a brand's logos and fonts from the folder of the brand file, and check that they are fit for print."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from foldwell.assets import colour, fonts, images
from foldwell.errors import Diagnostics, Location, Problem
from foldwell.inputs import parsing, validation
from foldwell.model import LOGO_SIZES, Brand, Font, LogoSize

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
    brand_source: parsing.Source, adjustments: tuple[colour.AdjustedColour, ...]
) -> Iterator[Problem]:
    """Yield the problem of each colour that had to be adjusted, with the colour to use."""
    keys = {
        adjustment: validation.colour_keys(brand_source, adjustment.role)
        for adjustment in adjustments
        if adjustment.changed
    }
    for adjustment, position in sorted(keys.items(), key=lambda pair: brand_source.sort_key(pair[1])):
        *group, field = map(str, position)
        hint = f'write "{adjustment.used}", the nearest shade that passes'
        yield Problem(
            brand_source.where(position), f"{', '.join(group)}: '{field}' {adjustment.problem}", hint
        )


def logos(brand_source: parsing.Source, brand: Brand, read: ReadImage) -> dict[LogoSize, images.Picture]:
    """Return the logo of each size in the brand's colours; empty if `read` does not find one of them."""
    found: dict[LogoSize, images.Picture] = {}
    for size in LOGO_SIZES:
        keys = validation.logo_keys(brand_source, size)
        folder = Path(brand_source.origin(keys).name).parent
        if logo := read(f"{folder}/{brand.logo_for(size).path}", brand_source.where(keys)):
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


def load_fonts(
    root: Path, brand_source: parsing.Source, brand: Brand
) -> tuple[tuple[Font, Font] | None, Diagnostics]:
    """Return the base and headings fonts, if both can be used, with their problems and notes."""
    folder = str(Path(brand_source.origin(("typography", "fonts")).name).parent)
    names = {file.path for face in (brand.base, brand.headings) for file in face.files}
    files = {
        name: data for name in sorted(names) if (data := _read_font_file(root / folder / name)) is not None
    }
    hint = "put the file there or correct its name"
    where = brand_source.where(("typography", "fonts"))
    missing = [
        Problem(where, f"the font {folder}/{name} is not there", hint)
        for name in sorted(names - files.keys())
    ]
    chosen = fonts.choose_fonts(brand, files, folder, brand_source.where)
    pair = (chosen.base, chosen.headings) if chosen.base and chosen.headings and not missing else None
    return pair, Diagnostics((*missing, *(() if missing else chosen.problems)), notes=chosen.notes)


def _read_font_file(path: Path) -> bytes | None:
    """Return a regular file beside the brand file, reading at most one byte more than a font may have."""
    if not parsing.is_contained_file(path):
        return None
    with path.open("rb") as file:
        return file.read(fonts.MAX_FONT_BYTES + 1)
