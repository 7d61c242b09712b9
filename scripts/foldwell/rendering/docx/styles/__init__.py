"""The styles of a Word file, from the brand."""
