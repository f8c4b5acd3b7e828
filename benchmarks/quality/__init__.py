"""How good the reading is, measured against people's work, and the gate that keeps it from getting worse."""
