"""The drawings of an article: its files, and those that are drawn for its chances."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets import images
from foldwell.assets.images.dots import dots_picture
from foldwell.inputs import parsing
from foldwell.inputs.chance_pictures import Dots, section_dots
from foldwell.model import Article, Brand, Wording
from foldwell.project.input_reader import InputReader
from foldwell.project.paths import FIGURES


def load_figures(
    reader: InputReader,
    source: parsing.Source | None,
    article: Article | None,
    brand: Brand | None,
    wording: Wording | None,
) -> dict[str, images.Picture]:
    """Return the article's drawings in the brand's colours, by file name; the reader collects problems."""
    if not (source and article and brand):
        return {}
    names: dict[str, parsing.Keys] = {figure.file: keys for keys, figure in article.figures}
    if article.cover:
        names[article.cover] = ("cover",)
    pictures = {
        name: reader.read_picture(f"{FIGURES}/{name}", source.where(keys)) for name, keys in names.items()
    }
    drawn = {dots.file: dots_picture(dots.file, *dots) for dots in _dots(article, wording)}
    return {
        name: images.recoloured(drawing, brand, brand.base.family)
        for name, drawing in {**pictures, **drawn}.items()
        if drawing
    }


def _dots(article: Article, wording: Wording | None) -> Iterator[Dots]:
    """Yield the dots that the pictures of chances have."""
    if wording:
        for section in article.sections:
            yield from (dots for _, dots, _ in section_dots(section, wording))
