"""A section of an article: its heading and its content, the strength of its evidence, its facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foldwell.errors import KeyPath
from foldwell.model.block_parts import Figure, Highlight
from foldwell.model.blocks import Block
from foldwell.model.field_types import (
    FrozenModel,
    Id,
    KeyPoint,
    Line,
    PictogramName,
    Prose,
    Short,
)
from foldwell.model.wording import Wording


class Evidence(FrozenModel):
    """The strength of the evidence."""

    level: Literal["strong", "moderate", "limited"] = Field(
        title="Strength of the evidence", description="strong, moderate or limited"
    )
    note: Line = Field(title="Reason", description="one sentence that says why")


class Claim(FrozenModel):
    """A fact stated in a section, and its sources."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,3}$")] = Field(
        title="Number of the fact", description="such as C1"
    )
    status: Literal["original", "added", "corrected"] = Field(
        title="Origin",
        default="original",
        description="original, added or corrected; added and corrected need sources",
    )
    fact: Line = Field(title="Fact", description="the fact in a few words, for reviewers; it is not printed")
    sources: tuple[Id, ...] = Field(
        title="Sources", default=(), description="which of the article's sources say so, by their ids"
    )


class Section(FrozenModel):
    """One heading and its content."""

    id: Id = Field(title="Id of the section", description="small letters, digits and hyphens")
    heading: Short = Field(title="Heading", description="a heading of at most 60 characters")
    icon: PictogramName | None = Field(
        title="Pictogram",
        default=None,
        description="the name of a pictogram beside the heading, such as pills; find it with: foldwell icons",
    )
    body: Prose | None = Field(
        title="Text",
        default=None,
        description="the text: paragraphs, **bold**, lists, simple tables and links; or write 'blocks'",
    )
    blocks: tuple[Block, ...] | None = Field(
        title="Blocks",
        default=None,
        min_length=1,
        max_length=20,
        description="blocks of text, steps, do, dont and so on, in reading order, in place of 'body'",
    )
    key_point: KeyPoint | None = Field(
        title="Key point",
        default=None,
        description="one sentence of at most 110 characters, for the card; leave it out if there is none",
    )
    detail: Prose | None = Field(
        title="Further text", default=None, description="further text for handout and large print only"
    )
    highlight: Highlight | None = Field(
        title="Points to notice first", default=None, description="a short list to notice first"
    )
    evidence: Evidence | None = Field(title="Evidence", default=None, description="how sure the research is")
    figure: Figure | None = Field(
        title="Drawing", default=None, description="a drawing that belongs to this section"
    )
    claims: tuple[Claim, ...] = Field(title="Facts", default=(), description="the facts this section carries")

    @property
    def content(self) -> tuple[tuple[KeyPath, Block], ...]:
        """The blocks in reading order, each with the keys of its value; those of a `body` are made of it.

        The figure beside a body is not among them: it follows further text and evidence.
        """
        if self.blocks:
            return tuple((("blocks", index, block.kind), block) for index, block in enumerate(self.blocks))
        first = ((("highlight",), Block(highlight=self.highlight)),) if self.highlight else ()
        return (*first, (("body",), Block(text=self.body)))

    def block_heading(self, keys: KeyPath, wording: Wording | None) -> str:
        """Return the heading printed above the block of `content` with these keys; nothing if it has none.

        Lists of what to do and not to do have one of the wording, unless the section's says the same right
        above. Without a wording, it is that of the article.
        """
        content = dict(self.content)
        block = content[keys]
        if block.heading or not wording:
            return block.heading or ""
        # Behind another list, it would belong to that one's heading.
        is_first = next(iter(content)) == keys
        is_said = is_first and wording.repeats(self.heading, block.kind)
        return "" if is_said else wording.list_heading(block.kind)

    @property
    def figures(self) -> tuple[tuple[KeyPath, Figure], ...]:
        """The figures in reading order, each with its keys."""
        inner = (figure for keys, block in self.content for figure in _figures(keys, block))
        last = ((("figure",), self.figure),) if self.figure else ()
        return (*inner, *last)


def _figures(keys: KeyPath, block: Block) -> Iterator[tuple[KeyPath, Figure]]:
    if block.figure:
        yield keys, block.figure
    for index, step in enumerate(block.steps or ()):
        if step.figure:
            yield (*keys, index, "figure"), step.figure
