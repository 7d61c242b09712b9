"""What the reader of a PDF sees."""
