"""Word files as packages of XML parts (ECMA-376), read safely: letterheads and finished handouts alike."""
