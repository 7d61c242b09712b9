"""Draw the numbers to call in the words of an article: whole on a line, and links that call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from foldwell.inputs.markdown.call_numbers import NUMBER, START, as_printed
from foldwell.inputs.phone_link import PhoneLink

IN_TEXT = re.compile(rf"<(title|style)\b.*?</\1>|<[^>]*>|{NUMBER.pattern}", re.DOTALL)


def draw_numbers(html: str, calls: Mapping[str, PhoneLink | None]) -> str:
    """Return HTML in which each number to call is an element of class `whole`, and a link if one calls it."""
    if START not in html:
        return html
    addresses = {escape(as_printed(link.text)): link.address for link in calls.values() if link}
    return IN_TEXT.sub(lambda found: _element(found, addresses), html)


def _element(found: re.Match[str], addresses: Mapping[str, str]) -> str:
    number = found[2]
    if number is None:
        return found[0]
    address = addresses.get(number)
    shown = f'<a href="{address}">{number}</a>' if address else number
    return f'<span class="whole">{shown}</span>'
