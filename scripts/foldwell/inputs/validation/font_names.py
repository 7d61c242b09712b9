"""The names of font families and files in a brand file, as people and stylesheets write them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from foldwell.assets.fonts.family_search import WEB_ADDRESS
from foldwell.inputs.parsing import Tree
from foldwell.model import MAX_PATH, normalise_path

MAX_FAMILIES, MAX_SHOWN = 20, 60
FAMILY_NAME = re.compile(r"-?\w[\w .&+'\u2019-]{0,59}")
"""Letters of any script and digits, and no sign that could end a name in a stylesheet."""

QUOTES = "'\"\u2018\u2019\u201c\u201d"


def family_names(value: Tree) -> tuple[str, ...]:
    """Return the names in a list of families, or in a text with commas between them, each without quotes."""
    found = value.split(",") if isinstance(value, str) else value
    names = (name.strip().strip(QUOTES).strip() for name in found if isinstance(name, str))
    return tuple(filter(None, names))


def _split_families(value: object) -> object:
    """Return the names of families; raise for one that is no name."""
    if not isinstance(value, str | list) or not value or (isinstance(value, str) and not value.strip()):
        return value
    names = family_names(value)
    if wrong := next((name for name in names if not _is_family_name(name)), None):
        raise PydanticCustomError("places", "cannot be '{name}'", {"name": wrong[:MAX_SHOWN]})
    return names


def _is_family_name(name: str) -> bool:
    return FAMILY_NAME.fullmatch(name) is not None


def _normalise_font_path(path: str) -> str:
    """Return a path within the brand file's folder, or a web address; raise for any other."""
    return path if path.startswith(WEB_ADDRESS) else normalise_path(path)


Families = Annotated[
    tuple[str, ...], BeforeValidator(_split_families), Field(min_length=1, max_length=MAX_FAMILIES)
]
"""One or more families, the one that is liked best first."""

FontPath = Annotated[str, Field(min_length=1, max_length=MAX_PATH), AfterValidator(_normalise_font_path)]
"""The path of a font file below the folder of the brand file, or its web address."""
