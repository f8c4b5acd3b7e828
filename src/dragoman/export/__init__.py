"""The record and the layers in other forms: the gold format, every layer as JSON."""
