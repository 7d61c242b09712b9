"""A practice's own Word paper: what it may hold, how its styles look, and how it gets under the handout."""

from foldwell.rendering.docx.letterhead.letterhead import Letterhead, read

__all__ = ["Letterhead", "read"]
