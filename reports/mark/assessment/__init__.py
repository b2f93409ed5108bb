"""The adviser's assessment as a document."""
