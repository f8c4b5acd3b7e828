"""Events across documents: which tellings are one event, the values chosen for it, and its history."""
