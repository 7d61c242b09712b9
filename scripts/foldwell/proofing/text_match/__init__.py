"""Finding expected text among the words of a finished document."""
