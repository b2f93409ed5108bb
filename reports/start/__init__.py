""" "Mijn Goed Geregeld": one page a role with what waits for me, what waits for others, and what changed."""
