"""Values to HTML to the bytes of PDF, DOCX and HTML."""
