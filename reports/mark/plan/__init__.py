"""The plan of approach as a tagged PDF: for a board to agree with, and for the archive."""
