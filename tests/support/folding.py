"""Paper that is folded: what lies on its outside, and which faces a reader meets, one after another.

It knows how paper folds, and nothing of which page is printed where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Face = TypeVar("Face")
Leaf = tuple[Face, Face]
Stack = tuple[Leaf[Face], ...]


@dataclass(frozen=True)
class Paper(Generic[Face]):
    """Stacks from left to right, each of leaves from top to bottom: the face that is up, and the other."""

    stacks: tuple[Stack[Face], ...]

    @property
    def up(self) -> tuple[Face, ...]:
        """What one sees from above, from left to right."""
        return tuple(stack[0][0] for stack in self.stacks)

    def turned(self) -> Paper[Face]:
        """Turn it over like a page: left becomes right, and what was below is up."""
        return Paper(tuple(upside_down(stack) for stack in reversed(self.stacks)))

    def folded(self, part: str, way: str) -> Paper[Face]:
        """Fold the outermost panel, 'left' or 'right', onto its neighbour: 'over' it, or 'behind' it."""
        if part == "right":
            moved, onto, rest = self.stacks[-1], self.stacks[-2], self.stacks[:-2]
        else:
            moved, onto, rest = self.stacks[0], self.stacks[1], self.stacks[2:]
        moved = upside_down(moved)
        stack = moved + onto if way == "over" else onto + moved
        return Paper((*rest, stack) if part == "right" else (stack, *rest))


def upside_down(stack: Stack[Face]) -> Stack[Face]:
    return tuple((down, up) for up, down in reversed(stack))


def flat(front: Sequence[Face], back: Sequence[Face]) -> Paper[Face]:
    """A sheet printed on both sides, given as each side shows its panels from left to right."""
    return Paper(tuple(((a, b),) for a, b in zip(front, reversed(back), strict=True)))


WAYS = {
    "tri": ((("right", "over"), ("left", "over")), (("left", "over"), ("right", "over"))),
    "z": ((("right", "behind"), ("left", "over")), (("left", "behind"), ("right", "over"))),
}
"""The ways to fold a strip, whichever side is up; what is folded last lies on top and is opened first."""


@dataclass(frozen=True)
class Closed(Generic[Face]):
    """A leaflet as it is handed out: its outsides, and the faces that are seen at each step of opening it."""

    front: Face
    back: Face
    steps: tuple[tuple[Face, ...], ...]

    @property
    def met(self) -> tuple[Face, ...]:
        """The faces in the order in which they are first seen, without those of the closed leaflet's back."""
        faces = (face for step in self.steps for face in step if face != self.back)
        return tuple(dict.fromkeys(faces))


def foldings(sheet: Paper[Face], fold: str) -> Iterator[Closed[Face]]:
    """Fold a sheet in every way that the fold knows, and open it again, step by step."""
    for start in (sheet, sheet.turned()):
        for way in WAYS[fold]:
            states = [start]
            for part, direction in way:
                states.append(states[-1].folded(part, direction))
            (closed,) = states[-1].stacks
            steps = (*(state.up for state in reversed(states)), start.turned().up)
            yield Closed(closed[0][0], closed[-1][1], steps)


def closed_with(sheet: Paper[Face], fold: str, cover: Face) -> Closed[Face] | None:
    """The sheet folded so that a face is on top, or nothing where no way of folding puts it there."""
    found = {item for item in foldings(sheet, fold) if item.front == cover}
    return found.pop() if len(found) == 1 else None


def bound(sheets: Sequence[Paper[Face]]) -> tuple[Face, ...]:
    """The pages of a booklet as one turns them: sheets that lie in one another, the outermost first."""
    leaves = [[stack[0] for stack in sheet.stacks] for sheet in sheets]
    right = [page for leaf in leaves for page in leaf[1]]
    left = [page for leaf in reversed(leaves) for page in reversed(leaf[0])]
    return (*right, *left)
