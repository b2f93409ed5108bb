"""The office's pages of figures."""
