"""Turn a phone number as people write it into a tel: link (RFC 3966)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_SHORT_DIGITS = 6
"""A number of at most this many digits is dialled as it is: 999, 111, 116 123."""

MIN_DIGITS = 3
"""Fewer digits are no phone number, such as those of '24 hours' or 'option 2'."""

SPACE = "[ \N{NO-BREAK SPACE}]"
DIGIT_GROUP = r"(?:\(\d++\)|\d++(?!\w))"
SEPARATORS = "[ \N{NO-BREAK SPACE}.\N{EN DASH}\N{HYPHEN}-]{0,3}"
VANITY = r"-[A-Z]{3,}+(?![\w-])"
NUMBER = re.compile(rf"(?<![\w+])(?:\(\+\d++\)|\+?{DIGIT_GROUP})(?:{SEPARATORS}{DIGIT_GROUP})*(?:{VANITY})?")
"""Matches a number such as '+44 (0)1632 960101', '(312) 555-0142' or '1-800-FLOWERS', but not '8am'."""

EXTENSION = re.compile(r"[\s,;]*(?:extension|extn|ext|x|#)\.?[\s:]*(\d{1,6})(?!\w)", re.IGNORECASE)
HOURS = re.compile(r"\s*(?:-?hours?\b|hrs?\b|h\b|/\s?7)", re.IGNORECASE)
CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?!\.?\d)")
ALTERNATIVE = re.compile(r"\s*(?:/|&|or\b|and\b)\s*\d", re.IGNORECASE)
RANGE = re.compile(rf"{SPACE}\d{{1,2}}{SPACE}?[\N{{EN DASH}}-]{SPACE}?\d{{1,2}}$")
BEFORE_HOURS = re.compile(rf"{SEPARATORS}{SPACE}\d{{1,2}}$")
"""Matches the 24 of '24 hours', with a dash before it."""

INTERNATIONAL_PREFIXES = ("00", "011")
"""International call prefixes, which stand for a +."""

KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


@dataclass(frozen=True, slots=True)
class PhoneLink:
    """A number to call: its printed text, and the address of its link."""

    text: str
    address: str


@lru_cache(maxsize=64)
def phone_link(text: str, country: str) -> PhoneLink | None:
    """Return the link of the only number in a text, with its extension, diallable from any country.

    Surrounding words, such as opening hours, are left out. Returns None in case of doubt: if there may be
    another number, or this one is not possible in its country (ISO 3166).
    """
    found = _first_number(text)
    if not found:
        return None
    number = BEFORE_HOURS.sub("", found[0]) if HOURS.match(text, found.end()) else found[0]
    end = found.start() + len(number)
    extension = EXTENSION.match(text, end)
    end = extension.end() if extension else end
    if RANGE.search(number) or _has_another(text[: found.start()], text[end:]):
        return None
    address = _dialled_address(number, extension[1] if extension else "", country)
    printed = text[found.start() : end]
    return PhoneLink(printed, address) if address and dials(printed, address, country) else None


def has_long_number(text: str, country: str) -> bool:
    """Return whether a text has a number that is not a short one and can be called in a country.

    A number that begins like one, such as with 0 or +, is taken for one, whatever its length.
    """
    found = (match[0] for match in NUMBER.finditer(text) if len(_digits(match[0])) > MAX_SHORT_DIGITS)
    return any(number.startswith(("0", "+", "(")) or _to_e164(number, country) for number in found)


def short_link(number: str) -> PhoneLink:
    """Return the link of a short or service number, which has no country code."""
    return PhoneLink(number, f"tel:{_digits(number)}")


def dials(printed: str, address: str, country: str) -> bool:
    """Return whether an address dials exactly the printed number, from inside the country or from abroad."""
    number, _, extension = address.removeprefix("tel:").partition(";ext=")
    found = EXTENSION.search(printed)
    if extension != (found[1] if found else ""):
        return False
    shown = printed[: found.start()] if found else printed
    if not number.startswith("+"):
        return number == _digits(shown)
    return len(_digits(shown)) > MAX_SHORT_DIGITS and number[1:] in _international_forms(shown, country)


def _first_number(text: str) -> re.Match[str] | None:
    """Return the first number in a text that is not a short one, or else the first short one."""
    found = [match for match in NUMBER.finditer(text) if len(_digits(match[0])) >= MIN_DIGITS]
    return next(
        (match for match in found if len(_digits(match[0])) > MAX_SHORT_DIGITS), next(iter(found), None)
    )


def _has_another(before: str, after: str) -> bool:
    remaining = CLOCK.sub("", f"{before}|{after}")
    return bool(ALTERNATIVE.match(after)) or any(
        len(_digits(match[0])) >= MIN_DIGITS for match in NUMBER.finditer(remaining)
    )


def _dialled_address(number: str, extension: str, country: str) -> str:
    """Return the address of a number with its extension, or "" if no such number is possible."""
    digits = _digits(number)
    called = digits if len(digits) <= MAX_SHORT_DIGITS else _to_e164(number, country)
    return f"tel:{called}" + (f";ext={extension}" if extension else "") if called else ""


def _to_e164(number: str, country: str) -> str:
    """Return a number in E.164 form, or "" if it is not a possible number."""
    import phonenumbers  # noqa: PLC0415  not needed when everything is up to date

    region = country if country in phonenumbers.SUPPORTED_REGIONS else None
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    # A number that is possible only without its area code cannot be dialled from elsewhere.
    possible = (
        phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
    )
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else ""


def _international_forms(printed: str, country: str) -> Iterator[str]:
    """Yield the possible international forms of a printed number, as digits with the country code first."""
    import phonenumbers  # noqa: PLC0415  as above

    # After a country code, the trunk prefix is omitted.
    digits = _digits(printed.replace("(0)", "") if "+" in printed else printed)
    yield digits
    if "+" in printed:
        return
    yield from (digits.removeprefix(prefix) for prefix in INTERNATIONAL_PREFIXES if digits.startswith(prefix))
    if code := phonenumbers.country_code_for_region(country):
        inside = phonenumbers.ndd_prefix_for_region(country, True) or ""
        yield f"{code}{digits.removeprefix(inside)}"


def _digits(text: str) -> str:
    """Return the digits of a text; letters are converted as on a telephone keypad."""
    keyed = re.sub(VANITY, lambda found: found[0].translate(KEYPAD), text)
    return "".join(filter(str.isdecimal, keyed))
