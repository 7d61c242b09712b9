"""What the reader of a Word file sees."""
