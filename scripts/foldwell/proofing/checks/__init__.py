"""The checks of a finished document, each from a proof to its problems."""
