"""Tag a list of contents: a list whose entries are links to places in the file."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Dictionary, Name, Object, String


def tag_contents(outer: Object) -> None:
    """Make a list whose entries all lead to places in the file one of contents (ISO 32000-1, table 333)."""
    bodies = [entry.K[0] for entry in outer.K if isinstance(entry, Dictionary) and len(entry.K)]
    if bodies and all(map(_leads_inside, bodies)):
        outer.S = Name.TOC
        for body in bodies:
            body.S, body.P.S = Name.Reference, Name.TOCI


def name_link(element: Object, names: Mapping[str, str]) -> None:
    """Give a link to a place in the file its words, which a screen reader says instead of the place's id."""
    for note in _notes_inside(element):
        note.Contents = String(names.get(str(note.Dest), str(note.Dest)))


def _leads_inside(body: Object) -> bool:
    return isinstance(body, Dictionary) and len(body.K) == 1 and bool(_notes_inside(body.K[0]))


def _notes_inside(element: object) -> list[Object]:
    """Return the annotations of a link that lead to a place in the file."""
    if not isinstance(element, Dictionary) or element.get("/S") != "/Link":
        return []
    notes = (kid.Obj for kid in element.K if isinstance(kid, Dictionary) and "/Obj" in kid)
    return [note for note in notes if "/Dest" in note]
