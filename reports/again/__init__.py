"""Two evaluations of the same organisation beside each other: what became better or worse since the last time."""
