"""A project folder in; everything that one pack is built from out."""
