"""The Word handout: HTML of the handout template in, DOCX bytes out."""

from foldwell.word.document import WRITERS, write

__all__ = ["WRITERS", "write"]
