"""Find the family that a brand asks for: in its own files, among those supplied, or the nearest of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from foldwell.assets.fonts.bundled import bundled_font
from foldwell.assets.fonts.families import (
    GENERIC,
    family_token,
    misspelt_family,
    nearest_family,
    supplied_family,
)
from foldwell.assets.fonts.font_file import Embedding, Face, families_of, read_face
from foldwell.errors import InputError, Location, Problem
from foldwell.model import BOLD, REGULAR, Family, FontFile, RequestedFamily

Locate = Callable[[Sequence[str | int]], Location]

WEB_ADDRESS = ("http://", "https://", "//")
FONTS = ("typography", "fonts")


class FontFolder(Protocol):
    """The folder of a brand file, as far as fonts are concerned."""

    @property
    def name(self) -> str:
        """The path of the folder as messages write it."""

    def read(self, path: str) -> bytes | None:
        """Return a file below the folder, or None if it is not there or is a link to one elsewhere."""

    def font_files(self) -> Iterable[str]:
        """Return the paths of all font files below the folder, in a fixed order."""


@dataclass(frozen=True, slots=True)
class FoundFamily:
    """A family that can be printed: its name for stylesheets, and its upright faces.

    A supplied face has no name of a file. `is_listed` is false for files that the brand file does not name.
    """

    family: Family
    faces: tuple[Face, ...]
    is_listed: bool = True


class FamilySearch:
    """Finds families for the parts of a brand, each request once, and collects what there is to say."""

    def __init__(self, folder: FontFolder, locate: Locate) -> None:
        self.folder, self.locate = folder, locate
        self.problems: list[Problem] = []
        self.corrections: list[Problem] = []
        self.notes: list[Problem] = []
        self.found: dict[tuple[RequestedFamily, ...], FoundFamily | None] = {}

    def find(self, requested: tuple[RequestedFamily, ...], part: str) -> FoundFamily | None:
        """Return the first of the requested families that there is, else the nearest; None for a problem."""
        if requested not in self.found:
            self.found[requested] = self._find(requested, ("typography", part, "family"))
        return self.found[requested]

    def _find(self, requested: tuple[RequestedFamily, ...], keys: Sequence[str]) -> FoundFamily | None:
        before = len(self.problems)
        for request in requested:
            found = self._available(request, keys)
            if len(self.problems) > before:
                return None
            if found:
                self._describe_choice(requested, request, found, keys)
                return found
        family = nearest_family(request.name for request in requested)
        self._describe_substitute(requested[0].name, family, "the nearest that is", keys)
        return supplied(family)

    def _available(self, request: RequestedFamily, keys: Sequence[str]) -> FoundFamily | None:
        """Return a requested family if there is one: by its files, supplied, or by an older spelling."""
        name = request.name
        if faces := self._usable(name, [face for file in request.files for face in self._read(file)]):
            return FoundFamily(family_token(name), faces)
        if family := supplied_family(name):
            return supplied(family)
        if request.files or name.casefold() in GENERIC:
            return None
        if faces := self._usable(name, self._in_folder(name)):
            return FoundFamily(family_token(name), faces, is_listed=False)
        if family := misspelt_family(name):
            what = f"typography, {keys[1]}: there is no font family '{name}', so '{family}' is used"
            self.corrections.append(Problem(self.locate(keys), what, f"write it as '{family}'"))
            return supplied(family)
        return None

    def _read(self, file: FontFile) -> list[Face]:
        """Return the face in a file that the brand file names; none when there is something wrong with it."""
        where = self.locate(FONTS)
        if file.path.startswith(WEB_ADDRESS):
            what = f"typography, fonts: {file.path} is a web address, and fonts are not fetched"
            self.corrections.append(
                Problem(where, what, "save the file beside _brand.yml and write its name")
            )
            return []
        path = f"{self.folder.name}/{file.path}"
        data = self.folder.read(file.path)
        if data is None:
            what = f"the font {path} is not there"
            self.problems.append(Problem(where, what, "put the file there or correct its name"))
            return []
        try:
            return [read_face(data, file.path, file.weight, path)]
        except InputError as error:
            self.problems.extend(error.problems)
            return []

    def _in_folder(self, name: str) -> list[Face]:
        """Return the faces of a family whose files lie in the folder, though the brand file names none."""
        paths = [path for path in self.folder.font_files() if self._is_of_family(path, name)]
        if paths:
            what = (
                f"typography, fonts: the files of '{name}' were found beside _brand.yml: {', '.join(paths)}"
            )
            hint = "to choose among them, name them under 'fonts'"
            self.notes.append(Problem(self.locate(FONTS), what, hint))
        return [face for path in paths for face in self._read(FontFile(path=path))]

    def _is_of_family(self, path: str, name: str) -> bool:
        families = families_of(self.folder.read(path) or b"")
        return name.casefold() in map(str.casefold, families)

    def _usable(self, name: str, faces: Sequence[Face]) -> tuple[Face, ...]:
        """Return the upright faces that may be embedded; note the others."""
        for face in faces:
            if face.italic:
                self._note_unused(face, "upright letters are easier to read")
        upright = [face for face in faces if not face.italic]
        allowed = tuple(face for face in upright if face.embedding > Embedding.NOWHERE)
        if len(allowed) < len(upright):
            what = f"typography, fonts: the maker of '{name}' does not allow it in a document (OS/2, fsType)"
            hint = "ask for a licence to embed it, and for the files that say so"
            self.corrections.append(Problem(self.locate(FONTS), what, hint))
        return allowed

    def _note_unused(self, face: Face, hint: str) -> None:
        what = f"typography, fonts: {face.name} is not used on paper"
        self.notes.append(Problem(self.locate(FONTS), what, hint))

    def _describe_choice(
        self,
        requested: tuple[RequestedFamily, ...],
        request: RequestedFamily,
        found: FoundFamily,
        keys: Sequence[str],
    ) -> None:
        """Say which of a list of families is used, and how to bring the first if it is another."""
        if request is not requested[0]:
            self._describe_substitute(requested[0].name, found.family, "the next in the list", keys)
        elif len(requested) > 1:
            what = f"typography, {keys[1]}: 'family' is a list, and '{found.family}' is used"
            self.notes.append(Problem(self.locate(keys), what, "the first of them that there is"))

    def _describe_substitute(self, name: str, used: Family, why: str, keys: Sequence[str]) -> None:
        """Say that a family is not there, which is used for it, and how to bring it."""
        if name.casefold() in GENERIC:
            what = f"typography, {keys[1]}: '{name}' is printed in '{used}'"
            self.notes.append(Problem(self.locate(keys), what, "to choose another, write its name"))
            return
        what = f"typography, {keys[1]}: the font family '{name}' is not supplied, so {why}, '{used}', is used"
        self.corrections.append(Problem(self.locate(keys), what, how_to_bring(name)))


def how_to_bring(name: str) -> str:
    """Return how to add a family: its files, and the lines that name them."""
    stem = family_token(name).casefold().replace(" ", "-")
    entry = f"{{family: {name}, source: file, files: [{stem}-regular.ttf, {stem}-bold.ttf]}}"
    return f"to have it, put its .ttf files beside _brand.yml and name them: typography: {{fonts: [{entry}]}}"


def supplied(family: Family) -> FoundFamily:
    """Return a supplied family."""
    font = bundled_font(family)
    faces = ((REGULAR, font.regular), (BOLD, font.bold))
    return FoundFamily(family, tuple(Face("", weight, weight, data) for weight, data in faces))
