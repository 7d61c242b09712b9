"""One file in; one validated model, or a list of problems, out."""
