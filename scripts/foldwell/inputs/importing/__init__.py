"""Old leaflets, as Word, HTML, Markdown, plain text or PDF, turned into an article; what is lost is listed."""
