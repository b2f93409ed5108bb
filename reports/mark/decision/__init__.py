"""The decision on the mark as a letter, a tagged PDF."""
