"""How the shipped model is trained; not part of the wheel."""
