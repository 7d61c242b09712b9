"""The address of an article on a practice's website: valid, and short enough for a QR code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foldwell.assets import qr_code
from foldwell.inputs.parsing import Source
from foldwell.inputs.validation.findings import Finding, refuse
from foldwell.model import Practice

KEYS = ("article_page",)
HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = re.compile(rf"https://{HOST}(?:\.{HOST})+(?::[0-9]+)?(?:/[A-Za-z0-9._~!$&'()*+,;=:/?#%-]*)?")
"""A subset of RFC 3986 with only plain characters, because the address is printed and typed."""


def check_article_page(source: Source, practice: Practice, article_id: str) -> None:
    """Raise InputError unless the practice's page for an article has a valid address that fits a QR code."""
    refuse(source, _faults(practice.article_page, article_id))


def _faults(page: str | None, article_id: str) -> Iterator[Finding]:
    address = page.format(article=article_id) if page else ""
    if address and not ADDRESS.fullmatch(address):
        hint = "such as https://www.your-practice.org/leaflets/{article}"
        yield Finding(KEYS, f"makes {address}, which is no web address", hint)
    elif len(address) > qr_code.MAX_CHARACTERS:
        excess = len(address) - qr_code.MAX_CHARACTERS
        what = (
            f"makes an address of {len(address)} letters for {article_id}, {excess} more than a QR code holds"
        )
        yield Finding(KEYS, what, f"ask for a shorter one, of at most {qr_code.MAX_CHARACTERS} with https://")
