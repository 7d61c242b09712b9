"""Which inputs and tools a pack was built from, and whether they have changed."""
