"""The table of documents: how each is built, read back and checked.

The build, the check and the tests iterate over this table, so every document in it is verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foldwell.documents import (
    handout,
    large_print,
    leaflet,
    leaflet_press,
    leaflet_press_checks,
    press_ticket,
    printed_leaflet,
)
from foldwell.documents.cards import card, content, pages, points, sheet
from foldwell.documents.planning import leaflet_pages
from foldwell.proofing import inspection
from foldwell.proofing.document_type import Document

# In the order of building: a document stands below those that it needs.
DOCUMENTS: Mapping[str, Document] = MappingProxyType(
    {
        "leaflet-screen": Document(
            "leaflet-screen.pdf",
            make=leaflet.make,
            read=lambda data, _: inspection.read_pdf(data),
            expectation=leaflet.expectation,
            template=leaflet_pages.TEMPLATE,
            check=leaflet.check,
            standard="PDF/UA-1",
            asked_as="leaflet",
        ),
        "leaflet": Document(
            "leaflet.pdf",
            make=printed_leaflet.make,
            read=printed_leaflet.read,
            expectation=printed_leaflet.expectation,
            needs=("leaflet-screen",),
            check=printed_leaflet.check,
        ),
        "press": Document(
            "leaflet-press.pdf",
            make=leaflet_press.make,
            read=leaflet_press.read,
            expectation=lambda context: leaflet_press.expectation(context, leaflet.expectation(context)),
            template=leaflet_pages.TEMPLATE,
            needs=("leaflet-screen",),
            check=leaflet_press_checks.check,
            is_wanted=lambda context: context.practice.press.with_every_pack,
        ),
        "press-ticket": Document(
            press_ticket.FILE,
            make=press_ticket.make,
            read=lambda data, _: inspection.read_pdf(data),
            expectation=press_ticket.expectation,
            template=press_ticket.TEMPLATE,
            shows=press_ticket.SHOWS,
            needs=("leaflet-screen", "press"),
            check=press_ticket.check,
            is_wanted=lambda context: context.practice.press.with_every_pack,
        ),
        "large-print": Document(
            "leaflet-large-print.pdf",
            make=large_print.make,
            read=lambda data, _: inspection.read_pdf(data),
            expectation=large_print.expectation,
            template=large_print.TEMPLATE,
            standard="PDF/UA-1",
            asked_as="large-print",
        ),
        "handout": Document(
            "handout.docx",
            make=handout.make,
            read=handout.read,
            expectation=handout.expectation,
            template=handout.TEMPLATE,
            shows=handout.SHOWS,
            check=handout.check,
            standard="Office Open XML",
            asked_as="handout",
        ),
        "card": Document(
            "card.pdf",
            make=card.make,
            read=lambda data, _: inspection.read_pdf(data),
            expectation=content.expectation,
            template=pages.TEMPLATE,
            shows=content.SHOWS,
            check=card.check,
            standard="PDF/UA-1",
            nothing_for=points.no_points,
            asked_as="card",
        ),
        "card-sheet": Document(
            sheet.FILE,
            make=sheet.make,
            read=sheet.read,
            expectation=sheet.expectation,
            shows=content.SHOWS,
            needs=("card",),
            check=sheet.check,
        ),
    }
)
