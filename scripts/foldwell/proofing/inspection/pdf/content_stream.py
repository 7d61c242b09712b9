"""What a PDF file draws, instruction by instruction, with the scale at which it lands on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf

from foldwell.proofing.inspection.pdf.fonts import resources

UPRIGHT = pikepdf.Matrix()


@dataclass(frozen=True, slots=True)
class GraphicsState:
    """What `q` keeps and `Q` brings back: the matrix, the width of lines, the fill, overprint."""

    matrix: pikepdf.Matrix = UPRIGHT
    line: float = 1.0
    fill: tuple[float, ...] = (0.0,)
    overprint: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation on a page (from 1): its name and operands, the graphics state, and the resources."""

    page: int
    name: str
    operands: tuple[pikepdf.Object, ...]
    state: GraphicsState
    resources: pikepdf.Object

    @property
    def scale(self) -> float:
        """How many points a unit of length takes on the page."""
        matrix = self.state.matrix
        return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


def operations(pdf: pikepdf.Pdf) -> Iterator[Operation]:
    """Yield what the pages of a file draw, in the order of drawing; what a form draws, after it is called."""
    for number, page in enumerate(pdf.pages, start=1):
        yield from _stream_operations(page.obj, number, GraphicsState())


def _stream_operations(stream: pikepdf.Object, page: int, state: GraphicsState) -> Iterator[Operation]:
    saved: list[GraphicsState] = []
    found = resources(stream)
    for instruction in pikepdf.parse_content_stream(stream):
        name, operands = str(instruction.operator), tuple(instruction.operands)
        yield Operation(page, name, operands, state, found)
        match name:
            case "q":
                saved.append(state)
            case "Q":
                state = saved.pop() if saved else state
            case "Do":
                yield from _form_operations(found.XObject[str(operands[0])], page, state)
            case _:
                state = _changed(state, name, operands, found)


def _changed(
    state: GraphicsState, name: str, operands: tuple[pikepdf.Object, ...], found: pikepdf.Object
) -> GraphicsState:
    """Return the graphics state after an operation that may change it."""
    match name:
        case "cm":
            # In this order: the new matrix works before those around it (ISO 32000-1, 8.3.4).
            return replace(state, matrix=pikepdf.Matrix(pikepdf.Array(operands)) @ state.matrix)
        case "w":
            return replace(state, line=float(operands[0]))
        case "g" | "rg" | "k" | "sc" | "scn":
            return replace(state, fill=tuple(map(float, filter(_is_number, operands))))
        case "gs":
            extended = found.ExtGState[str(operands[0])]
            # A state that does not name it leaves it as it is (ISO 32000-1, 8.4.5).
            return replace(state, overprint=bool(extended.get("/op", state.overprint)))
        case _:
            return state


def _is_number(operand: object) -> bool:
    """Return whether an operand of a colour is the amount of an ink, not the name of a pattern."""
    return not isinstance(operand, pikepdf.Name)


def _form_operations(form: pikepdf.Object, page: int, state: GraphicsState) -> Iterator[Operation]:
    if form.get("/Subtype") == "/Form":
        form_matrix = pikepdf.Matrix(form.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
        yield from _stream_operations(form, page, replace(state, matrix=form_matrix @ state.matrix))
