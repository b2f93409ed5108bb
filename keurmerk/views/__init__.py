"""The pages of the quality mark, a file by subject: load, permit, one call, respond. How a page of an act goes: `acting`."""
