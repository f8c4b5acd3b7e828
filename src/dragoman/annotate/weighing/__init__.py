"""Rules and encoder weighed against each other: what they find of an act, and how sure it is."""
