"""The input of every check: a finished document and what is expected of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from foldwell.errors import Location, Problem, Where
from foldwell.inputs.reading_order import RUNNING, section_passages
from foldwell.project.loading import BuildContext
from foldwell.proofing.allowed_text import allowed_passages
from foldwell.proofing.document_type import Document
from foldwell.proofing.expectations import Expectation, ExpectedTexts
from foldwell.proofing.expected_marks import plain_passage
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.proofing.text_match.ordered_search import MARK_KEYS, word_key
from foldwell.proofing.text_match.provenance import TextProvenance, word_keys

MAX_REPORTED = 3
"""The number of places reported with their text; the others are only counted."""

MAX_QUOTE = 160
"""The maximum length of quoted text, in characters."""

REPORT_HINT = (
    "this is a fault of foldwell, not yours: report this line, and send the article and the logo along"
)
"""The hint for a practice without templates of its own."""

CHANGE_HINT = "look at what your own templates and stylesheets change"


@dataclass(frozen=True)
class Proof:
    """A finished document and what is expected of it."""

    context: BuildContext
    document: Document
    expectation: Expectation
    contents: DocumentContents

    @cached_property
    def provenance(self) -> TextProvenance:
        """The passage of the inputs that each word of the document comes from."""
        return TextProvenance(tuple(passage.text for passage in self._allowed), self.contents.words)

    @cached_property
    def _allowed(self) -> ExpectedTexts:
        allowed = (*allowed_passages(self.context, self.contents.pages), *self.expectation.allowed)
        return allowed if self.expectation.has_annotations else tuple(map(plain_passage, allowed))

    @cached_property
    def _sources(self) -> dict[Word, Where]:
        known = [part for part in self.provenance.text_runs if part.kind != "unexpected"]
        # Words of a Word file have no place: equal ones would be taken for each other.
        return {word: self._allowed[part.passage].where for part in known for word in part.words if word.page}

    def words_of(self, texts: Collection[str]) -> tuple[Word, ...]:
        """Return the words, without bullets, of each complete passage with one of these texts."""
        parts = (part for part in self.provenance.text_runs if part.kind == "part")
        found = (part.words for part in parts if self._allowed[part.passage].text in texts)
        return tuple(word for words in found for word in words if any(map(str.isalnum, word.text)))

    def surplus_marks(self) -> tuple[Word, ...]:
        """Return the marks that stand alone, such as in cells, and are more than the inputs have there."""
        texts = [word_keys(passage.text) for passage in self._allowed]
        lone = {index for index, keys in enumerate(texts) if keys and MARK_KEYS.issuperset(keys)}
        left = Counter(key for index in lone for key in texts[index])
        surplus = []
        for run in self.provenance.text_runs:
            for word in run.words if run.kind == "part" and run.passage in lone else ():
                key = word_key(word.text)
                left[key] -= 1
                # Signs without a key, such as the stroke in "____ / ____", stand beside marks.
                surplus += [word] if key and left[key] < 0 else []
        return tuple(surplus)

    def size_of(self, text: str) -> float:
        """Return the size in pt of the smallest word of a passage; 0 if it is incomplete."""
        return min((word.size for word in self.words_of({text})), default=0.0)

    @cached_property
    def text_size(self) -> float:
        """The size of the text of the sections in pt; 0 where there is none."""
        texts = {
            line
            for part in self.context.article.sections
            for passage in section_passages(part, wording=None)
            if passage.part in RUNNING and not passage.is_label
            for line in passage.plain_text.splitlines()
        }
        sizes = Counter(word.size for word in self.words_of(texts))
        return sizes.most_common(1)[0][0] if sizes else 0.0

    def problem(self, what: str, hint: str = "", page: int = 0) -> Problem:
        """Return a problem of this document, with its page; without a hint, who can help depends."""
        where = Location(self.document.file, page=page or None)
        return Problem(where, what, hint or self.template_hint(CHANGE_HINT))

    def template_hint(self, advice: str) -> str:
        """Return `advice` if the practice has its own templates, or else the hint to report the problem."""
        return advice if self.context.has_own_templates else REPORT_HINT

    def run_problems(self, runs: Sequence[Sequence[Word]], what: str, hint: str) -> Iterator[Problem]:
        """Yield the problem of each run of words with its page and line; of many only the first few."""
        for run in runs[:MAX_REPORTED]:
            words = " ".join(word.text for word in run)
            cut = f"{words[:MAX_QUOTE]}..." if len(words) > MAX_QUOTE else words
            source = next((self._sources[word] for word in run if self._sources.get(word)), "")
            yield self.problem(f"{what}: {cut}" + f", from {source}" * bool(source), hint, run[0].page)
        if len(runs) > MAX_REPORTED:
            yield self.problem(f"{what}, in {len(runs) - MAX_REPORTED} more places", hint)
