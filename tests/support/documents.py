"""The documents by what they are and show, as the table of documents says it."""

from foldwell.documents.registry import DOCUMENTS

PDFS = tuple(name for name, row in DOCUMENTS.items() if row.file.endswith(".pdf"))


def showing(*contents, among=DOCUMENTS):
    """The documents that show one of these contents."""
    return [name for name in among if DOCUMENTS[name].shows.intersection(contents)]


def template_of(name):
    """The template that the words of a document are set by, at first hand or at second."""
    return DOCUMENTS[name].template or template_of(DOCUMENTS[name].needs[0])
