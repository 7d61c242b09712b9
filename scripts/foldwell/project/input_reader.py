"""Read the inputs of a pack and collect what is found in them, so that all problems are reported together."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from foldwell.assets import fonts, images
from foldwell.errors import Diagnostics, FoldwellError, InputError, Location, Problem
from foldwell.inputs import parsing
from foldwell.model import Brand, FrozenModel
from foldwell.project import paths
from foldwell.project.brand_fonts import BrandFolder
from foldwell.project.picture_file import picture_file_problem

T = TypeVar("T")

MAX_CACHED_BYTES = 200_000
"""The size of the largest picture file that is kept, so that a process keeps a few MB of them at most."""

LETTERING = re.compile(rb"[<:]text")
"""Matches in an SVG file with lettering, whose names may have a prefix."""


def _read_image(data: bytes, name: str, where: str, lettering: fonts.LetteringFonts | None) -> images.Picture:
    """Return the picture in `data` as `images.read_image` does."""
    # Lettering depends on font files beside the picture, which may change while a process lives.
    if len(data) > MAX_CACHED_BYTES or (lettering and LETTERING.search(data)):
        return images.read_image(data, name, where, lettering)
    return _read_small_image(data, name, where)


@lru_cache(maxsize=16)
def _read_small_image(data: bytes, name: str, where: str) -> images.Picture:
    """Return a picture, read once a process: brands show one logo in several sizes, packs share figures."""
    return images.read_image(data, name, where)


class InputReader:
    """Reads files below the project folder `root`; keeps their problems, corrections and notes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.corrections: list[Problem] = []
        self.notes: list[Problem] = []

    def collect_problems(self, work: Callable[[], T]) -> T | None:
        """Call `work` and return its result; if it raises, collect its problems and return None."""
        try:
            return work()
        except FoldwellError as error:
            self.problems.extend(error.problems)
            return None

    def add_diagnostics(self, diagnostics: Diagnostics) -> None:
        """Collect problems, corrections and notes."""
        self.problems.extend(diagnostics.problems)
        self.corrections.extend(diagnostics.corrections)
        self.notes.extend(diagnostics.notes)

    def settle_corrections(self, brand: Brand | None) -> None:
        """Make the corrections problems of a strict brand, and notes of any other."""
        (self.problems if brand and brand.strict else self.notes).extend(self.corrections)

    def refuse_problems(self) -> None:
        """Raise InputError with every problem, each once, if there is one."""
        if self.problems:
            raise InputError(*dict.fromkeys(self.problems))

    def read_source(self, name: str, model: type[FrozenModel]) -> parsing.Source | None:
        """Return the tree of a file that describes a model, if it can be read."""
        return self.collect_problems(lambda: parsing.load(self.root / name, name, model))

    def validated(self, source: parsing.Source | None, check: Callable[[parsing.Source], T]) -> T | None:
        """Return the validated model of a tree, or None; collect what was mended in its files."""
        if source is None:
            return None
        self.corrections.extend(note for layer in source.layers() for note in layer.notes)
        return self.collect_problems(lambda: check(source))

    def read_picture(
        self,
        name: str,
        named_in: Location,
        within: Path | None = None,
        lettering: fonts.LetteringFonts | None = None,
    ) -> images.Picture | None:
        """Return a picture from a regular file within a folder, its own if none is given.

        `named_in` is the line that asks for it. `lettering` are fonts for what is written in it.
        """
        path = self.root / name
        if problem := picture_file_problem(path, name, named_in, within):
            self.problems.append(problem)
            return None
        picture = self.collect_problems(
            lambda: _read_image(parsing.read_bytes(path, name), path.name, name, lettering)
        )
        if picture:
            self.add_diagnostics(picture.diagnostics)
        return picture

    def read_logo(self, name: str, named_in: Location) -> images.Picture | None:
        """Return a logo from anywhere in the practice's folder, however its accents are stored there."""
        folder = paths.practice_folder(named_in.file)
        lettering = fonts.LetteringFonts(BrandFolder(self.root, str(folder)))
        return self.read_picture(paths.stored_name(self.root, name), named_in, self.root / folder, lettering)
