"""Shape and validation of what people fill in for the quality mark, a file by subject. What may be done, the acts decide."""
