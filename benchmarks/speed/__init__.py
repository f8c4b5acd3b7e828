"""How fast the program answers."""
