"""A brand's logos and fonts, from the folder of the brand file that names each, and fit for print."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from foldwell.assets import colour, fonts, images
from foldwell.errors import Problem
from foldwell.inputs import parsing, validation
from foldwell.model import LOGO_SIZES, Brand, Font, LogoSize

Logos = Mapping[LogoSize, images.Picture]
Reader = Callable[[str, str], images.Picture | None]

ROOM: Mapping[LogoSize, tuple[float, float]] = MappingProxyType(
    {"small": (44, 11), "medium": (70, 15), "large": (130, 24)}
)
"""The width and height in mm that a logo is fitted into: on the card, in a header, on a cover."""

COARSE, FINE = 150, 300
"""How many pixels an inch a picture in print needs at least, and how many are best."""


class Told(NamedTuple):
    """What is wrong, and what is worth a note."""

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def unfit(look: parsing.Source, shades: tuple[colour.AdjustedColour, ...]) -> Iterator[Problem]:
    """Yield what is wrong with each colour that had to change, and which shade of it would do."""
    keys = {shade: validation.colour_keys(look, shade.role) for shade in shades if shade.changed}
    for shade, place in sorted(keys.items(), key=lambda pair: look.sort_key(pair[1])):
        *group, field = map(str, place)
        hint = f'write "{shade.used}", the nearest shade that passes'
        yield Problem(look.where(place), f"{', '.join(group)}: '{field}' {shade.problem}", hint)


def logos(look: parsing.Source, brand: Brand, read: Reader) -> dict[LogoSize, images.Picture]:
    """Return the logo of each size in the brand's colours; nothing when `read` does not find one of them."""
    found: dict[LogoSize, images.Picture] = {}
    for size in LOGO_SIZES:
        keys = validation.logo_keys(look, size)
        folder = Path(look.origin(keys).name).parent
        if logo := read(f"{folder}/{brand.logo_for(size).path}", look.where(keys)):
            found[size] = images.recoloured(logo, brand, brand.base.family)
    return found if len(found) == len(LOGO_SIZES) else {}


def soft(look: parsing.Source, found: Logos) -> Told:
    """Tell of logos with too few pixels for the size they are shown at, and of those that may look soft."""
    worst: dict[tuple[str, str], float] = {}
    for size, logo in found.items():
        where = look.where(validation.logo_keys(look, size)), logo.name
        worst[where] = min(worst.get(where, math.inf), images.resolution(logo, *ROOM[size]))
    hint = f"{FINE} are best: export it larger, or as SVG"
    said = {
        Problem(
            where, f"the logo {name} has only {ppi:.0f} pixels an inch where it is printed largest", hint
        ): ppi
        for (where, name), ppi in worst.items()
        if ppi < FINE
    }
    coarse = tuple(problem for problem, ppi in said.items() if ppi < COARSE)
    return Told(coarse, tuple(problem for problem in said if problem not in coarse))


def faces(root: Path, look: parsing.Source, brand: Brand) -> tuple[tuple[Font, Font] | None, Told]:
    """Return the base and headings fonts, if both can be used, and what there is to say of them."""
    folder = str(Path(look.origin(("typography", "fonts")).name).parent)
    names = {file.path for face in (brand.base, brand.headings) for file in face.files}
    files = {name: data for name in sorted(names) if (data := _font(root / folder / name)) is not None}
    hint = "put the file there or correct its name"
    where = look.where(("typography", "fonts"))
    lost = [
        Problem(where, f"the font {folder}/{name} is not there", hint)
        for name in sorted(names - files.keys())
    ]
    chosen = fonts.choose_fonts(brand, files, folder, look.where)
    both = (chosen.base, chosen.headings) if chosen.base and chosen.headings and not lost else None
    return both, Told((*lost, *(() if lost else chosen.problems)), chosen.notes)


def _font(path: Path) -> bytes | None:
    """Return a regular file beside the brand file, of which no more is read than a font may have."""
    if not parsing.is_contained_file(path):
        return None
    with path.open("rb") as file:
        return file.read(fonts.MAX_FONT_BYTES + 1)
