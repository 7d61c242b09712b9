"""Old leaflets (Word, HTML, Markdown, plain text, PDF) turned into an article; what is lost is listed."""
