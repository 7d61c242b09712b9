"""Tables: their columns as wide as their words need, or an entry for each row."""
