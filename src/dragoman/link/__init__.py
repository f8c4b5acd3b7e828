"""Judgements about what belongs together across documents; now: versions of one item."""
