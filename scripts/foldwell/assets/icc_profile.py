"""The colour profile of the press: ISO Coated v2 300% (basICColor), of FOGRA39, under the zlib licence.

It says how four inks look on coated paper and lets no colour take more than 300 % of them. No package carries
it alone: tabula-py has it inside Apache PDFBox, as an archive that is read here without being run.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from foldwell.errors import InputError, Problem

PACKAGE = "tabula"
MEMBER = "org/apache/pdfbox/resources/icc/ISOcoated_v2_300_bas.icc"
SHA256 = "27140d88340e07f0c75e55d42455a471970531a9d4ffd2560ce681cf48a7285e"

NAME = "ISO Coated v2 300% (basICColor)"
CONDITION = "FOGRA39"
"""The name of the printing condition in the registry of the International Color Consortium."""


@cache
def profile(package: str = PACKAGE) -> bytes:
    """Return the profile; raises InputError if its package is not installed or holds a different one."""
    for archive in _archives(package):
        try:
            with ZipFile(archive) as files:
                data = files.read(MEMBER)
        except (BadZipFile, KeyError, OSError):
            continue
        if sha256(data).hexdigest() == SHA256:
            return data
    what = "the colour profile of the press is not installed"
    hint = "type 'make press' once: it fetches the profile; or write 'press: no' in practice.yaml"
    raise InputError(Problem("leaflet-press.pdf", what, hint))


def _archives(package: str) -> list[Path]:
    found = find_spec(package)
    folders = (found.submodule_search_locations if found else None) or ()
    return sorted(path for folder in folders for path in Path(folder).glob("*.jar"))
