"""Take over a brand file from elsewhere, with the logos and font files that it names and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from foldwell.assets import fonts, images
from foldwell.errors import Problem
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation.brand_file import BrandFile, full_name
from foldwell.model import Practice, normalise_path, path_problem
from foldwell.project.brand_loader import load_looks
from foldwell.project.input_reader import InputReader
from foldwell.project.paths import BRAND_FILE

MAX_FILES = 60
"""The most logos and font files that come with a brand file."""

PLAIN_NAME = re.compile(r"[\w .,()/-]{1,60}")
"""A name that may be written into practice.yaml as it is."""


@dataclass(frozen=True, slots=True)
class BrandSource:
    """A brand file that was read: its place, its tree and what it says."""

    path: Path
    source: parsing.Source
    file: BrandFile

    @property
    def name(self) -> str:
        """The name that the brand gives, if it can be that of a practice; "" otherwise."""
        name = full_name(self.file)
        return name if PLAIN_NAME.fullmatch(name) else ""


def read_brand(path: Path) -> BrandSource:
    """Read a brand file anywhere on this machine; raises InputError with every problem of it."""
    place = path.absolute()
    source = parsing.load(place, str(place), BrandFile, any_comments=True)
    return BrandSource(place, source, validation.validate_brand_file(source))


def take_over(
    root: Path, brand: BrandSource, practice: Practice
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the files to copy by their path in the practice's folder, and what a build would note of them.

    Raises InputError with every problem that a build with this brand would have.
    """
    reader = InputReader(root)
    looks = load_looks(reader, brand.source, practice)
    reader.settle_corrections(looks.brand if looks else None)
    files = {BRAND_FILE: parsing.read_text(brand.path, str(brand.path)).encode()}
    named = tuple(dict.fromkeys(_named_files(brand.source.value)))
    if len(named) > MAX_FILES:
        what = f"names {len(named)} logos and font files"
        reader.problems.append(Problem(str(brand.path), what, f"{MAX_FILES} are the most that are copied"))
    reader.refuse_problems()
    files |= {name: data for name in named if (data := _read(brand.path.parent, name)) is not None}
    return files, tuple(dict.fromkeys(reader.notes))


def _named_files(tree: parsing.Tree) -> Iterator[str]:
    """Yield the path of each logo and font file that a brand file names, from its folder."""
    groups: Mapping[str, Collection[str]] = {"logo": images.FILE_SUFFIXES, "typography": fonts.FONT_SUFFIXES}
    for group, suffixes in groups.items():
        for _, text in parsing.leaves(tree.get(group, "") if isinstance(tree, dict) else ""):
            path = text.strip()
            if PurePosixPath(path).suffix.lower() in suffixes and not path_problem(path):
                yield normalise_path(path)


def _read(folder: Path, name: str) -> bytes | None:
    """Return a file in the brand's folder; None if it is elsewhere, too large or not there.

    Whatever a document needs of it was refused by now; the rest is left behind. Raises InputError for a file
    that cannot be read.
    """
    path = folder / name
    is_font = path.suffix.lower() in fonts.FONT_SUFFIXES
    limit = fonts.MAX_FONT_BYTES if is_font else images.MAX_IMAGE_BYTES
    if not parsing.is_contained_file(path, folder):
        return None
    data = parsing.read_bytes(path, str(path), limit + 1)
    return data if len(data) <= limit else None
