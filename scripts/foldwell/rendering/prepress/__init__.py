"""Finished pages placed on sheets: imposition, step and repeat, the print shop's files."""
