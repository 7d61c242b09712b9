"""Create a practice or an article from placeholders that build at once, without overwriting anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from foldwell.assets import fonts, images
from foldwell.errors import Problem, UsageError
from foldwell.inputs import parsing, validation
from foldwell.model import ID_PATTERN, Brand
from foldwell.project.loading import ARTICLES, PRACTICES, with_country_defaults
from foldwell.rendering.templating import fill
from foldwell.workflows import article_kinds, brand_takeover
from foldwell.workflows.publishing import atomic_publish

SKELETONS = "content/skeletons/"
MAX_NAME_LENGTH = 40
RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")  # names reserved by Windows
MAX_INITIALS = 3

LOGO_HEIGHT, CAPITAL_HEIGHT, MARGIN = 44.0, 22.0, 13.0
"""The height of a placeholder logo and of its capitals, and the margin, in SVG units."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of scaffold: its noun, its folder, an example, and the next steps."""

    noun: str
    folder: str
    suffix: str
    example: str
    steps: tuple[str, ...]

    def path_of(self, name: str) -> str:
        """Return the path for a name, relative to the project."""
        return f"{self.folder}/{name}{self.suffix}"


PRACTICE = Kind(
    noun="practice",
    folder=PRACTICES,
    suffix="",
    example="oakwood",
    steps=(
        "Write your name, address, phone and hours in practice.yaml there.",
        "Put your logo in the place of logo.svg, and your colours and fonts in _brand.yml.",
        "Look at the pages: make leaflet PRACTICE={name}",
    ),
)
BRANDED_PRACTICE = replace(PRACTICE, steps=(PRACTICE.steps[0], PRACTICE.steps[-1]))
ARTICLE = Kind(
    noun="article",
    folder=ARTICLES,
    suffix=".yaml",
    example="asthma",
    steps=(
        "Write your words in the place of each placeholder; the comments say what belongs there.",
        "See what is hard to read, then have a clinician check it: make check ARTICLE={name}",
        "Look at the pages: make leaflet ARTICLE={name}",
    ),
)


@dataclass(frozen=True, slots=True)
class ScaffoldResult:
    """What was created: its path relative to the project, the next steps, and notes on a brand taken over."""

    path: str
    steps: tuple[str, ...]
    notes: tuple[Problem, ...] = ()


def practice(root: Path, name: str, brand_file: Path | None = None) -> ScaffoldResult:
    """Create the folder of a new practice, with placeholder facts, and a brand file or placeholder looks.

    A brand file from elsewhere comes with the logos and font files that it names, and the practice has its
    name. Raises UsageError for a name that may not be or is taken, InputError for a skeleton with a slip or
    with every problem of the brand file, and OutputError when it cannot be written; then nothing is changed.
    """
    _check_name(root, PRACTICE, name)
    words = [word.capitalize() for word in name.split("-") if word]
    taken = brand_takeover.read_brand(brand_file) if brand_file else None
    values: dict[str, Any] = {"id": name, "name": (taken.name if taken else "") or " ".join(words)}
    facts = _fill_skeleton(root, "practice.yaml", values)
    checked = validation.validate_practice(
        with_country_defaults(root, parsing.parse(facts, f"{SKELETONS}practice.yaml.j2"))
    )
    if taken:
        files, notes = brand_takeover.take_over(root, taken, checked)
        return _result(root, BRANDED_PRACTICE, name, {"practice.yaml": facts.encode(), **files}, notes)
    looks = _placeholder_looks(root, values, words)
    return _result(root, PRACTICE, name, _encoded({"practice.yaml": facts, **looks}))


def _placeholder_looks(root: Path, values: dict[str, Any], words: Sequence[str]) -> dict[str, str]:
    """Return a placeholder brand file, and a logo of the first letters of some words."""
    look = _fill_skeleton(root, "_brand.yml", values)
    brand = validation.validate_brand(parsing.parse(look, f"{SKELETONS}_brand.yml.j2"))
    initials = "".join(word[0] for word in words[:MAX_INITIALS])
    logo = _fill_skeleton(root, "logo.svg", values | _monogram(initials, brand))
    images.read_image(logo.encode(), "logo.svg", f"{SKELETONS}logo.svg.j2")
    return {"_brand.yml": look, "logo.svg": logo}


def article(
    root: Path,
    name: str,
    day: date,
    kind: str = article_kinds.DEFAULT_KIND,
    language: str = article_kinds.DEFAULT_LANGUAGE,
) -> ScaffoldResult:
    """Create the file of a new article of a kind, a draft of that day with placeholders.

    Raises UsageError for a name that may not be or is taken, an unknown kind or a language without wording,
    InputError for a skeleton with a slip, and OutputError when it cannot be written; then nothing is changed.
    """
    _check_name(root, ARTICLE, name)
    article_kinds.check_language(root, language)
    title = " ".join(word for word in name.split("-") if word).capitalize()
    dates = {"published": day, "review_by": two_years_after(day)}
    values = {"id": name, "title": title, "language": language, **dates}
    text = article_kinds.fill_kind(root, kind, values)
    validation.validate_article(parsing.parse(text, f"a new article of the kind '{kind}'"))
    return _result(root, ARTICLE, name, _encoded({f"{name}.yaml": text}))


def check_article_name(root: Path, name: str) -> None:
    """Raise UsageError if the name cannot be that of a new article, or is taken."""
    _check_name(root, ARTICLE, name)


def publish_article(root: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Publish the file of an article and its figures, by their paths in its folder, all or none.

    Raises UsageError if one of the names is taken, and OutputError when they cannot be written.
    """
    for path in files:
        if (root / ARTICLES / path).exists():
            what = "is there already, and stays as it is"
            raise UsageError(Problem(f"{ARTICLES}/{path}", what, "choose another name"))
    atomic_publish.publish(files, root / ARTICLES, lambda _: _check_not_taken(root, ARTICLE, name))


def two_years_after(day: date) -> date:
    """Return the day to review at, two years later; that year has no 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 2, day=28 if leap else day.day)


def _check_name(root: Path, kind: Kind, name: str) -> None:
    """Raise UsageError if the name is missing, invalid or taken."""
    if not name:
        hint = f"write it after the command: make {kind.noun} NAME={kind.example}"
        raise UsageError(Problem("NAME", f"the new {kind.noun} has no name", hint))
    if len(name) > MAX_NAME_LENGTH or not re.fullmatch(ID_PATTERN, name):
        found = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
        example = found if 0 < len(found) <= MAX_NAME_LENGTH else kind.example
        hint = (
            f"up to {MAX_NAME_LENGTH} small letters and digits, with hyphens between words, such as {example}"
        )
        raise UsageError(Problem("NAME", f"'{name}' cannot be the name of a file or folder", hint))
    if RESERVED.fullmatch(name):
        hint = f"choose another, such as {name}-{kind.noun}"
        raise UsageError(Problem("NAME", f"'{name}' is a name that Windows keeps for itself", hint))
    _check_not_taken(root, kind, name)


def _check_not_taken(root: Path, kind: Kind, name: str) -> None:
    """Raise UsageError if a file or folder with the name exists, ignoring case."""
    wanted = Path(kind.path_of(name)).name
    for path in sorted((root / kind.folder).iterdir()):
        # Disks of macOS and Windows do not tell capitals from small letters.
        if path.name.casefold() == wanted:
            what = "is there already, and stays as it is"
            raise UsageError(Problem(f"{kind.folder}/{path.name}", what, "edit it, or choose another name"))


def _fill_skeleton(root: Path, file: str, values: Mapping[str, Any]) -> str:
    """Return the text of a skeleton with the values filled in."""
    name = f"{file}.j2"
    text = parsing.read_text(root / SKELETONS / name, f"{SKELETONS}{name}")
    return fill({name: text}, name, values, SKELETONS)


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def _result(
    root: Path, kind: Kind, name: str, files: Mapping[str, bytes], notes: tuple[Problem, ...] = ()
) -> ScaffoldResult:
    """Publish the files, unless the name was taken meanwhile, and return the next steps."""
    place = kind.path_of(name)
    folder = (root / place).parent if kind.suffix else root / place
    atomic_publish.publish(files, folder, lambda _: _check_not_taken(root, kind, name))
    return ScaffoldResult(place, tuple(step.format(name=name) for step in kind.steps), notes)


def _monogram(initials: str, brand: Brand) -> dict[str, Any]:
    """Return the values of the logo template: size, colour, and bold letterforms as one path."""
    with TTFont(BytesIO(fonts.bundled_font(brand.headings.family).bold)) as face:
        glyphs, names = face.getGlyphSet(), face.getBestCmap()
        scale = CAPITAL_HEIGHT / face["OS/2"].sCapHeight
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        across = [glyphs[names[ord(letter)]] for letter in initials]
        width = max(LOGO_HEIGHT, sum(glyph.width for glyph in across) * scale + 2 * MARGIN)
        start = (width - sum(glyph.width for glyph in across) * scale) / 2
        for glyph in across:
            glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, start, (LOGO_HEIGHT + CAPITAL_HEIGHT) / 2)))
            start += glyph.width * scale
    letters = pen.getCommands()
    return {"width": round(width), "height": LOGO_HEIGHT, "colour": brand.colours.primary, "letters": letters}
