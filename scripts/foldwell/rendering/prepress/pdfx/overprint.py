"""Overprint black text: print it on what is under it, so that no white edge shows where plates shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from foldwell.rendering.prepress.pdfx.cmyk import BLACK, Cmyk

Instruction = tuple[list[Any], Operator]

OVERPRINT, KNOCKOUT = Name.Overprint, Name.Knockout

# With mode 1, inks of which there is nothing stay as they are under the text (ISO 32000-1, 8.6.7). Without it
# a colour in four inks would erase the other three. /op is for what is filled, as text is; /OP
# alone would be for lines as well (table 58).
STATES: Mapping[Name, Mapping[str, Any]] = MappingProxyType(
    {
        OVERPRINT: {"/Type": Name.ExtGState, "/op": True, "/OPM": 1},
        KNOCKOUT: {"/Type": Name.ExtGState, "/op": False},
    }
)

SHOW_OPERATORS = ("Tj", "TJ", "'", '"')
FILL_OPERATORS = ("g", "rg", "k", "cs", "sc", "scn")


@dataclass(frozen=True, slots=True)
class _TextState:
    """The ink of text, if it is known to be in four inks, and whether it overprints."""

    fill: Cmyk | None = None
    overprints: bool = False


def add_states(resources: pikepdf.Object) -> None:
    """Add the two graphics states to the resources of a stream."""
    states = resources.get("/ExtGState", Dictionary())
    for name, entries in STATES.items():
        states[name] = Dictionary(dict(entries))
    resources["/ExtGState"] = states


def overprint_black_text(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    """Yield the instructions of a stream with text in black ink alone set to overprint.

    Anything else knocks out what is under it: white would otherwise vanish. The stream needs `add_states`.
    """
    state, saved = _TextState(), list[_TextState]()
    for operands, operator in instructions:
        name = str(operator)
        if name == "q":
            saved.append(state)
        elif name == "Q" and saved:
            state = saved.pop()
        elif name in FILL_OPERATORS:
            state = replace(state, fill=_fill(operands))
        wanted = name in SHOW_OPERATORS and state.fill == BLACK
        # Back at the end of each text, or a box that follows it would overprint.
        if (name in SHOW_OPERATORS or name == "ET") and wanted != state.overprints:
            yield [OVERPRINT if wanted else KNOCKOUT], Operator("gs")
            state = replace(state, overprints=wanted)
        yield operands, operator


def _fill(operands: list[Any]) -> Cmyk | None:
    """Return the four inks of a colour, or None for one of another kind."""
    if len(operands) != len("cmyk"):
        return None
    cyan, magenta, yellow, black = map(float, operands)
    return cyan, magenta, yellow, black
