"""Load the inputs of a pack and collect all their problems."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from foldwell.assets import fonts, images
from foldwell.assets.icc_profile import PressProfile
from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.inputs.typography import set_texts
from foldwell.model import Article, Brand, Practice, Wording
from foldwell.project import brand_fonts, inheritance
from foldwell.project.brand_loader import load_brand, load_fonts, load_logos
from foldwell.project.build_context import BuildContext
from foldwell.project.input_reader import InputReader
from foldwell.project.language_choice import (
    choose_version,
    missing_crisis_number,
    missing_wording,
    requested_languages,
)
from foldwell.project.letterhead_file import find_letterhead
from foldwell.project.paths import FIGURES, WORDING, language_versions
from foldwell.project.press_profile import press_profile
from foldwell.project.printing_words import printing_words


class ContextLoader:
    """Loads the inputs of a pack; its reader collects every problem, so that all are reported together."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reader = InputReader(root)

    def load(self, practice_id: str, article_id: str) -> BuildContext:
        """Return the build context; raises InputError with every problem of every input."""
        reader = self.reader
        layers = reader.collect_problems(lambda: inheritance.read_layers(self.root, practice_id))
        facts, brand_source = (layers.facts, layers.brand_source) if layers else (None, None)
        practice = self.load_practice(facts, article_id)
        examples = validation.example_facts(facts) if facts else ()
        source, article = self.load_article(article_id, facts, practice)
        brand, adjustments = load_brand(reader, brand_source, practice)
        wording = self.load_wording(article, practice)
        printing = (
            self.reader.collect_problems(lambda: printing_words(self.root, practice)) if practice else None
        )
        faces = load_fonts(reader, brand_source, brand, (source, facts), wording)
        if brand and faces:
            brand = brand_fonts.set_in(brand, faces.fonts)
        logos = load_logos(reader, brand_source, brand)
        drawings = self.load_figures(source, article, brand)
        templates = self.load_templates(layers)
        letterhead = self.load_letterhead(layers, practice)
        profile = self.load_press_profile(layers, practice)
        reader.settle_corrections(brand)
        if reader.problems or not (
            layers
            and source
            and article
            and practice
            and brand
            and wording
            and printing
            and faces
            and templates
        ):
            raise InputError(*dict.fromkeys(reader.problems))
        language = article.language
        drawable = fonts.characters(faces.fonts[0]) & fonts.characters(faces.fonts[1])
        return BuildContext(
            practice_id=practice_id,
            article_id=article_id,
            article=set_texts(article, language, drawable),
            practice=set_texts(practice, language, drawable),
            brand=brand,
            adjusted_colours=adjustments,
            wording=wording,
            printing=printing,
            source=source,
            logos=logos,
            figures=drawings,
            base=faces.fonts[0],
            headings=faces.fonts[1],
            word_fonts=faces.word_fonts if faces.word_fonts != faces.fonts else None,
            templates=templates,
            folders=layers.folders,
            # First, because nothing else matters in a pack that must not be handed out.
            notes=tuple(dict.fromkeys((*examples, *reader.notes))),
            has_examples=bool(examples),
            letterhead=letterhead,
            press_profile=profile,
        )

    def load_practice(self, facts: parsing.Source | None, article_id: str) -> Practice | None:
        """Return the practice, whose page of the article must have an address."""
        practice = self.reader.validated(facts, validation.validate_practice)
        if facts and practice:
            self.reader.collect_problems(partial(validation.check_article_page, facts, practice, article_id))
            self.reader.notes.extend(validation.practice_notes(facts, practice))
        return practice

    def load_article(
        self, article_id: str, facts: parsing.Source | None, practice: Practice | None
    ) -> tuple[parsing.Source | None, Article | None]:
        """Return the article and its tree; it must not need a number that the practice lacks."""
        source = self.language_version(article_id, facts)
        article = self.reader.validated(source, validation.validate_article)
        if source and article and practice:
            self.reader.problems.extend(missing_crisis_number(source, article, practice))
        return source, article

    def load_templates(self, layers: inheritance.PracticeLayers | None) -> Mapping[str, str] | None:
        """Return the templates by file name, those of the practice and of what it extends among them."""
        folders = layers.folders if layers else ()
        return self.reader.collect_problems(lambda: inheritance.templates(self.root, folders))

    def load_letterhead(
        self, layers: inheritance.PracticeLayers | None, practice: Practice | None
    ) -> bytes | None:
        """Return the letterhead, if the practice has one."""
        if not (layers and practice):
            return None
        found = self.reader.collect_problems(lambda: find_letterhead(layers, practice))
        if found is None:
            return None
        self.reader.add_diagnostics(found.diagnostics)
        return found.data

    def load_press_profile(
        self, layers: inheritance.PracticeLayers | None, practice: Practice | None
    ) -> PressProfile | None:
        """Return the colour profile of the practice's print shop, if it names one."""
        if not (layers and practice):
            return None
        return self.reader.collect_problems(lambda: press_profile(layers, practice))

    def language_version(self, article_id: str, facts: parsing.Source | None) -> parsing.Source | None:
        """Return the article in a requested language, or in any if the practice could not be read."""
        found = [self.reader.read_source(name, Article) for name in language_versions(self.root, article_id)]
        sources = [source for source in found if source]
        languages = requested_languages(facts)
        if not languages or len(sources) < len(found):
            return next(iter(sources), None)
        choice = choose_version(languages, article_id, sources)
        self.reader.problems.extend(choice.problems)
        self.reader.notes.extend(choice.notes)
        return choice.source

    def load_wording(self, article: Article | None, practice: Practice | None) -> Wording | None:
        """Return the wording in the article's language, which must know the practice's country."""
        if not (article and practice and article.language in (practice.language, *practice.other_languages)):
            return None
        source = self.reader.read_source(f"{WORDING}/{article.language}.yaml", Wording)
        wording = self.reader.validated(source, validation.validate_wording)
        if source and wording:
            self.reader.problems.extend(missing_wording(source, wording, practice))
        return wording

    def load_figures(
        self, source: parsing.Source | None, article: Article | None, brand: Brand | None
    ) -> dict[str, images.Picture]:
        """Return the article's drawings in the brand's colours, by file name."""
        if not (source and article and brand):
            return {}
        names: dict[str, parsing.Keys] = {
            part.figure.file: ("sections", index, "figure")
            for index, part in enumerate(article.sections)
            if part.figure
        }
        if article.cover:
            names[article.cover] = ("cover",)
        pictures = {
            name: self.reader.read_picture(f"{FIGURES}/{name}", source.where(keys))
            for name, keys in names.items()
        }
        return {
            name: images.recoloured(drawing, brand, brand.base.family)
            for name, drawing in pictures.items()
            if drawing
        }
