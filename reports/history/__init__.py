"""The history in plain Dutch: what happened to one object, for whom it concerns."""
