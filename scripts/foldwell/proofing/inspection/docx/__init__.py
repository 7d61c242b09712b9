"""Inspection of Word files."""
