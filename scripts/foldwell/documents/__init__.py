"""How each document is made, what is expected of it and how it is checked."""
