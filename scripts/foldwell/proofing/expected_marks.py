"""What the texts that a document is expected to show have of places to write, boxes and numbers to call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foldwell.inputs import markdown
from foldwell.inputs.markdown.call_numbers import NUMBER, as_printed, printed_numbers
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import Expectation, ExpectedText, ExpectedTexts
from foldwell.rendering.templating.writing_marks import name_marks


def number_links(expectation: Expectation, context: BuildContext) -> frozenset[str]:
    """Return the targets of the links that call the numbers in the expected texts."""
    addresses = {as_printed(link.text): link.address for link in context.phone_links.values() if link}
    numbers = (number for passage in _passages(expectation) for number in printed_numbers(passage.text))
    return frozenset(addresses[number] for number in numbers if number in addresses)


def expected_names(expectation: Expectation, context: BuildContext) -> Iterator[tuple[ExpectedText, str]]:
    """Yield the name of each place to write and each box whose line has words, with its passage."""
    for passage in _passages(expectation):
        line = NUMBER.sub(r"\1", passage.text)
        if MARKS.search(line) and markdown.without_marks(line):
            yield from ((passage, name) for name in name_marks(line, "", context.wording))


def without_marks(expectation: Expectation) -> Expectation:
    """Return an expectation of the words alone, for a document whose places to write have no structure."""

    def plain(passages: ExpectedTexts) -> ExpectedTexts:
        return tuple(map(plain_passage, passages))

    return replace(
        expectation,
        ordered=plain(expectation.ordered),
        unordered=tuple(map(plain, expectation.unordered)),
        contiguous=tuple(map(plain, expectation.contiguous)),
        tables=tuple(tuple(map(plain, table)) for table in expectation.tables),
        unbroken=tuple(map(plain, expectation.unbroken)),
    )


def plain_passage(passage: ExpectedText) -> ExpectedText:
    """Return a passage without its marks."""
    return replace(passage, text=MARKS.sub(" ", passage.text))


def _passages(expectation: Expectation) -> Iterator[ExpectedText]:
    for group in (expectation.ordered, *expectation.unordered):
        yield from group
