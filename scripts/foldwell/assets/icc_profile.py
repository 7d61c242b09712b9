"""Colour profiles of presses: that of a print shop, or ISO Coated v2 300% (basICColor), of FOGRA39.

The latter is under the zlib licence. It says how four inks look on coated paper and lets no colour take more
than 300 % of them. No package carries it alone: tabula-py has it inside Apache PDFBox, as an archive that is
read here without being run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from PIL import ImageCms

from foldwell.errors import InputError, Problem

PACKAGE = "tabula"
MEMBER = "org/apache/pdfbox/resources/icc/ISOcoated_v2_300_bas.icc"
SHA256 = "27140d88340e07f0c75e55d42455a471970531a9d4ffd2560ce681cf48a7285e"

NAME, CONDITION = "ISO Coated v2 300% (basICColor)", "FOGRA39"

MAX_BYTES = 10_000_000
"""The maximum size of a profile; those of print shops have 0.5 to 3 MB."""

CLASSES: Mapping[bytes, str] = MappingProxyType(
    {b"scnr": "a scanner or camera", b"mntr": "a screen", b"link": "two devices", b"spac": "a colour space"}
)
"""The profile classes that are not those of an output device (ICC.1:2022, 7.2.5), in plain words."""

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        r"(FOGRA\d+)": r"\1",
        r"ISO ?coated[ _]?v2": "FOGRA39",
        r"PSO[ _]?coated[ _]?v3": "FOGRA51",
        r"PSO[ _]?uncoated[ _]?v3": "FOGRA52",
        r"GRACoL2006": "CGATS TR 006",
        r"GRACoL ?2013|CRPC6": "CGATS21_CRPC6",
        r"SWOP2006.*3v2": "CGATS TR 003",
        r"SWOP2006.*5v2": "CGATS TR 005",
        r"SWOP": "CGATS TR 001",
    }
)
"""Patterns of profile names, and the names of their printing conditions in the ICC's registry."""

OWN_CONDITION = "Custom"
"""The name of a condition that is not in the registry; the profile then says all (ISO 15930-7, 6.2.2)."""


@dataclass(frozen=True, slots=True)
class PressProfile:
    """A colour profile for four inks: its bytes, its name, and the name of its printing condition."""

    data: bytes = field(repr=False)
    name: str
    condition: str


def read_profile(data: bytes, where: str) -> PressProfile:
    """Return the profile in `data`; raises InputError if it is not that of a press with four inks."""
    if len(data) > MAX_BYTES:
        raise InputError(Problem(where, "is larger than 10 MB", "ask the print shop for its colour profile"))
    if data[36:40] != b"acsp":
        hint = "ask the print shop for its colour profile, a file that ends in .icc or .icm"
        raise InputError(Problem(where, "is not a colour profile", hint))
    device, space = data[12:16], data[16:20]
    hint = "ask the print shop for its output profile for four inks (CMYK)"
    if device != b"prtr":
        kind = CLASSES.get(device, "something else")
        raise InputError(Problem(where, f"is the colour profile of {kind}, not of a press", hint))
    if space != b"CMYK":
        inks = space.decode("ascii", "replace").strip()
        raise InputError(Problem(where, f"is a colour profile for {inks}, not for four inks", hint))
    try:
        name = " ".join(ImageCms.getProfileDescription(BytesIO(data)).split())
        _require_both_directions(data)
    except Exception as error:  # the library raises what it likes over a damaged file
        raise InputError(Problem(where, "is a damaged colour profile", hint)) from error
    return PressProfile(data, name, _condition(name))


def _require_both_directions(data: bytes) -> None:
    """Raise an error unless colours can be converted to the inks of a profile, and back."""
    screen, paper = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(BytesIO(data))
    ImageCms.buildTransform(screen, paper, "RGB", "CMYK")
    ImageCms.buildTransform(paper, screen, "CMYK", "RGB")


def _condition(name: str) -> str:
    """Return the name of the printing condition that the name of a profile tells."""
    for pattern, condition in CONDITIONS.items():
        if match := re.search(pattern, name, re.IGNORECASE):
            return match.expand(condition).upper() if condition.startswith("\\") else condition
    return OWN_CONDITION


@cache
def default_profile(package: str = PACKAGE) -> PressProfile:
    """Return our profile; raises InputError if its package is not installed or holds a different one."""
    for archive in _archives(package):
        try:
            with ZipFile(archive) as files:
                data = files.read(MEMBER)
        except (BadZipFile, KeyError, OSError):
            continue
        if sha256(data).hexdigest() == SHA256:
            return PressProfile(data, NAME, CONDITION)
    what = "the colour profile of the press is not installed"
    hint = "type 'make press' once: it fetches the profile; or write 'press: no' in practice.yaml"
    raise InputError(Problem("leaflet-press.pdf", what, hint))


def _archives(package: str) -> list[Path]:
    found = find_spec(package)
    folders = (found.submodule_search_locations if found else None) or ()
    return sorted(path for folder in folders for path in Path(folder).glob("*.jar"))
