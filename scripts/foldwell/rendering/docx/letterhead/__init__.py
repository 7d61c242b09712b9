"""A practice's own letterhead in Word: what it may contain, how its styles look, how it is applied."""

from foldwell.rendering.docx.letterhead.letterhead import Letterhead, read_letterhead

__all__ = ["Letterhead", "read_letterhead"]
