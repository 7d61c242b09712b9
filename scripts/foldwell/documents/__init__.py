"""The documents of a pack, as a table: how each is made, how it is read back, what it promises to show.

The build, the check and the tests all walk this table, so no document can be added that is not proven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from foldwell import readback
from foldwell.documents import card, card_sheet, handout, large_print, panels, press, press_proof, sheet
from foldwell.documents.promise import Passages, Promise, Table
from foldwell.errors import Problem
from foldwell.job import Job
from foldwell.readback import Reading

__all__ = ["DOCUMENTS", "Document", "Passages", "Promise", "Table"]

Made = Mapping[str, bytes]
Standard = Literal["", "PDF/UA-1", "Office Open XML"]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that is made for a job.

    `make` gets the job and the documents made before it, which include those it `needs`; `flaws` finds what
    only this document can have wrong. One that a job has not `wanted` is made when it is asked for by name. A
    file with a `standard` is for everyone, those who listen to it too: the proof looks for what keeps them
    out, and `make conformance` asks the standard's own checker.
    """

    file: str
    make: Callable[[Job, Made], bytes]
    read: Callable[[bytes, Job], Reading]
    promise: Callable[[Job], Promise]
    needs: tuple[str, ...] = ()
    flaws: Callable[[Job, Made], Iterable[Problem]] = lambda _job, _made: ()
    standard: Standard = ""
    wanted: Callable[[Job], bool] = lambda _job: True


DOCUMENTS: Mapping[str, Document] = MappingProxyType(
    {
        "leaflet-screen": Document(
            "leaflet-screen.pdf",
            make=panels.make,
            read=lambda data, _: readback.pdf(data),
            promise=panels.promised,
            flaws=panels.flaws,
            standard="PDF/UA-1",
        ),
        "leaflet": Document(
            "leaflet.pdf",
            make=sheet.make,
            read=sheet.read,
            promise=lambda job: sheet.promised(job, panels.promised(job)),
            needs=("leaflet-screen",),
            flaws=sheet.flaws,
        ),
        "press": Document(
            "leaflet-press.pdf",
            make=press.make,
            read=press.read,
            promise=lambda job: press.promised(job, panels.promised(job)),
            needs=("leaflet-screen",),
            flaws=press_proof.flaws,
            wanted=lambda job: job.practice.press,
        ),
        "large-print": Document(
            "leaflet-large-print.pdf",
            make=large_print.make,
            read=lambda data, _: readback.pdf(data),
            promise=large_print.promised,
            standard="PDF/UA-1",
        ),
        "handout": Document(
            "handout.docx",
            make=handout.make,
            read=handout.read,
            promise=handout.promised,
            flaws=handout.flaws,
            standard="Office Open XML",
        ),
        "card": Document(
            "card.pdf",
            make=card.make,
            read=lambda data, _: readback.pdf(data),
            promise=card.promised,
            flaws=card.flaws,
            standard="PDF/UA-1",
        ),
        "card-sheet": Document(
            card_sheet.FILE,
            make=card_sheet.make,
            read=card_sheet.read,
            promise=card_sheet.promised,
            needs=("card",),
            flaws=card_sheet.flaws,
        ),
    }
)
