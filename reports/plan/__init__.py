"""The improvement plan to take along: as a workbook, and as a file for one's calendar."""
