"""The whole trajectory of an application on one page, for each party what it may see; and as PDF for the archive."""
