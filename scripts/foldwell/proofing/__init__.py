"""The bytes of a finished document and what is expected of it in; a list of problems out."""
