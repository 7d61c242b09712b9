"""Inspection of PDF files."""
