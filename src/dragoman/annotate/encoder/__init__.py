"""The trained reader: one small encoder with several heads over the words of a document."""
