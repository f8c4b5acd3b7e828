"""How good the linking is: copies, entities, events, disagreements, against written and public gold."""
