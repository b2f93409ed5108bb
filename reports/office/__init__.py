"""The office's pages: who there are, what was invited, what happened. Lists to scan, filters that read as a sentence."""
