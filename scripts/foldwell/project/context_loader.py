"""Load the inputs of a pack and collect all their problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from foldwell.assets import fonts, images
from foldwell.assets.icc_profile import PressProfile
from foldwell.errors import Problem
from foldwell.inputs import parsing, validation
from foldwell.inputs.typography import set_texts
from foldwell.model import PLAIN_DESIGN, Article, Design, Practice, PrintingWords, Wording
from foldwell.project import inheritance
from foldwell.project.article_figures import load_figures
from foldwell.project.brand_loader import Looks, load_looks
from foldwell.project.build_context import BuildContext
from foldwell.project.contacts import contact_diagnostics
from foldwell.project.design_file import load_design
from foldwell.project.input_reader import InputReader
from foldwell.project.language_choice import (
    choose_version,
    missing_crisis_number,
    missing_wording,
    requested_languages,
)
from foldwell.project.letterhead_file import find_letterhead
from foldwell.project.numbers_to_call import number_diagnostics, set_article
from foldwell.project.paths import WORDING, language_versions
from foldwell.project.practice_kind import other_kind
from foldwell.project.press_profile import press_profile
from foldwell.project.printing_words import printing_words
from foldwell.project.whom_to_call import call_diagnostics

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PackInputs:
    """The inputs of a pack as they were read; None stands for one with problems.

    Without any problem only `letterhead` and `press_profile` may be None: not every practice has them.
    """

    layers: inheritance.PracticeLayers | None
    practice: Practice | None
    source: parsing.Source | None
    article: Article | None
    wording: Wording | None
    printing: PrintingWords | None
    looks: Looks | None
    design: Design | None
    figures: Mapping[str, images.Picture]
    templates: Mapping[str, str] | None
    letterhead: bytes | None
    press_profile: PressProfile | None


class ContextLoader:
    """Loads the inputs of a pack; its reader collects every problem, so that all are reported together."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reader = InputReader(root)

    def load(self, practice_id: str, article_id: str) -> BuildContext:
        """Return the build context; raises InputError with every problem of every input."""
        inputs = self.read_inputs(practice_id, article_id)
        self.reader.settle_corrections(inputs.looks.brand if inputs.looks else None)
        self.reader.refuse_problems()
        return self.assemble(practice_id, article_id, inputs)

    def read_inputs(self, practice_id: str, article_id: str) -> PackInputs:
        """Read all that a pack is made of, and collect the problems."""
        reader = self.reader
        layers = reader.collect_problems(lambda: inheritance.read_layers(self.root, practice_id))
        facts, brand_source = (layers.facts, layers.brand_source) if layers else (None, None)
        practice = self.load_practice(facts, article_id)
        source, article = self.load_article(article_id, facts, practice)
        wording = self.load_wording(article, practice)
        looks = load_looks(reader, brand_source, practice, (source, facts), wording)
        return PackInputs(
            layers=layers,
            practice=practice,
            source=source,
            article=article,
            wording=wording,
            printing=self.load_printing_words(practice),
            looks=looks,
            figures=load_figures(reader, source, article, looks.brand if looks else None, wording),
            design=self.load_design(looks, brand_source),
            templates=self.load_templates(layers, looks),
            letterhead=self.load_letterhead(layers, practice),
            press_profile=self.load_press_profile(layers, practice),
        )

    def assemble(self, practice_id: str, article_id: str, inputs: PackInputs) -> BuildContext:
        """Return the context of inputs without problems, their texts set as their fonts can draw them."""
        layers, looks, article = _found(inputs.layers), _found(inputs.looks), _found(inputs.article)
        faces = _found(looks.fonts)
        base, headings = faces.fonts
        drawable = fonts.characters(base) & fonts.characters(headings)
        language = article.language
        practice = set_texts(_found(inputs.practice), language, drawable)
        source = _found(inputs.source)
        examples = validation.example_facts(layers.facts)
        placeholders = validation.placeholder_notes(source)
        return BuildContext(
            practice_id=practice_id,
            article_id=article_id,
            article=set_article(set_texts(_draft_if(placeholders, article), language, drawable), practice),
            practice=practice,
            brand=looks.brand,
            design=_found(inputs.design),
            adjusted_colours=looks.adjusted_colours,
            wording=_found(inputs.wording),
            printing=_found(inputs.printing),
            source=source,
            facts=layers.facts,
            logos=looks.logos,
            figures=inputs.figures,
            base=base,
            headings=headings,
            word_fonts=faces.word_fonts if faces.word_fonts != faces.fonts else None,
            templates=_found(inputs.templates),
            folders=layers.folders,
            # First, because nothing else matters in a pack that must not be handed out.
            notes=tuple(dict.fromkeys((*examples, *placeholders, *self.reader.notes))),
            has_examples=bool(examples),
            letterhead=inputs.letterhead,
            press_profile=inputs.press_profile,
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
        if source and article and facts and practice:
            self.reader.problems.extend(missing_crisis_number(source, article, practice))
            self.reader.add_diagnostics(number_diagnostics(source, article, practice))
            self.check_contacts(source, article, facts, practice)
            self.reader.notes.extend(other_kind(source, article, practice))
            self.reader.notes.extend(validation.article_notes(source, article))
        return source, article

    def check_contacts(
        self, source: parsing.Source, article: Article, facts: parsing.Source, practice: Practice
    ) -> None:
        """Collect what is wrong with the contacts of an article, and then with whom it asks to call."""
        found = contact_diagnostics(source, article, facts, practice)
        self.reader.add_diagnostics(found)
        if not found.problems:
            self.reader.add_diagnostics(call_diagnostics(source, article, facts, practice))

    def load_design(self, looks: Looks | None, brand_source: parsing.Source | None) -> Design | None:
        """Return the design that the brand asks for."""
        if not (looks and brand_source):
            return None
        where = brand_source.where(("defaults", "foldwell", "design"))
        return self.reader.collect_problems(lambda: load_design(self.root, looks.brand.design, where))

    def load_templates(
        self, layers: inheritance.PracticeLayers | None, looks: Looks | None
    ) -> Mapping[str, str] | None:
        """Return the templates by file name, those of the design and the practice's layers among them."""
        folders, design = layers.folders if layers else (), looks.brand.design if looks else PLAIN_DESIGN
        return self.reader.collect_problems(lambda: inheritance.templates(self.root, design, folders))

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

    def load_printing_words(self, practice: Practice | None) -> PrintingWords | None:
        """Return the words about printing in a language of the practice."""
        if not practice:
            return None
        return self.reader.collect_problems(lambda: printing_words(self.root, practice))


def _draft_if(placeholders: tuple[Problem, ...], article: Article) -> Article:
    """Return an article, without its reviewer if it has placeholders: nobody reviewed what is not written."""
    return article.model_copy(update={"clinical_reviewer": None}) if placeholders else article


def _found(value: T | None) -> T:
    """Return an input that was read; what could not be read has stopped the build by its problem."""
    assert value is not None  # noqa: S101  else there is a problem without a line for people
    return value
