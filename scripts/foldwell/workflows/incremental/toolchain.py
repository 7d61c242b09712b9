"""The versions of everything that affects the output, so that packs are rebuilt when one changes.

Nothing is imported for this: versions are read from the names of metadata folders.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

LIBRARIES = frozenset(
    (
        *("brotli", "cffi", "coloraide", "cssselect2", "fonttools", "jinja2", "lxml"),
        *("markdown-it-py", "markupsafe", "mdurl", "pikepdf", "pillow", "pydantic", "pydantic-core", "pydyf"),
        *("phonenumbers", "pyphen", "pypdfium2", "pysyllables", "python-docx", "pyyaml", "rendercv-fonts"),
        *("resvg-py", "segno", "syllapy", "uharfbuzz"),
        *("tinycss2", "tinyhtml5", "weasyprint", "webencodings", "zopfli"),
    )
)
"""The libraries that may affect a document or the result of a check; not those that only print."""

PANGO_NAMES = "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"
"""The names of the Pango library on Linux, macOS and Windows."""

METADATA_SUFFIX = ".dist-info"


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of Python, Pango, the libraries, and foldwell's own code."""
    return {
        "python": sys.version.split()[0],
        "pango": _pango(),
        "foldwell": _code_fingerprint(),
    } | _libraries()


def _libraries() -> dict[str, str]:
    """Return name and version of the libraries that are installed; on a path twice, the first one counts."""
    found: dict[str, str] = {}
    # Not importlib.metadata, which is not loaded otherwise: nothing to do must take no time.
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        for path in sorted(folder.glob(f"*{METADATA_SUFFIX}")):
            name, _, version = path.name.removesuffix(METADATA_SUFFIX).partition("-")
            found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), version)
    return {name: found[name] for name in sorted(LIBRARIES & found.keys())}


def _code_fingerprint() -> str:
    """Return a fingerprint of foldwell's code, because its version changes only with releases."""
    house = Path(__file__).parents[2]
    parts = sha256()
    for path in sorted(path for kind in ("*.py", "*.conf", "*.tsv") for path in house.rglob(kind)):
        parts.update(f"{path.relative_to(house).as_posix()}\n".encode() + path.read_bytes())
    return parts.hexdigest()


def _pango() -> str:
    """Return the version of Pango, or "" if it is not found."""
    for name in PANGO_NAMES:
        try:
            return str(ctypes.CDLL(name).pango_version())
        except OSError:
            continue
    return ""
