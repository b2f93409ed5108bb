"""Documents of the quality mark, each in a package of its own: made from stored data, the same bytes for the same data."""
