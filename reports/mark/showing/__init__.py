"""Showing the mark to the world: the page with everything for it, the logo in its forms, and a text for the press."""
