"""Printed addresses: a reader of paper cannot follow a link and has to type it."""

from __future__ import annotations

import re

SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)

ADDRESS_LIKE = re.compile(r"@|://|www\.|[^\W\d]{3,}[./][^\W\d]{3,}")
"""Matches an address, or words joined by a slash, but not words, numbers or doses."""

SITE = re.compile(
    r"(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+(?:(?!md|py|sh)[a-z]{2}|com|org|net|gov|edu|int|info|health|example)\b",
    re.IGNORECASE,
)
"""Matches the name of a web site, or an e-mail address."""

MACHINE_TEXT = (
    r"\]\([^()\s]*\)|<[^<>\s]+>|(?:https?://|mailto:|tel:|doi:|www\.)[^\s\"”»)]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""Matches an address in text, plain or CommonMark: what is read by a machine stays as it was typed."""

BREAK_POINT = "\N{ZERO WIDTH SPACE}"
"""Zero-width space: an invisible place where a line may end inside an address."""

MAX_UNBROKEN = 24
"""The longest address, or part of one, in characters that is never broken over lines."""

LOCAL_DIGITS = 6
"""The number of last digits that identify a phone number without country code or trunk prefix."""


def display_address(address: str) -> str:
    """Return an address without its scheme and trailing slash."""
    return SCHEME.sub("", address).rstrip("/")


def states_address(text: str, address: str) -> bool:
    """Return whether the text of a link states its address; a phone number may be grouped in any way."""
    if address.lower().startswith("tel:"):
        stated, number = _digits(text), _digits(address)
        local = stated.lstrip("0")
        return number in stated or (len(local) >= LOCAL_DIGITS and number.endswith(local))
    return _without_spaces(display_address(address)) in _without_spaces(text)


def names_another(text: str, address: str) -> bool:
    """Return whether the text of a link names a web page, an e-mail address or a number that is not its own.

    The page may be another one of the same site, and the number be written in any way.
    """
    if address.lower().startswith("tel:"):
        stated, own = _digits(text), _digits(address)
        return bool(re.search(r"[0-9]{3}", text)) and own[-LOCAL_DIGITS:] not in stated
    named = [found[0].lower().removeprefix("www.") for found in SITE.finditer(text)]
    site = SITE.search(SCHEME.sub("", address))
    own_site = site[0].lower().removeprefix("www.") if site else ""
    return any(own_site != name and not own_site.endswith(f".{name}") for name in named)


def link_suffix(text: str, address: str) -> str:
    """Return what is printed after the text of a link: its address in brackets, unless the text states it."""
    return "" if states_address(text, address) else f"({display_address(address)})"


def breakable(text: str, max_unbroken: int = MAX_UNBROKEN) -> str:
    """Return the text with break points in addresses: after / and @, in a long part after . _ & = too."""
    return re.sub(r"\S+", lambda found: _breakable(found[0], max_unbroken), text)


def _breakable(word: str, max_unbroken: int) -> str:
    if len(word) <= max_unbroken or not ADDRESS_LIKE.search(word):
        return word
    parts = re.findall(r"[^/@]*[/@]+|[^/@]+", word)
    max_length = (
        re.sub(r"(?<=[._&=])(?=\w)", BREAK_POINT, part) if len(part) > max_unbroken else part
        for part in parts
    )
    return BREAK_POINT.join(max_length)


def _without_spaces(text: str) -> str:
    return "".join(text.lower().replace(BREAK_POINT, "").split())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
