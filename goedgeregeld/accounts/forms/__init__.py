"""Shape and validation of what people fill in about themselves and their organisation."""
